from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import HelpPage, HomePage
from learning.activities.enrolment import actions as enrolment_actions
from tests.factories import make_session, make_webinar

pytestmark = pytest.mark.django_db


def test_page_shows_upcoming_activities_and_link_to_catalogue(client):
    HomePage.objects.filter(locale__language_code="en").update(title="What one city has learned")
    make_session(make_webinar("Soil first").activity)
    page = client.get("/en/").content.decode()
    assert "What one city has learned" in page
    assert "Soil first" in page
    assert 'href="/en/catalogue/"' in page


def test_past_and_cancelled_activities_are_not_upcoming(client):
    make_session(make_webinar("Gone").activity, timezone.now() - timedelta(days=2))
    cancelled = make_webinar("Called off").activity
    make_session(cancelled)
    enrolment_actions.cancel(cancelled, reason="Storm")
    assert client.get("/en/").context["entries"] == []


def test_empty_programme_shows_message(client):
    assert "Nothing is planned yet" in client.get("/en/").content.decode()


def test_help_page_shows_questions_and_contact(client):
    page = HelpPage.objects.get(locale__language_code="en")
    page.questions = [("question", {"question": "Who can take part?", "answer": "<p>You.</p>"})]
    page.contact = "<p>Write to learning@example.org.</p>"
    page.save()
    told = client.get("/en/help/").content.decode()
    assert all(text in told for text in ("Who can take part?", "You.", "Write to learning@example.org."))


@pytest.mark.parametrize("count", [1, 30])
def test_query_count_for_learner_is_the_same_for_one_and_thirty_activities(
    as_official, django_assert_num_queries, count
):
    for _number in range(count):
        make_session(make_webinar().activity)
    as_official.get("/en/")
    with django_assert_num_queries(11):
        as_official.get("/en/")


def test_personal_page_varies_on_cookie(as_official):
    assert "Cookie" in as_official.get("/en/")["Vary"]
