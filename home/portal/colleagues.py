"""The people of an organisation and their participation for it, as its focal points may see them.

Only enrolments made for this organisation count, by their affiliation snapshots. People who have left the organisation
are listed with what they did for it, without anything that came after. Erased people are in no list.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from learning.activities.choices import EnrolmentStatus, Source
from learning.activities.models import Enrolment
from learning.activities.pages.lookup import pages_of, path_of
from learning.activities.sessions.local_days import day_of
from learning.people.canonical import canonical_id, counting_as_one_of, ids_counting_as
from learning.people.models import Organisation, Person

TOOK_PART, COMPLETED = Q(participated_on__isnull=False), Q(completed_at__isnull=False)
HAS_PLACE = Q(status=EnrolmentStatus.ENROLLED) & ~Q(source=Source.REPLAY)
# A place, a place on the waiting list, or a participation. Applications are shown to the applicant and the officers
# only.
SHOWN = TOOK_PART | COMPLETED | Q(replayed_on__isnull=False) | HAS_PLACE | Q(status=EnrolmentStatus.WAITING)

STATES = {
    "to_confirm": _("Not confirmed yet"),
    "confirmed": _("Confirmed"),
    "left": pgettext_lazy("someone", "Left"),
    "enrolled": _("Have a place in something"),
    "took_part": _("Took part in something"),
    "completed": _("Completed something"),
}
OF_PERSON = {
    "to_confirm": Q(belongs=True, organisation_confirmed_on=None),
    "confirmed": Q(belongs=True, organisation_confirmed_on__isnull=False),
    "left": Q(belongs=False),
}
OF_ENROLMENT = {"enrolled": HAS_PLACE, "took_part": TOOK_PART, "completed": COMPLETED}
MOST_WORDS = 8


def enrolments_for(organisation):
    return Enrolment.objects.filter(SHOWN, _of(organisation))


def _of(organisation):
    """Return the condition that a row's `organisation` counts as this canonical one. One query.

    The condition contains the ids as numbers, so that the database can estimate how few rows match.
    """
    return Q(organisation__in=list(ids_counting_as(Organisation, [organisation.pk]).values_list("pk", flat=True)))


def people_of(organisation):
    """Return the canonical people who belong to `organisation` (`belongs`) or did something for it, by name."""
    theirs = _of(organisation)
    known = Person.objects.canonical().filter(erased_on=None)
    ids = known.filter(theirs).order_by().values("pk").union(_who(Enrolment.objects.filter(SHOWN, theirs)))
    belongs = ExpressionWrapper(theirs, output_field=BooleanField())
    return known.filter(pk__in=ids).annotate(belongs=belongs).order_by("name", "pk")


def _who(enrolments):
    return enrolments.order_by().annotate(who=canonical_id("person")).values("who")


def narrowed(people, organisation, *, words="", state=""):
    """Narrow `people` to those who match every word and have the `state` (a key of STATES).

    A word matches the name or, if the person belongs to the organisation, the e-mail address.
    """
    for word in words.split()[:MOST_WORDS]:
        people = people.filter(Q(name__icontains=word) | Q(belongs=True, email__icontains=word))
    if state in OF_PERSON:
        people = people.filter(OF_PERSON[state])
    if state in OF_ENROLMENT:
        people = people.filter(pk__in=_who(enrolments_for(organisation).filter(OF_ENROLMENT[state])))
    return people


def numbers_of(organisation):
    """Return {"belong": …, "to_confirm": …}: numbers of people."""
    belonging = Person.objects.canonical().filter(_of(organisation), erased_on=None)
    return belonging.aggregate(belong=Count("pk"), to_confirm=Count("pk", filter=Q(organisation_confirmed_on=None)))


@dataclass(frozen=True)
class Participation:
    """One enrolment with the page of its activity in the reader's language, or None."""

    enrolment: Enrolment
    page: Page | None

    @property
    def title(self):
        return self.page.title if self.page else self.enrolment.activity.title

    @property
    def url(self):
        return path_of(self.page) if self.page else ""

    @property
    def language(self):
        return self.page.locale.language_code if self.page else ""


def participations(people, organisation):
    """Return {person id: their participations for `organisation`, the latest first}.

    Four queries, however many people.
    """
    ids = [person.pk for person in people]
    theirs = enrolments_for(organisation).filter(counting_as_one_of(Person, ids, "person"))
    listed = list(theirs.annotate(who=canonical_id("person")).select_related("activity"))
    pages = pages_of({enrolment.activity.key for enrolment in listed}, get_language())
    found = {pk: [] for pk in ids}
    for enrolment in sorted(listed, key=_latest_day, reverse=True):
        found[enrolment.who].append(Participation(enrolment, pages.get(enrolment.activity.key)))
    return found


def _latest_day(enrolment):
    moments = (enrolment.completed_at, enrolment.enrolled_at, enrolment.queued_at)
    days = [enrolment.participated_on, *(day_of(enrolment.activity, moment) for moment in moments)]
    return max(filter(None, days), default=date.min)
