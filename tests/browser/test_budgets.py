"""Sizes of pages as production sends them.

The server compresses pages itself; static files are compressed here as whitenoise sends the copies that `collectstatic`
makes, and cached by the browser as their headers say.
"""

import gzip

import pytest

from tests.factories import (
    make_certificate,
    make_course,
    make_enrolment,
    make_figures_page,
    make_lesson,
    make_session,
    make_webinar,
)
from tests.media.films import FILM, make_film

pytestmark = pytest.mark.django_db(transaction=True)

KILOBYTE = 1024


def cost(page, address):
    """Return [(address, bytes over the wire)] of everything but content images and video."""
    sent = []

    def note(response):
        sent.append(response)

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", note)
    return [(response.url, _bytes(response)) for response in sent if "/media/" not in response.url]


def _bytes(response):
    head = sum(len(name) + len(value) + 4 for name, value in response.headers.items())
    has_body = not 300 <= response.status < 400
    return head + (len(gzip.compress(response.body(), 6)) if has_body else 0)


@pytest.fixture
def addresses(learner):
    course = make_course("Care", lessons=8)
    lesson = make_lesson(course, "Long", body=[("text", "<p>" + "A lesson worth reading. " * 300 + "</p>")])
    make_enrolment(course.activity, learner.person)
    film = make_film(chapters={"en": "0:00 Soil\n0:30 Water"}, content=FILM)
    seen = make_lesson(course, "Seen", body=[("video", {"video": film, "caption": ""})])
    for _number in range(20):
        make_session(
            make_webinar(lead="Twenty lines of a programme, each with a lead that says what it is about.").activity
        )
    make_figures_page(organisations=120)
    return [
        "/en/",
        "/en/in-figures/",
        "/en/catalogue/",
        f"/en/courses/{course.slug}/",
        f"/en/courses/{course.slug}/{lesson.slug}/",
        f"/en/courses/{course.slug}/{seen.slug}/",
        "/en/my/",
        "/en/my/record/",
        make_certificate(learner.person).get_absolute_url(),
        "/en/my/profile/",
        "/en/my/privacy/",
        "/en/privacy/",
        "/en/search/?words=lesson",
        "/accounts/2fa/",
        "/accounts/sessions/",
    ]


def assert_first_view_is_light(page, address):
    sent = cost(page, address)
    scripts = sum(size for url, size in sent if url.endswith(".js"))
    assert len(sent) <= 8, address
    assert sum(size for _url, size in sent) <= 50 * KILOBYTE, address
    assert scripts <= 10 * KILOBYTE, address


def test_first_view_is_at_most_fifty_kilobytes_in_eight_requests(visit, learner, addresses):
    for address in addresses:
        assert_first_view_is_light(visit(learner), address)


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/login/", "/accounts/password/reset/"])
def test_first_view_of_a_newcomer_is_within_the_same_limits(visit, address):
    assert_first_view_is_light(visit(), address)


def test_repeat_view_is_at_most_twelve_kilobytes(visit, learner, addresses):
    """Static files have a content hash in their names in production: a second view requests only the page."""
    page = visit(learner)
    for address in addresses:
        cost(page, address)
        assert sum(size for url, size in cost(page, address) if "/static/" not in url) <= 12 * KILOBYTE, address
