"""Participations row by row: the source of every figure, for exports and other programs."""

from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learning.activities.choices import Kind, Source
from learning.people.canonical import of_canonical
from learning.people.models import Gender, Organisation
from learning.people.reference.places import Region, names_in

from ..exports import ExportColumn, Table, about
from ..measures.conditions import DAY_COMPLETED
from ..scope import description
from .enrolments import of

PERSON_UUID = Coalesce("person__merged_into__merged_into__uuid", "person__merged_into__uuid", "person__uuid")
BODY_UUID = Coalesce(
    "organisation__merged_into__merged_into__uuid", "organisation__merged_into__uuid", "organisation__uuid"
)
SALT = "learning.reports.pseudonyms"
# How many rows the database hands over at once.
AT_ONCE = 5000
PLAIN = (
    *("activity__title", "activity__kind", "body_name", "organisation_kind", "country", "region", "is_member"),
    *("source", "attended_on", "started_on", "participated_on", "completed_day"),
)


def participations(scope):
    """The enrolments that "participants" counts in `scope`, one per canonical person and activity.

    With the uuids of whom and what they count as.
    """
    found = of("participants", scope)
    return found.annotate(person_uuid=PERSON_UUID, body_uuid=BODY_UUID, completed_day=DAY_COMPLETED)


def pseudonym(reader, uuid):
    """The same person is the same to one `reader`, and another to every other.

    Keyed with SECRET_KEY: who has the uuid can't compute it, and it can't be turned back.
    """
    return salted_hmac(SALT, f"{reader}:{uuid}", algorithm="sha256").hexdigest()[:32]


def table(scope, *, with_people):
    """The participations of a scope as a table for a file: without names, or with people, who are read by those alone
    who may see them."""
    found = participations(scope).annotate(body_name=of_canonical("organisation", "name")).order_by("pk")
    told = [*description.head(scope), (_("People"), _("by name") if with_people else _("without names"))]
    columns, who = (_named(), _by_name) if with_people else ((ExportColumn("person", _("Person")),), _by_pseudonym)
    if with_people:
        found = found.annotate(
            person_name=of_canonical("person", "name"),
            person_email=of_canonical("person", "email"),
            person_title=of_canonical("person", "job_title"),
        )
        person = ("person_name", "person_email", "person_title", "gender")
    else:
        person = ("person_uuid",)
    rows = found.values_list(*person, *PLAIN)
    return Table(about(_("Participations"), told), (*columns, *_columns()), _rows(rows, who))


def _rows(found, who):
    """Rows as they are read. What is said in words is looked up before: the language is gone when the file is sent."""
    kinds, bodies = _labels(Kind), _labels(Organisation.Kind)
    regions, sources, answers = _labels(Region), _labels(Source), _labels(Gender)
    countries, member = names_in(get_language() or "en"), {True: _("yes"), False: _("no")}

    def told(row):
        *person, title, kind, body, body_kind, country, region, is_member, source, came, began, took_part, done = row
        return (
            *who(person, answers),
            title,
            kinds[kind],
            body,
            bodies.get(body_kind, ""),
            countries.get(country, country),
            regions.get(region, ""),
            member[is_member],
            sources[source],
            came,
            began,
            took_part,
            done,
        )

    return map(told, found.iterator(chunk_size=AT_ONCE))


def _by_name(person, answers):
    name, email, job, gender = person
    return name, email, job, answers.get(gender, "")


def _by_pseudonym(person, _answers):
    return (pseudonym("export", person[0]),)


def _labels(choices):
    return {value: str(label) for value, label in choices.choices}


def _named():
    return (
        ExportColumn("name", _("Name")),
        ExportColumn("email", _("E-mail address")),
        ExportColumn("job_title", _("Job title")),
        ExportColumn("gender", _("Gender")),
    )


def _columns():
    return (
        ExportColumn("activity", _("Activity")),
        ExportColumn("kind", _("Kind")),
        ExportColumn("organisation", _("Organisation")),
        ExportColumn("organisation_kind", _("Kind of organisation")),
        ExportColumn("country", _("Country")),
        ExportColumn("region", _("Region")),
        ExportColumn("member", _("Member")),
        ExportColumn("source", _("Source")),
        ExportColumn("came_on", _("Came")),
        ExportColumn("started_on", _("Started")),
        ExportColumn("participated_on", _("Took part")),
        ExportColumn("completed_on", _("Completed")),
    )
