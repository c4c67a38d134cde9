"""The record of learning as a PDF, in the reader's language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learning.activities.templatetags.activities import duration
from learning.certificates.issuance.emails import address_of
from learning.certificates.pdf import fonts
from learning.certificates.pdf.certificate import own
from learning.certificates.pdf.layout import typeset

DAY = "SHORT_DATE_FORMAT"


def made_of(record):
    return typeset("record", _data(record))


def outcome(line):
    """Return "Completed", "Took part" or, for a self-paced course, "Started"."""
    if line.is_completed:
        return _("Completed")
    return _("Took part") if line.enrolment.attended_on else _("Started")


def _data(record):
    person, body = record.person, record.person.organisation
    today = date_format(timezone.localdate(), "DATE_FORMAT")
    everything = person.name + "".join(line.title for line in record.lines)
    return {
        "document": _("Record of learning"),
        "language": get_language(),
        "families": fonts.families(everything, body.country if body else ""),
        "issuer": settings.CERTIFICATE_ISSUER,
        "name": own(person.name),
        "organisation": own(body.name if body else ""),
        "heads": [_("Activity"), _("When"), _("Time"), _("Certificate")],
        "lines": [_line(line) for line in record.lines],
        "together": _("Together"),
        "sum": duration(record.minutes),
        "note": _(
            "Metropolis Learning, as of %(day)s. The time is the minutes attended live and the nominal minutes of the "
            "lessons done. Certificates can be checked with their codes at %(address)s."
        )
        % {"day": today, "address": f"{urlsplit(settings.BASE_URL).netloc}/certificates/"},
        "of": _("%(page)s of %(pages)s"),
    }


def _line(line):
    return {
        "title": own(line.title),
        "kind": line.enrolment.activity.get_kind_display(),
        "outcome": outcome(line),
        "day": date_format(line.day, DAY),
        "time": duration(line.minutes),
        "certificates": [
            {"code": certificate.grouped_code.split("-"), "address": address_of(certificate)}
            for certificate in line.certificates
        ],
    }
