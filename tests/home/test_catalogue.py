from datetime import date, timedelta

import pytest
from django.utils import timezone

from learning.activities.models import Activity, ActivityLanguage, Theme
from tests.factories import make_course, make_enrolment, make_session, make_training, make_webinar

pytestmark = pytest.mark.django_db


def titles(response):
    return [entry.page.title for entry in response.context["entries"]]


@pytest.fixture
def programme():
    """A course, a webinar to come and one that is over, with the titles "Course", "Coming" and "Gone"."""
    make_course("Course")
    make_session(make_webinar("Coming").activity)
    make_session(make_webinar("Gone").activity, timezone.now() - timedelta(days=7))


def test_order_is_upcoming_then_any_time_then_past(client, programme):
    assert titles(client.get("/en/catalogue/")) == ["Coming", "Course", "Gone"]


def test_past_activities_are_sorted_latest_first(client, programme):
    make_session(make_webinar("Long gone").activity, timezone.now() - timedelta(days=90))
    assert titles(client.get("/en/catalogue/?when=past")) == ["Gone", "Long gone"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=course", ["Course"]),
        ("kind=webinar&when=upcoming", ["Coming"]),
        ("when=any_time", ["Course"]),
        ("words=gone", ["Gone"]),
        ("mode=in_person", []),
        ("kind=&when=&words=", ["Coming", "Course", "Gone"]),
    ],
)
def test_filters_narrow_and_combine(client, programme, query, expected):
    assert titles(client.get(f"/en/catalogue/?{query}")) == expected


def test_webinar_without_date_is_upcoming_and_to_be_announced(client, programme):
    make_webinar("Some day")
    assert titles(client.get("/en/catalogue/?when=upcoming")) == ["Coming", "Some day"]
    assert titles(client.get("/en/catalogue/?when=any_time")) == ["Course"]
    assert "Date to be announced" in client.get("/en/catalogue/").content.decode()


def test_filters_for_theme_and_language_narrow(client, programme):
    activity = Activity.objects.get(title="Gone")
    activity.themes.set([Theme.objects.create(code="care", name_en="Care")])
    activity.save()
    ActivityLanguage.objects.create(activity=activity, code="fr")
    assert titles(client.get("/en/catalogue/?theme=care")) == ["Gone"]
    assert titles(client.get("/en/catalogue/?language=fr")) == ["Gone"]


@pytest.mark.parametrize(
    "query", ["kind=cinema", "when=yesterday", "theme=%27", "theme=0", "language=xx", "mode=1", "kind=0", "words=%22"]
)
def test_unknown_choice_finds_nothing(client, programme, query):
    response = client.get(f"/en/catalogue/?{query}")
    assert titles(response) == []
    assert "Clear all filters" in response.content.decode()


def test_empty_choices_unknown_parameters_and_far_pages_do_not_narrow(client, programme):
    empty = "kind=&when=&theme=&language=&mode=&words=+&page=999&colour=red"
    assert titles(client.get(f"/en/catalogue/?{empty}")) == ["Coming", "Course", "Gone"]


def test_activity_without_live_page_is_not_listed(client, programme):
    make_course("Draft", live=False)
    Activity.objects.create(title="Old workshop", kind="workshop", starts_on=date(2019, 1, 1))
    assert titles(client.get("/en/catalogue/")) == ["Coming", "Course", "Gone"]


def test_page_in_readers_language_is_shown_else_the_main_one(client, programme):
    from wagtail.models import Locale

    from courses.models import CoursePage

    spanish = CoursePage.objects.get().copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.title = "Curso"
    spanish.save_revision().publish()
    assert titles(client.get("/es/catalogue/")) == ["Coming", "Curso", "Gone"]
    assert titles(client.get("/fr/catalogue/")) == ["Coming", "Course", "Gone"]


def test_empty_result_offers_to_clear_choices(client, programme):
    assert "Clear all filters" in client.get("/en/catalogue/?words=zzz").content.decode()


def test_places_left_and_waiting_list_are_shown(client):
    activity = make_webinar("Small").activity
    make_session(activity)
    Activity.objects.filter(pk=activity.pk).update(capacity=2)
    make_enrolment(activity)
    assert "1 place left" in client.get("/en/catalogue/").content.decode()
    make_enrolment(activity)
    make_enrolment(activity, status="waiting", queued_at=timezone.now())
    assert "Full · 1 waiting" in client.get("/en/catalogue/").content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_query_count_for_logged_in_reader_is_the_same_for_one_and_twenty_lines(
    as_official, official, django_assert_num_queries, count
):
    for _number in range(count):
        activity = make_training().activity
        make_session(activity)
        make_enrolment(activity, official.person)
    with django_assert_num_queries(11):
        as_official.get("/en/catalogue/")
