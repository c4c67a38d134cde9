"""The people of an organisation and what they take part in for it, as its focal point may see them.

Only enrolments made for this organisation count, by the copy that each keeps. Who has moved on stays with what they did
for it, without anything of what came after. Erased people are in no list.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Count, Q, Value, When
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from learning.activities.addresses import pages_of, path_of
from learning.activities.choices import EnrolmentStatus, Source
from learning.activities.days import day_of
from learning.activities.models import Enrolment
from learning.people.counting import canonical_id, counting_as
from learning.people.models import Person

TOOK_PART, COMPLETED = Q(participated_on__isnull=False), Q(completed_at__isnull=False)
HAS_PLACE = Q(status=EnrolmentStatus.ENROLLED) & ~Q(source=Source.REPLAY)
# A place, a wait for one, or something done. What becomes of an application is between the applicant and the officers.
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
    return Enrolment.objects.filter(SHOWN, counting_as("organisation", organisation))


def people_of(organisation):
    """Canonical people who belong to the canonical `organisation` (`belongs`) or did something for it, by name."""
    belongs = Case(
        When(counting_as("organisation", organisation), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    known = Person.objects.canonical().filter(erased_on=None).annotate(belongs=belongs)
    return known.filter(Q(belongs=True) | Q(pk__in=_who(enrolments_for(organisation)))).order_by("name", "pk")


def _who(enrolments):
    return enrolments.order_by().annotate(who=canonical_id("person")).values("who")


def narrowed(people, organisation, *, words="", state=""):
    """`people` who have every word in their name or, where they belong to it, their address; in `state` of STATES."""
    for word in words.split()[:MOST_WORDS]:
        people = people.filter(Q(name__icontains=word) | Q(belongs=True, email__icontains=word))
    if state in OF_PERSON:
        people = people.filter(OF_PERSON[state])
    if state in OF_ENROLMENT:
        people = people.filter(pk__in=_who(enrolments_for(organisation).filter(OF_ENROLMENT[state])))
    return people


def numbers_of(organisation):
    """{"belong": …, "to_confirm": …}: how many."""
    people = people_of(organisation).order_by()
    return people.aggregate(
        belong=Count("pk", filter=Q(belongs=True)), to_confirm=Count("pk", filter=OF_PERSON["to_confirm"])
    )


@dataclass(frozen=True)
class Participation:
    """One enrolment with the page that speaks of its activity to the reader, or None."""

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
    """{person id: their participations for `organisation`, the latest first}. Three queries, however many people."""
    ids = [person.pk for person in people]
    theirs = enrolments_for(organisation).annotate(who=canonical_id("person")).filter(who__in=ids)
    listed = list(theirs.select_related("activity"))
    pages = pages_of({enrolment.activity.key for enrolment in listed}, get_language())
    found = {pk: [] for pk in ids}
    for enrolment in sorted(listed, key=_latest_day, reverse=True):
        found[enrolment.who].append(Participation(enrolment, pages.get(enrolment.activity.key)))
    return found


def _latest_day(enrolment):
    moments = (enrolment.completed_at, enrolment.enrolled_at, enrolment.queued_at)
    days = [enrolment.participated_on, *(day_of(enrolment.activity, moment) for moment in moments)]
    return max(filter(None, days), default=date.min)
