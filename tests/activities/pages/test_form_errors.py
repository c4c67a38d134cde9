"""Errors of a page form are listed with the names of their fields."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import QuizPage, WorkshopPage
from tests.factories import make_course, make_quiz, make_training, make_webinar

pytestmark = pytest.mark.django_db

NO_COMMENTS = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}


def sent(page, **fields):
    form = {
        "title": page.title,
        "slug": page.slug,
        "lead": "",
        "intro": rich_text(""),
        "takeaways": rich_text(""),
        "speakers": streamfield([]),
        "programme": streamfield([]),
        "outcomes": streamfield([]),
        "opening": "at_once",
        **fields,
    }
    return {**nested_form_data(form), **NO_COMMENTS}


def errors(response):
    """Return the text of the list of errors."""
    text = response.content.decode()
    assert 'role="alert"' in text
    return text.partition('<div class="help-block help-critical" role="alert">')[2].partition("</div>")[0]


@pytest.mark.parametrize("make", [make_webinar, make_course, make_training])
def test_past_expiry_date_is_named(as_officer, make):
    page = make()
    yesterday = timezone.localtime() - timedelta(days=1)
    response = as_officer.post(f"/admin/pages/{page.pk}/edit/", sent(page, expire_at=f"{yesterday:%Y-%m-%d %H:%M}"))
    told = errors(response)
    assert "<strong>Expiry date/time (in the schedule)</strong>: Expiry date/time must be in the future." in told
    assert Page.objects.get(pk=page.pk).expire_at is None


def test_expiry_date_of_an_expired_page_is_named(as_officer):
    page = make_webinar()
    past = timezone.now() - timedelta(days=9)
    Page.objects.filter(pk=page.pk).update(expire_at=past, expired=True, live=False)
    response = as_officer.post(f"/admin/pages/{page.pk}/edit/", sent(page, expire_at=f"{past:%Y-%m-%d %H:%M}"))
    assert "Expiry date/time (in the schedule)" in errors(response)


def test_error_in_a_block_names_the_field_and_the_block(as_officer):
    page = make_training(model=WorkshopPage)
    items = [("item", {"day": "1", "title": "Opening", "text": rich_text("")})]
    items.append(("item", {"day": "0", "title": "", "text": rich_text("")}))
    form = sent(page, programme=streamfield(items)) | {"action-publish": "1"}
    told = errors(as_officer.post(f"/admin/pages/{page.pk}/edit/", form))
    assert "<strong>Programme, block 2</strong>: This field is required." in told
    assert "<strong>Programme, block 2</strong>: Ensure this value is greater than or equal to 1." in told
    assert "block 1" not in told


def test_error_of_two_fields_together_is_named(as_officer):
    quiz = make_quiz(make_course(), [])
    now = timezone.localtime()
    fields = {name: getattr(quiz, name) for name in ("purpose", "minutes", "cool_down")}
    moments = {"opens_at": f"{now:%Y-%m-%d %H:%M}", "closes_at": f"{now - timedelta(days=1):%Y-%m-%d %H:%M}"}
    form = sent(quiz, questions=streamfield([]), summary="", **fields, **moments)
    told = errors(as_officer.post(f"/admin/pages/{quiz.pk}/edit/", form))
    assert "<strong>Closes</strong>: It closes before it opens." in told
    assert QuizPage.objects.get(pk=quiz.pk).closes_at is None


def test_missing_title_of_a_new_page_is_named(as_officer):
    parent = make_webinar().get_parent()
    page = make_webinar()
    response = as_officer.post(f"/admin/pages/add/webinars/webinarpage/{parent.pk}/", sent(page, title="", slug=""))
    assert "<strong>Title</strong>: This field is required." in errors(response)


def test_form_without_errors_has_no_list(as_officer):
    page = make_webinar()
    text = as_officer.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "The page was not saved" not in text
    assert as_officer.post(f"/admin/pages/{page.pk}/edit/", sent(page)).status_code == 302
