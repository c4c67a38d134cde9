"""Mail about an enrolment: written in the person's language and time zone, sent after the deed is committed."""

from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from learning import letters
from learning.people.models import Organisation, Person

from . import calendar
from .addresses import url_of
from .models import Activity, Enrolment

WITH_CALENDAR = {"enrolled": "REQUEST", "promoted": "REQUEST", "cancelled": "CANCEL", "withdrawn": "CANCEL"}


def tell(enrolment, occasion, **words):
    """Send the mail templates/emails/<occasion>.txt once the transaction is committed; `words` must be JSON."""
    if enrolment.person.canonical.email:
        transaction.on_commit(partial(deliver.enqueue, enrolment.pk, str(occasion), words))


@task()
def deliver(enrolment_id, occasion, words):
    rows = Enrolment.all_rows.select_related("activity", "person", "organisation")
    enrolment = rows.get(pk=enrolment_id)
    person = enrolment.person.canonical
    if person.email:
        compose(enrolment, person, occasion, words).send()


def compose(enrolment, person, occasion, words):
    activity, zone = enrolment.activity, ZoneInfo(person.time_zone or enrolment.activity.time_zone)
    words = {"enrolment": enrolment, "person": person, **words}
    message = _write(activity, occasion, person.email, person.language, zone, words)
    method = WITH_CALENDAR.get(occasion)
    if method and activity.timetable:
        message.attach(
            "invite.ics", calendar.events(activity, person, method), f'text/calendar; method={method}; charset="utf-8"'
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
        return letters.compose(occasion, email, context)


def invite(activity, email, organisation, *, invited_by, language):
    """Send an invitation to enrol for `organisation` to an address, once the transaction is committed.

    It says the same whether the address is known or not; only its language is that of the person, where there is one.
    """
    transaction.on_commit(
        partial(deliver_invitation.enqueue, activity.pk, email, organisation.pk, invited_by, language)
    )


@task()
def deliver_invitation(activity_id, email, organisation_id, invited_by, language):
    activity, organisation = Activity.objects.get(pk=activity_id), Organisation.objects.get(pk=organisation_id)
    known = Person.objects.filter(email=email).first()
    language, zone = (known.language if known else language), ZoneInfo(activity.time_zone)
    with translation.override(language):
        way_in = settings.BASE_URL + reverse("enrol", args=[activity.key], query={"for": organisation.uuid})
    words = {"organisation": organisation, "invited_by": invited_by, "way_in": way_in}
    _write(activity, "invited", email, language, zone, words).send()
