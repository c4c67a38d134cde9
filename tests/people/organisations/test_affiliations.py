"""Confirming that someone belongs, and saying that someone has left."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from learning.activities.attendance import actions as attendance_actions
from learning.people.duplicates.merges import merge
from learning.people.models import AuditEntry, FocalPoint
from learning.people.organisations import affiliations
from tests.factories import (
    make_activity,
    make_enrolment,
    make_focal_point,
    make_organisation,
    make_person,
    make_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(dakar):
    return make_person("Aya Koné", dakar, email="aya@dakar.example", language="fr")


def kept():
    return list(
        AuditEntry.objects.filter(action="affiliation_changed").values_list("by", "kind", "object_id", "details")
    )


def test_confirming_stands_with_its_day_and_is_kept_once(dakar, focal, colleague):
    assert affiliations.confirm(colleague, dakar, by=focal) is True
    assert affiliations.confirm(colleague, dakar, by=focal) is False
    colleague.refresh_from_db()
    assert colleague.organisation_confirmed_on == timezone.localdate()
    details = {"organisation": dakar.pk, "change": "confirmed"}
    assert kept() == [(focal.pk, "people.person", str(colleague.pk), details)]
    assert mail.outbox == []


def test_removing_empties_the_profile_and_is_kept(dakar, focal, colleague):
    affiliations.confirm(colleague, dakar, by=focal)
    assert affiliations.remove(colleague, dakar, by=focal) is True
    colleague.refresh_from_db()
    assert (colleague.organisation, colleague.organisation_confirmed_on) == (None, None)
    assert kept()[0] == (
        focal.pk,
        "people.person",
        str(colleague.pk),
        {"organisation": dakar.pk, "change": "removed"},
    )
    assert affiliations.remove(colleague, dakar, by=focal) is False


def test_removed_person_gets_an_email_in_their_language(dakar, focal, colleague, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        affiliations.remove(colleague, dakar, by=focal)
    (message,) = mail.outbox
    assert message.to == ["aya@dakar.example"]
    assert "Dakar" in message.subject
    assert "/fr/my/profile/" in message.body
    assert focal.person.name in message.body


def test_someone_without_an_address_is_removed_without_a_mail(dakar, focal, django_capture_on_commit_callbacks):
    walked_in = make_person("Luz", dakar, email="")
    with django_capture_on_commit_callbacks(execute=True):
        affiliations.remove(walked_in, dakar, by=focal)
    walked_in.refresh_from_db()
    assert walked_in.organisation is None
    assert mail.outbox == []


@pytest.mark.parametrize("action", [affiliations.confirm, affiliations.remove])
def test_nothing_happens_to_people_of_another_organisation(dakar, focal, action):
    stranger = make_person(organisation=make_organisation("Lagos"))
    assert action(stranger, dakar, by=focal) is False
    stranger.refresh_from_db()
    assert (stranger.organisation.name, stranger.organisation_confirmed_on) == ("Lagos", None)
    assert kept() == []


def test_what_is_still_to_begin_comes_for_nobody_and_what_has_begun_stays(dakar, focal, colleague):
    ahead, gone = make_activity(), make_activity()
    make_session(ahead)
    session = make_session(gone, timezone.now() - timedelta(days=2))
    to_come, been = make_enrolment(ahead, colleague), make_enrolment(gone, colleague)
    attendance_actions.check_in(been, session)
    affiliations.remove(colleague, dakar, by=focal)
    for enrolment in (to_come, been):
        enrolment.refresh_from_db()
    assert (to_come.organisation, to_come.country) == (None, "")
    assert (been.organisation, been.country) == (dakar, "SN")


def test_an_organisation_that_was_merged_is_left_all_the_same(dakar, focal):
    alias = make_organisation("Ville de Dakar")
    colleague = make_person(organisation=alias)
    activity = make_activity()
    make_session(activity)
    by_alias, by_canonical = make_enrolment(activity, colleague), make_enrolment(make_activity(), colleague)
    by_canonical.organisation = dakar
    by_canonical.save()
    merge(alias, into=dakar)
    assert affiliations.remove(colleague, dakar, by=focal) is True
    for enrolment in (by_alias, by_canonical):
        enrolment.refresh_from_db()
    assert (by_alias.organisation, by_canonical.organisation) == (None, None)


def test_another_focal_point_who_has_left_is_one_no_longer(dakar, focal):
    other = make_focal_point(dakar)
    affiliations.remove(other.person, dakar, by=focal)
    assert [focal_point.person for focal_point in FocalPoint.objects.all()] == [focal.person]
    ended = AuditEntry.objects.get(action="role_changed", kind="people.person")
    assert (ended.by, ended.object_id) == (focal, str(other.person.pk))


def test_change_of_organisation_requires_new_confirmation(client, dakar, focal):
    user = make_focal_point(make_organisation("Lagos", country="NG"))
    affiliations.confirm(user.person, user.person.organisation, by=focal)
    client.force_login(user)
    client.post("/en/my/profile/", {"name": "Luz", "organisation": "Dakar", "language": "en"})
    user.person.refresh_from_db()
    assert (user.person.organisation, user.person.organisation_confirmed_on) == (dakar, None)
