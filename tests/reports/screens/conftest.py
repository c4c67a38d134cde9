"""What the screens' tests share: who reads, and what was held."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import make_activity, make_member, make_organisation, make_person, make_session

START = datetime(2026, 5, 12, 14, tzinfo=UTC)


@pytest.fixture
def seminar(come):
    """Six came in May 2026: five women of a member in Bogotá, a man of a French city."""
    activity = make_activity("Seminar", kind="seminar", starts_on=START.date(), action_line=2)
    make_session(activity, START)
    bogota, lyon = make_member("Bogotá", country="CO"), make_organisation("Lyon", country="FR")
    for number in range(6):
        person = make_person(gender="woman" if number < 5 else "man", organisation=bogota if number < 5 else lyon)
        come(activity, person, enrolled_at=START - timedelta(days=1))
    return activity
