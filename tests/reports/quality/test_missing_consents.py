"""Each kind of problem: what is one, what is none, and where it leads."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile

from learning.activities.enrolment import consents
from learning.activities.models import Consent
from learning.media.models import Recording
from learning.people.duplicates.merges import merge
from learning.reports.quality import PROBLEMS, Findings, QualitySurvey
from tests.factories import (
    make_enrolment,
    make_person,
    make_webinar,
)

pytestmark = pytest.mark.django_db

CAME = {"attended_on": date(2026, 5, 12), "participated_on": date(2026, 5, 12)}


def found(code, user):
    return [(one.what, one.detail) for one in Findings(QualitySurvey(user), [PROBLEMS[code]])]


def ways(code, user):
    return [one.url for one in Findings(QualitySurvey(user), [PROBLEMS[code]])]


@pytest.fixture
def webinar():
    """A public recording with one speaker and two people who came live; one enrolled and watched it later."""
    film = Recording.objects.create(title="Trees", type="video", duration=90, file=ContentFile(b"film", "a.mp4"))
    page = make_webinar("Trees", recording=film)
    make_enrolment(page.activity, role="speaker")
    make_enrolment(page.activity, **CAME)
    make_enrolment(page.activity, **CAME)
    make_enrolment(page.activity, replayed_on=date(2026, 6, 1))
    return page


def test_a_public_recording_needs_the_consent_of_those_seen(officer, webinar):
    detail = "1 speaker or trainer and 2 people who came live without a standing consent"
    assert found("no-consent", officer) == [("Trees", detail)]


def test_consent_that_stands_is_enough_and_one_taken_back_is_none(officer, webinar):
    for row in webinar.activity.enrolments.all():
        consents.give(row.person, Consent.Purpose.RECORDING)
    assert found("no-consent", officer) == []
    someone = webinar.activity.enrolments.filter(attended_on__isnull=False).first()
    consents.revoke(someone.person, Consent.Purpose.RECORDING)
    detail = "0 speakers or trainers and 1 person who came live without a standing consent"
    assert found("no-consent", officer) == [("Trees", detail)]


def test_consent_to_photographs_is_none_to_a_recording(officer, webinar):
    for row in webinar.activity.enrolments.all():
        consents.give(row.person, Consent.Purpose.PHOTO)
    assert len(found("no-consent", officer)) == 1


def test_consent_of_a_row_that_is_the_same_person_is_consent(officer, webinar):
    for row in webinar.activity.enrolments.all():
        other = make_person()
        Consent.objects.create(person=other, purpose="recording", given_at=datetime(2026, 1, 1, tzinfo=UTC))
        merge(other, row.person)
    assert found("no-consent", officer) == []


def test_a_recording_that_is_not_public_needs_none(officer, webinar):
    webinar.unpublish()
    assert found("no-consent", officer) == []
