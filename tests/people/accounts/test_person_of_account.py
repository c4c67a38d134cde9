import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser

from learning.people.accounts.backends import PeopleBackend
from learning.people.accounts.person_of_account import claim, follow_address, person_of
from learning.people.duplicates.merges import merge
from learning.people.duplicates.not_duplicates import mark_not_duplicates
from learning.people.models import AuditEntry, Person, User
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db


def account(email="ana@example.org"):
    return User.objects.create_user(email, "correct horse")


def again(user):
    return User.objects.get(pk=user.pk)


def test_a_newcomer_gets_a_person_of_their_own():
    person = claim(account(), "Ana@Example.org", "es")
    assert (person.email, person.language, person.name, person.organisation) == ("ana@example.org", "es", "", None)
    assert Person.objects.count() == 1


def test_someone_imported_before_is_claimed_by_their_address_whatever_its_case():
    imported = make_person("Ana Ruiz", email="ana@example.org")
    user = account("ANA@example.org")
    assert claim(user, "ANA@example.org") == imported
    assert person_of(again(user)) == imported
    assert Person.objects.count() == 1


def test_claiming_twice_changes_nothing():
    user = account()
    assert claim(user, user.email) == claim(user, user.email)
    assert Person.objects.count() == 1


def test_a_namesake_is_not_claimed():
    make_person("Ana Ruiz", email="other@example.org")
    assert claim(account(), "ana@example.org").name == ""


def test_an_account_without_a_verified_address_has_no_person(client):
    make_person("Ana Ruiz", email="ana@example.org")
    user = account()
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    client.force_login(user)
    assert person_of(again(user)) is None


def test_an_account_made_by_an_administrator_meets_its_person_at_the_first_log_in(client):
    person = make_person("Ana Ruiz", email="ana@example.org")
    make_user("ana@example.org", person=None)
    client.post("/accounts/login/", {"login": "ana@example.org", "password": "correct horse"})
    person.refresh_from_db()
    assert person.user.email == "ana@example.org"


def test_who_claims_a_merged_person_is_the_one_it_counts_as():
    known, kept = make_person(email="ana@example.org"), make_person("Ana Ruiz", email="ana.ruiz@example.org")
    merge(known, into=kept)
    user = account()
    assert claim(user, "ana@example.org") == kept
    assert person_of(again(user)) == kept


def test_two_accounts_of_one_person_are_that_person():
    kept = make_person("Ana Ruiz", email="ana@example.org", user=account())
    merge(make_person(email="ana@private.example"), into=kept)
    second = account("ana@private.example")
    assert claim(second, "ana@private.example") == kept
    assert [person_of(again(user)) for user in User.objects.all()] == [kept, kept]


def test_a_second_address_brings_along_the_person_known_by_it():
    user = account()
    own = claim(user, "ana@example.org")
    imported = make_person("Ana Ruiz", email="ana@work.example")
    assert claim(user, "ana@work.example") == own
    imported.refresh_from_db()
    assert imported.canonical == own
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by, entry.object_id, entry.details) == (
        "merged",
        user,
        str(imported.pk),
        {"into": own.pk},
    )
    assert entry.reason == "Their account has confirmed both addresses."


def test_where_merging_is_refused_staff_decide():
    user = account()
    own = claim(user, "ana@example.org")
    imported = make_person(email="ana@work.example")
    middle = make_person()
    merge(make_person(), into=middle)
    merge(middle, into=imported)
    assert claim(user, "ana@work.example") == own
    imported.refresh_from_db()
    assert imported.merged_into is None


def test_whom_staff_set_apart_their_account_does_not_make_one():
    user = account()
    own = claim(user, "juan@example.org")
    son = make_person(email="family@example.org")
    mark_not_duplicates(own, son)
    assert claim(user, "family@example.org") == own
    son.refresh_from_db()
    assert son.merged_into is None


def test_another_accounts_person_stays_theirs_but_not_with_an_address_they_no_longer_have():
    theirs = make_person("Bea", email="shared@example.org", user=account("bea@example.org"))
    mine = claim(account("shared@example.org"), "shared@example.org")
    theirs.refresh_from_db()
    assert (mine == theirs, mine.email, theirs.email) == (False, "shared@example.org", "bea@example.org")


def test_a_new_address_is_where_the_person_is_written_to():
    user = account()
    own = claim(user, "ana@example.org")
    merge(make_person(email="ana@work.example"), into=own)
    follow_address(again(user), "Ana@Work.example")
    own.refresh_from_db()
    assert own.email == "ana@work.example"
    assert Person.objects.filter(email="ana@work.example").count() == 1


def test_a_visitor_is_nobody():
    assert person_of(AnonymousUser()) is None


def test_person_and_organisation_come_with_the_user(django_assert_num_queries):
    user = make_user("ana@example.org")
    with django_assert_num_queries(1):
        person = person_of(PeopleBackend().get_user(user.pk))
        assert person.organisation.canonical.name
        assert person.merged_into is None


def test_account_of_a_merged_person_reads_the_canonical_one_in_three_queries(django_assert_num_queries):
    user = make_user("ana@example.org")
    kept = make_person("Ana Ruiz")
    merge(user.person, into=kept)
    with django_assert_num_queries(3):
        person = person_of(PeopleBackend().get_user(user.pk))
        assert (person, person.organisation) == (kept, kept.organisation)


def test_a_closed_account_is_no_longer_logged_in():
    user = make_user("ana@example.org", is_active=False)
    assert PeopleBackend().get_user(user.pk) is None
    assert PeopleBackend().get_user(user.pk + 1) is None
