"""Queries for trainers: the activities they teach, the participants, and the materials."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import get_language
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from learning.activities.attendance.presence import attended_by
from learning.activities.choices import EnrolmentStatus, Role, Source
from learning.activities.enrolment.counts import taking_each
from learning.activities.models import Activity, Enrolment
from learning.activities.pages.lookup import pages_of, path_of
from learning.media.models import Recording
from learning.media.recordings.player_context import clock
from learning.people.reference.places import country_name


def appearances(person, *roles):
    """Return the enrolments of `person` in one of `roles` that have the status "enrolled"."""
    return Enrolment.objects.of(person).filter(role__in=roles, status=EnrolmentStatus.ENROLLED)


@dataclass(frozen=True)
class Appearance:
    """One activity in the list of what a person teaches or speaks at. `url` is the address of its page, or ""."""

    activity: Activity
    enrolled: int
    is_trainer: bool
    url: str


def programme_of(person):
    """List the activities where `person` teaches or speaks, the next activity first. Five queries."""
    roles = {}
    for enrolment in appearances(person, Role.TRAINER, Role.SPEAKER):
        roles.setdefault(enrolment.activity_id, set()).add(enrolment.role)
    listed = Activity.objects.filter(pk__in=roles).as_a_programme().with_seats().prefetch_related("sessions")
    activities = list(listed)
    pages = pages_of([activity.key for activity in activities], get_language())
    enrolled = taking_each(activities)
    return [
        Appearance(
            activity,
            enrolled[activity.pk],
            Role.TRAINER in roles[activity.pk],
            path_of(pages[activity.key]) if activity.key in pages else "",
        )
        for activity in activities
    ]


def participants_of(activity):
    """Return the enrolments of those who have a place in `activity`, by name."""
    enrolled = activity.enrolments.filter(role=Role.PARTICIPANT, status=EnrolmentStatus.ENROLLED)
    enrolled = enrolled.exclude(source=Source.REPLAY).select_related("person__merged_into__merged_into", "organisation")
    return enrolled.order_by("person__name", "pk")


def with_attendance(activity, enrolments):
    """Return [(enrolment, country, number of sessions attended)] for a list of enrolments. One query."""
    attended = attended_by(activity, enrolments)
    return [(one, country_name(one.country), len(attended[one.pk])) for one in enrolments]


@dataclass(frozen=True)
class Material:
    """A document, with the address of its file, or a recording, with the address of its page."""

    title: str
    facts: str
    url: str
    is_file: bool


def materials_on(page):
    """List the documents and recordings on the live `page` and the live pages under it, in page order. Four queries."""
    pages = {str(below.pk): below for below in Page.objects.live().descendant_of(page, inclusive=True).order_by("path")}
    kinds = {ContentType.objects.get_for_model(model): model for model in (get_document_model(), Recording)}
    found = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=pages, to_content_type__in=kinds
    )
    first = {}
    order = list(pages)
    for reference in sorted(found, key=lambda one: order.index(one.object_id)):
        first.setdefault((reference.to_content_type_id, int(reference.to_object_id)), pages[reference.object_id])
    rows = {kind.pk: model.objects.in_bulk([pk for of, pk in first if of == kind.pk]) for kind, model in kinds.items()}
    return [_material(rows[kind][pk], where) for (kind, pk), where in first.items() if pk in rows[kind]]


def _material(row, where):
    if isinstance(row, Recording):
        return Material(row.title, clock(row.seconds) if row.seconds else "", path_of(where), is_file=False)
    return Material(row.title, row.file_extension.upper(), row.url, is_file=True)
