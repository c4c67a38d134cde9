from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import HelpPage, HomePage
from learning.activities.enrolment import actions as enrolment_actions
from tests.factories import make_session, make_webinar

pytestmark = pytest.mark.django_db


def test_it_shows_what_comes_next_and_where_the_programme_is(client):
    HomePage.objects.filter(locale__language_code="en").update(title="What one city has learned")
    make_session(make_webinar("Soil first").activity)
    page = client.get("/en/").content.decode()
    assert "What one city has learned" in page
    assert "Soil first" in page
    assert 'href="/en/catalogue/"' in page


def test_what_is_over_or_cancelled_does_not_come_next(client):
    make_session(make_webinar("Gone").activity, timezone.now() - timedelta(days=2))
    cancelled = make_webinar("Called off").activity
    make_session(cancelled)
    enrolment_actions.cancel(cancelled, reason="Storm")
    assert client.get("/en/").context["entries"] == []


def test_an_empty_programme_has_its_own_words(client):
    assert "Nothing is planned yet" in client.get("/en/").content.decode()


def test_help_answers_questions_and_says_whom_to_write_to(client):
    page = HelpPage.objects.get(locale__language_code="en")
    page.questions = [("question", {"question": "Who can take part?", "answer": "<p>You.</p>"})]
    page.contact = "<p>Write to learning@example.org.</p>"
    page.save()
    told = client.get("/en/help/").content.decode()
    assert all(text in told for text in ("Who can take part?", "You.", "Write to learning@example.org."))


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_a_learner_the_same_queries_for_one_activity_and_for_thirty(
    as_official, django_assert_num_queries, count
):
    for _number in range(count):
        make_session(make_webinar().activity)
    as_official.get("/en/")
    with django_assert_num_queries(11):
        as_official.get("/en/")


def test_a_page_that_speaks_to_one_person_is_never_shared(as_official):
    assert "Cookie" in as_official.get("/en/")["Vary"]
