from datetime import date

import pytest
from django.contrib.auth.models import Permission

from demo import organisations, report_2023, themes
from learning.activities.models import Enrolment
from tests.factories import make_enrolment, make_user

CAME = {"attended_on": date(2026, 5, 12), "participated_on": date(2026, 5, 12)}


@pytest.fixture
def come():
    """Enrols someone who came on 12 May 2026."""

    def enrol(activity, person=None, **fields):
        return make_enrolment(activity, person, **{**CAME, **fields})

    return enrol


@pytest.fixture
def come_saying(come):
    """The same with what the copy on the enrolment says, whatever the person says today."""

    def enrol(activity, person=None, **copy):
        enrolment = come(activity, person)
        Enrolment.objects.filter(pk=enrolment.pk).update(**copy)
        return enrolment

    return enrol


@pytest.fixture
def report_of_2023(db):
    """What the association printed of 2023, as the demo has it."""
    for part in (organisations, themes, report_2023):
        part.load()


@pytest.fixture
def reader(client):
    """May see figures, but nobody behind them."""
    user = make_user()
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_activity"]))
    client.force_login(user)
    return client
