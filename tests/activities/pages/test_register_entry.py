from datetime import date
from uuid import uuid4

import pytest
from wagtail.models import Locale

from learning.activities.choices import Completion, Kind
from learning.activities.models import Activity, DeclaredFigure
from learning.activities.pages.register_entry import open_for
from tests.factories import make_activity, make_course, make_enrolment, make_training, make_webinar

pytestmark = pytest.mark.django_db


def entry_of(page):
    return Activity.objects.filter(key=page.translation_key).first()


def declare(activity):
    return DeclaredFigure.objects.create(activity=activity, year=2023, value=40, unit="people", source="Report")


def test_first_save_of_a_page_creates_its_activity():
    activity = entry_of(make_course("Trees"))
    assert (activity.title, activity.kind, activity.completion) == ("Trees", Kind.COURSE, Completion.STEPS)
    assert [language.code for language in activity.languages.all()] == ["en"]


def test_activity_has_the_kind_of_its_page_type():
    pages = make_webinar(), make_training()
    assert [(entry_of(page).kind, entry_of(page).completion) for page in pages] == [
        (Kind.WEBINAR, Completion.ATTENDANCE),
        (Kind.TRAINING, Completion.ATTENDANCE),
    ]


def test_saving_a_page_again_does_not_change_the_activity():
    page = make_webinar("Trees")
    Activity.objects.filter(key=page.translation_key).update(capacity=12, starts_on=date(2026, 3, 2))
    page.title = "Trees in the city"
    page.save_revision().publish()
    activity = entry_of(page)
    assert (activity.title, activity.capacity, activity.starts_on) == ("Trees", 12, date(2026, 3, 2))


def test_page_can_be_created_for_an_existing_activity():
    entered_first = make_activity("Entered first", kind=Kind.WEBINAR)
    page = make_webinar("Page later", translation_key=entered_first.key)
    assert open_for(page) == entered_first
    assert Activity.objects.count() == 1


def test_translation_shares_the_activity():
    page = make_course()
    spanish = Locale.objects.get(language_code="es")
    translated = page.copy_for_translation(spanish, copy_parents=True)
    assert entry_of(translated) == entry_of(page)
    assert Activity.objects.count() == 1


def test_copied_page_gets_a_new_activity():
    page = make_webinar()
    copied = page.copy(update_attrs={"slug": "second-edition"})
    assert entry_of(copied) not in (None, entry_of(page))


def test_alias_creates_no_activity():
    page = make_webinar()
    alias = page.create_alias(update_slug="mirror")
    assert (entry_of(alias), Activity.objects.count()) == (None, 1)


def test_unused_activity_is_deleted_with_its_last_page():
    page = make_course()
    spanish = page.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    spanish.delete()
    assert entry_of(page) is not None
    page.delete()
    assert Activity.objects.count() == 0


def test_activity_with_enrolments_outlives_its_page():
    page = make_course()
    enrolment = make_enrolment(entry_of(page))
    page.delete()
    assert Activity.objects.get() == enrolment.activity


@pytest.mark.parametrize("remember", [declare, lambda activity: make_activity(parent=activity)])
def test_activity_with_figures_or_parts_outlives_its_page(remember):
    page = make_course()
    remember(entry_of(page))
    page.delete()
    assert entry_of(page) is not None


def test_activity_covered_by_a_figure_outlives_its_page():
    page = make_course()
    figure = declare(None)
    figure.covers.add(entry_of(page))
    figure.save()
    page.delete()
    assert entry_of(page) is not None


def test_deletion_of_another_page_keeps_activities():
    entry = make_activity(key=uuid4())
    home = make_course().get_parent()
    home.specific.delete()
    assert list(Activity.objects.all()) == [entry]
