"""E-mails about an enrolment: queued in the action's transaction, composed at delivery in the person's language."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from learning.core.emails import deferred
from learning.core.emails.compose import compose as compose_email
from learning.core.emails.options import BULK, NORMAL, EmailOptions
from learning.core.emails.rate_limits import Limit
from learning.people.canonical import canonical_id
from learning.people.models import Organisation, Person
from learning.people.reachable import may_be_written_to, reachable

from ..models import Activity, Enrolment
from ..pages.lookup import url_of
from ..sessions import icalendar

WITH_CALENDAR = {"enrolled": "REQUEST", "promoted": "REQUEST", "cancelled": "CANCEL", "withdrawn": "CANCEL"}
# E-mails that expire at the end of the activity.
BEFORE_THE_END = {"enrolled", "promoted", "waiting", "cancelled", "invited"}
ABOUT_ENROLMENT, INVITATION = "activities.enrolment", "activities.invitation"
INVITATION_LIMITS = (Limit(1, timedelta(days=1), same_reference=True), Limit(3, timedelta(days=1)))

PURPOSES = {
    "enrolled": gettext_lazy("Confirmation of a place"),
    "waiting": gettext_lazy("Confirmation of the waiting list"),
    "promoted": gettext_lazy("A place from the waiting list"),
    "withdrawn": gettext_lazy("Confirmation of a withdrawal"),
    "cancelled": gettext_lazy("Cancellation"),
    "reminder": gettext_lazy("Reminder of a session"),
    "completed": gettext_lazy("Completion"),
    "marked": gettext_lazy("Marked assignment"),
    "message": gettext_lazy("Message to participants"),
    "invited": gettext_lazy("Invitation by a focal point"),
}


def notify(enrolment, occasion, *, expires_at=None, **words):
    """Queue the e-mail templates/emails/<occasion>.txt to the person of `enrolment`; `words` must be JSON values."""
    email = enrolment.person.canonical.email
    if email:
        options = _options(enrolment.activity, str(occasion), expires_at)
        deferred.enqueue(ABOUT_ENROLMENT, email, _arguments(enrolment, occasion, words), options)


def notify_all(activity, enrolments, occasion, *, expires_at=None, **words):
    """Queue the e-mail to each of `enrolments` of `activity` who may be written to. Returns the number."""
    told = one_per_person(enrolments)
    mails = [(one.person.canonical.email, _arguments(one, occasion, words)) for one in told]
    options = _options(activity, str(occasion), expires_at, priority=BULK)
    return deferred.enqueue_all(ABOUT_ENROLMENT, mails, options)


def one_per_person(enrolments):
    """List the first of `enrolments` of each canonical person who may be written to. Two queries in total."""
    people = Person.objects.filter(pk__in=enrolments.order_by().values(who=canonical_id("person")))
    left, chosen = set(reachable(people).values_list("pk", flat=True)), {}
    for enrolment in enrolments.select_related("person__merged_into__merged_into"):
        if enrolment.person.canonical.pk in left:
            chosen.setdefault(enrolment.person.canonical.pk, enrolment)
    return list(chosen.values())


def _arguments(enrolment, occasion, words):
    return {"enrolment_id": enrolment.pk, "occasion": str(occasion), "words": words}


def _options(activity, occasion, expires_at=None, priority=NORMAL):
    end = activity.ends_at if occasion in BEFORE_THE_END else None
    if expires_at is None and end and end > timezone.now():
        expires_at = end
    reference = f"activity:{activity.pk}"
    return EmailOptions(purpose=occasion, reference=reference, expires_at=expires_at, priority=priority)


def compose_about_enrolment(enrolment_id, occasion, words):
    """Return the e-mail, or None if the person may not be written to any more."""
    enrolments = Enrolment.all_rows.select_related("activity", "person__merged_into__merged_into", "organisation")
    enrolment = enrolments.get(pk=enrolment_id)
    person = reachable(Person.objects.filter(pk=enrolment.person.canonical.pk)).first()
    return person and compose(enrolment, person, occasion, words)


def compose(enrolment, person, occasion, words):
    activity, zone = enrolment.activity, ZoneInfo(person.time_zone or enrolment.activity.time_zone)
    words = {"enrolment": enrolment, "person": person, **words}
    message = _write(activity, occasion, person.email, person.language, zone, words)
    method = WITH_CALENDAR.get(occasion)
    if method and activity.timetable:
        message.attach(
            "invite.ics", icalendar.events(activity, person, method), f'text/calendar; method={method}; charset="utf-8"'
        )
    return message


def _write(activity, occasion, email, language, zone, words):
    with translation.override(language), timezone.override(zone):
        context = {
            "activity": activity,
            "zone": zone,
            "base_url": settings.BASE_URL,
            "url": url_of(activity, language),
            **words,
        }
        return compose_email(occasion, email, context)


def invite(activity, email, organisation, *, invited_by, language):
    """Queue an invitation to enrol for `organisation` to an address.

    The text is the same whether the address is known or not; only the language is that of the person, if there is one.
    The number of invitations to one address is limited, whoever invites: `INVITATION_LIMITS`.
    """
    words = {"organisation_id": organisation.pk, "invited_by": invited_by, "language": language}
    arguments = {"activity_id": activity.pk, "email": email, **words}
    deferred.enqueue(INVITATION, email, arguments, _options(activity, "invited"))


def compose_invitation(activity_id, email, organisation_id, invited_by, language):
    """Return the invitation, or None if the address may not be written to."""
    if not may_be_written_to(email):
        return None
    activity, organisation = Activity.objects.get(pk=activity_id), Organisation.objects.get(pk=organisation_id)
    known = Person.objects.filter(email=email).first()
    language, zone = (known.language if known else language), ZoneInfo(activity.time_zone)
    with translation.override(language):
        way_in = settings.BASE_URL + reverse("enrol", args=[activity.key], query={"for": organisation.uuid})
    words = {"organisation": organisation, "invited_by": invited_by, "way_in": way_in}
    return _write(activity, "invited", email, language, zone, words)
