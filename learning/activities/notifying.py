"""Mail about an enrolment: written in the person's language and time zone, sent after the deed is committed."""

import re
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from . import calendar
from .addresses import url_of
from .models import Enrolment

SEVERAL_BLANK_LINES = re.compile(r"\n\s*\n\s*\n")
WITH_CALENDAR = {"enrolled": "REQUEST", "promoted": "REQUEST", "cancelled": "CANCEL", "withdrawn": "CANCEL"}


def tell(enrolment, occasion, **words):
    """Send the mail templates/emails/<occasion>.txt once the transaction is committed; `words` must be JSON."""
    if enrolment.person.canonical.email:
        transaction.on_commit(partial(deliver.enqueue, enrolment.pk, str(occasion), words))


@task()
def deliver(enrolment_id, occasion, words):
    enrolment = Enrolment.objects.select_related("activity", "person", "organisation").get(pk=enrolment_id)
    person = enrolment.person.canonical
    if person.email:
        compose(enrolment, person, occasion, words).send()


def compose(enrolment, person, occasion, words):
    activity = enrolment.activity
    zone = ZoneInfo(person.time_zone or activity.time_zone)
    with translation.override(person.language), timezone.override(zone):
        context = {
            "activity": activity,
            "enrolment": enrolment,
            "person": person,
            "zone": zone,
            "base_url": settings.BASE_URL,
            "url": url_of(activity, person.language),
            **words,
        }
        text = render_to_string(f"emails/{occasion}.txt", context)
    subject, _blank, body = text.strip().partition("\n")
    body = SEVERAL_BLANK_LINES.sub("\n\n", body.strip()) + "\n"
    message = EmailMessage(" ".join(subject.split()), body, to=[person.email])
    method = WITH_CALENDAR.get(occasion)
    if method and activity.timetable:
        message.attach(
            "invite.ics", calendar.events(activity, person, method), f'text/calendar; method={method}; charset="utf-8"'
        )
    return message
