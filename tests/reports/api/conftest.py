from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from learning.reports.api import tokens
from learning.reports.api.models import TokenScope
from tests.factories import make_activity, make_member, make_organisation, make_person, make_session

START = datetime(2026, 5, 12, 14, tzinfo=UTC)


@pytest.fixture
def make_token(db):
    """A token and its secret; all scopes for a day unless told otherwise."""

    def make(*scopes, name="Dashboard", expires_at=None, by=None):
        expires_at = expires_at or timezone.now() + timedelta(days=1)
        return tokens.make(name, scopes or TokenScope.values, expires_at, by)

    return make


@pytest.fixture
def ask(client, make_token):
    """GET /api/v1/…, with a token of all scopes unless another secret is shown."""
    _token, all_scopes = make_token()

    def get(address, secret=all_scopes, **query):
        return client.get(f"/api/v1/{address}", query, headers={"Authorization": f"Bearer {secret}"})

    return get


@pytest.fixture
def seminar(come):
    """Four people of Bogotá, a member, and one of elsewhere came to it."""
    activity = make_activity("Seminar", kind="seminar", starts_on=START.date(), action_line=2)
    make_session(activity, START)
    bogota, cali = make_member("Bogotá", country="CO"), make_organisation("Cali", country="CO")
    for number in range(5):
        person = make_person(gender="woman", organisation=bogota if number < 4 else cali)
        come(activity, person, enrolled_at=START - timedelta(days=1))
    return activity
