"""Texts of certificates: in the PDF in the holder's language, on the public page in the reader's."""

from datetime import date

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from learning.activities.choices import Kind as Activity
from learning.activities.choices import Mode, PartnerRole, Precision
from learning.activities.labels import span
from learning.activities.templatetags.activities import duration
from learning.people.reference.places import country_name

from .choices import Kind

TITLES = {
    Kind.COMPLETION: gettext_lazy("Certificate of completion"),
    Kind.PARTICIPATION: gettext_lazy("Certificate of participation"),
}
# Between the name and the title; other kinds of activity have no phrase of their own.
DID = {
    (Kind.COMPLETION, Activity.COURSE): gettext_lazy("has completed the course"),
    (Kind.COMPLETION, Activity.WEBINAR): gettext_lazy("has completed the webinar"),
    (Kind.COMPLETION, Activity.TRAINING): gettext_lazy("has completed the executive training"),
    (Kind.COMPLETION, Activity.WORKSHOP): gettext_lazy("has completed the workshop"),
    (Kind.COMPLETION, Activity.SEMINAR): gettext_lazy("has completed the seminar"),
    (Kind.PARTICIPATION, Activity.COURSE): gettext_lazy("took part in the course"),
    (Kind.PARTICIPATION, Activity.WEBINAR): gettext_lazy("took part in the webinar"),
    (Kind.PARTICIPATION, Activity.TRAINING): gettext_lazy("took part in the executive training"),
    (Kind.PARTICIPATION, Activity.WORKSHOP): gettext_lazy("took part in the workshop"),
    (Kind.PARTICIPATION, Activity.SEMINAR): gettext_lazy("took part in the seminar"),
}
OTHERWISE = {Kind.COMPLETION: gettext_lazy("has completed"), Kind.PARTICIPATION: gettext_lazy("took part in")}
# In the order in which they are printed.
PARTNERS = {
    PartnerRole.ORGANISER: gettext_lazy("Organised by %(names)s"),
    PartnerRole.HOST: gettext_lazy("Hosted by %(names)s"),
    PartnerRole.CONTENT: gettext_lazy("Content by %(names)s"),
    PartnerRole.FUNDER: gettext_lazy("Funded by %(names)s"),
    PartnerRole.PARTNER: gettext_lazy("With %(names)s"),
}


def title_of(kind):
    return str(TITLES[Kind(kind)])


def participation_sentence(certificate):
    kind = Kind(certificate.kind)
    return str(DID.get((kind, certificate.facts["activity"]), OTHERWISE[kind]))


def days(facts):
    """Return "12–14 March 2026", "March 2026" or "2023"; "" if no day is known."""
    if not facts["last_on"]:
        return ""
    first, last = (date.fromisoformat(facts[name] or facts["last_on"]) for name in ("first_on", "last_on"))
    if facts["precision"] == Precision.YEAR:
        return str(first.year)
    return date_format(first, "YEAR_MONTH_FORMAT") if facts["precision"] == Precision.MONTH else span(first, last)


def time(facts):
    return duration(facts["minutes"]) if facts["minutes"] else ""


def where(facts):
    mode = "" if facts["place"] and facts["mode"] != Mode.HYBRID else str(Mode(facts["mode"]).label)
    return ", ".join(filter(None, [mode, facts["place"], country_name(facts["country"])]))


def partners(facts):
    """Return a line for each role: "Hosted by Dakar and Barcelona"."""
    by_role = {}
    for name, role in facts["partners"]:
        by_role.setdefault(role, []).append(name)
    return [
        str(phrase) % {"names": get_text_list(by_role[role], pgettext("between the last two", "and"))}
        for role, phrase in PARTNERS.items()
        if role in by_role
    ]


def in_short(facts):
    """Return when, how long and where, in one line."""
    return " · ".join(filter(None, [days(facts), time(facts), where(facts)]))


def issued(certificate):
    return _("Issued by %(issuer)s on %(day)s") % {
        "issuer": certificate.facts["issuer"],
        "day": date_format(certificate.issued_on, "DATE_FORMAT"),
    }


def expires(certificate):
    if certificate.expires_on is None:
        return ""
    return _("Valid to %(day)s") % {"day": date_format(certificate.expires_on, "DATE_FORMAT")}


def criteria(certificate):
    """Return what had to be done for the certificate, for readers of a badge on other sites."""
    if certificate.kind == Kind.COMPLETION:
        return _("Met everything that completes the activity.")
    return _("Took part in the activity.")
