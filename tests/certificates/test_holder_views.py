"""Views for holders: redirect from an activity to their certificate, reissue after a change of name."""

import pytest
from django.utils import timezone

from learning.certificates.issuance import actions as certificate_actions
from learning.certificates.models import Certificate
from learning.people.models import AuditEntry, Person
from tests.factories import make_certificate, make_course, make_enrolment, make_person

pytestmark = pytest.mark.django_db
COMPLETED = {
    "completed_at": timezone.now(),
    "completed_by": "steps",
    "started_on": "2026-01-01",
    "participated_on": "2026-01-01",
}


@pytest.fixture
def certificate(official):
    return make_certificate(official.person)


def named(person, name):
    Person.objects.filter(pk=person.pk).update(name=name)


def ask(client, certificate):
    return client.post(f"{certificate.get_absolute_url()}reissue/", follow=True)


def holders():
    return list(Certificate.objects.standing().values_list("holder", flat=True))


def test_activity_redirects_to_the_newest_certificate(as_official, official, certificate):
    activity = certificate.enrolment.activity
    assert as_official.get(f"/certificates/of/{activity.key}/").url == certificate.get_absolute_url()
    named(official.person, "Ana Ñandú")
    ask(as_official, certificate)
    new = Certificate.objects.standing().get()
    assert as_official.get(f"/certificates/of/{activity.key}/").url == new.get_absolute_url()


def test_activity_redirects_to_revoked_certificate_if_there_is_no_other(as_official, official, certificate):
    certificate_actions.revoke(certificate, by=None, reason="Issued by mistake.")
    answer = as_official.get(f"/certificates/of/{certificate.enrolment.activity.key}/", follow=True)
    assert answer.redirect_chain[-1][0] == certificate.get_absolute_url()
    assert "revoked" in answer.content.decode()


def test_activity_redirects_nobody_else(client, as_official):
    other = make_certificate(make_person("Eva"))
    assert as_official.get(f"/certificates/of/{other.enrolment.activity.key}/").status_code == 404
    client.logout()
    assert client.get(f"/certificates/of/{other.enrolment.activity.key}/").url.startswith("/accounts/login/?next=")


@pytest.mark.parametrize(("facts", "is_told"), [({}, False), (COMPLETED, True)])
def test_course_page_links_to_certificate_once_it_is_completed(as_official, official, facts, is_told):
    course = make_course(lessons=1)
    make_enrolment(course.activity, official.person, **facts)
    page = as_official.get(f"/en/courses/{course.slug}/").content.decode()
    assert (f"/certificates/of/{course.activity.key}/" in page) is is_told


def test_reissue_has_the_current_name_and_the_old_code_links_to_it(as_official, official, certificate):
    assert "issued again" not in as_official.get(certificate.get_absolute_url()).content.decode()
    named(official.person, "Ana Ñandú")
    assert (
        "Your profile now says <bdi>Ana Ñandú</bdi>" in as_official.get(certificate.get_absolute_url()).content.decode()
    )
    page = ask(as_official, certificate).content.decode()
    assert "Here is your new certificate" in page
    assert holders() == ["Ana Ñandú"]
    new = Certificate.objects.standing().get()
    assert new.get_absolute_url() in as_official.get(certificate.get_absolute_url()).content.decode()
    assert (new.replaces, new.expires_on) == (certificate, certificate.expires_on)
    entry = AuditEntry.objects.get(action="certificate_replaced")
    assert (entry.by, entry.object_id) == (official, str(certificate.pk))


def test_second_reissue_is_refused(as_official, official, certificate):
    named(official.person, "Ana Ñandú")
    ask(as_official, certificate)
    assert "There is a newer certificate in its place already" in ask(as_official, certificate).content.decode()
    assert Certificate.objects.count() == 2


def test_reissue_with_the_same_name_is_refused(as_official, certificate):
    assert "It has the name of your profile already" in ask(as_official, certificate).content.decode()
    assert Certificate.objects.count() == 1


def test_revoked_certificate_is_not_reissued_by_its_holder(as_official, official, certificate):
    certificate_actions.revoke(certificate, by=official, reason="A mistake")
    named(official.person, "Ana Ñandú")
    assert "Ana Ñandú" not in as_official.get(certificate.get_absolute_url()).content.decode()
    ask(as_official, certificate)
    assert holders() == []


def test_reissue_is_404_for_everyone_but_the_holder(client, as_official, official, certificate):
    other = make_certificate(make_person("Eva"))
    named(other.enrolment.person, "Evita")
    assert ask(as_official, other).status_code == 404
    client.logout()
    named(official.person, "Ana Ñandú")
    assert ask(client, certificate).status_code == 404
    assert sorted(holders()) == sorted([certificate.holder, "Eva"])


def test_get_of_reissue_is_405_and_changes_nothing(as_official, official, certificate):
    named(official.person, "Ana Ñandú")
    assert as_official.get(f"{certificate.get_absolute_url()}reissue/").status_code == 405
    assert holders() == [certificate.holder]
