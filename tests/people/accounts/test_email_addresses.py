"""One mailbox is one address, however it is written, wherever it comes in."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.enrolment import pasted_addresses
from learning.activities.forms.invitations import WalkInForm
from learning.people.accounts.email_addresses import normalise
from learning.people.admin.account_form import AccountForm
from learning.people.models import Person, User
from tests.factories import make_activity, make_person, make_session, make_user

PASSWORD = "walnuts on the tram"
ADDRESS = "ana@example.org"
SAME = [
    "Ana@Example.ORG",
    " ana@example.org ",
    "an\u200ba@example.org",
    "ana@exam\u00adple.org",
    "\ufeffana@example.org",
    "ana\u2060@example.org",
    "a\u034fna@example.org",
    "ana\ufe0f@example.org",
    '"ana"@example.org',
    '"a\\na"@example.org',
    "ana\uff20example.org",
    "ana@example\u3002org",
    "ana@example.org.",
]
SAME_IDN = [
    "ana@münchen.de",
    "ana@MÜNCHEN.de",
    "ana@mu\u0308nchen.de",
    "ana@xn--mnchen-3ya.de",
    "ana@XN--MNCHEN-3YA.DE",
]
ODD = {
    '"a b"@example.org': "Write the address without quotation marks.",
    '"a"b"@example.org': "Write the address without quotation marks.",
    '"a@b"@example.org': "Write the address without quotation marks.",
    "ana@[127.0.0.1]": "What stands after the @ of this address can't be a domain.",
    "ana@xn--a.org": "What stands after the @ of this address can't be a domain.",
    "аna@example.org": "Enter a valid email address.",
    "ana@": "What stands after the @ of this address can't be a domain.",
    "ana\0@example.org": "Enter a valid email address.",
    "a" * 255 + "@example.org": "This address is too long.",
    "a" * 2_000_000: "This address is too long.",
}
INVISIBLE = st.sampled_from(["\u200b", "\u200c", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u180e", "\u202e", "\u034f"])


@pytest.mark.parametrize("typed", SAME)
def test_spellings_of_one_mailbox_are_one_address(typed):
    assert normalise(typed) == ADDRESS


@pytest.mark.parametrize("typed", SAME_IDN)
def test_international_domain_is_one_address_in_either_form(typed):
    assert normalise(typed) == "ana@xn--mnchen-3ya.de"


def test_sharp_s_is_another_domain_than_two():
    assert normalise("ana@straße.de") != normalise("ana@strasse.de")


@pytest.mark.parametrize(("typed", "sentence"), ODD.items())
def test_odd_address_is_refused_in_a_sentence(typed, sentence):
    with pytest.raises(ValidationError) as refused:
        normalise(typed)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize("address", ["o'neill@example.org", "ana+course@example.org", "a.b_c-d%e@sub.example.co"])
def test_usual_address_stays_as_it_is(address):
    assert normalise(address) == address


@given(st.lists(st.tuples(st.integers(0, len(ADDRESS)), INVISIBLE), max_size=8), st.booleans())
def test_invisible_signs_anywhere_change_nothing(signs, in_capitals):
    typed = ADDRESS.upper() if in_capitals else ADDRESS
    for place, sign in signs:
        typed = typed[:place] + sign + typed[place:]
    assert normalise(typed) == ADDRESS


@given(st.text(max_size=40) | st.builds("{}@{}".format, st.text(max_size=20), st.text(max_size=20)))
def test_normalising_twice_is_normalising_once(text):
    try:
        once = normalise(text)
    except ValidationError:
        return
    assert normalise(once) == once
    assert once.isascii()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["an\u200ba@example.org", '"ana"@example.org', "ana@example\u3002org"])
def test_sign_up_with_another_spelling_finds_the_account(client, mailoutbox, typed):
    make_user(ADDRESS)
    client.post("/accounts/signup/", {"email": typed, "password1": PASSWORD})
    assert (User.objects.count(), [mail.to for mail in mailoutbox]) == (1, [[ADDRESS]])
    assert mailoutbox[0].subject == "You have an account already"


@pytest.mark.django_db
def test_sign_up_keeps_the_one_spelling_and_refuses_an_odd_one(client):
    client.post("/accounts/signup/", {"email": "an\u200ba@MÜNCHEN.de", "password1": PASSWORD})
    assert EmailAddress.objects.get().email == User.objects.get().email == "ana@xn--mnchen-3ya.de"
    page = client.post("/accounts/signup/", {"email": '"a b"@example.org', "password1": PASSWORD})
    assert "Write the address without quotation marks." in page.content.decode()
    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [ADDRESS, "an\u200ba@example.org", '"Ana"@example.org'])
def test_log_in_and_password_reset_read_every_spelling(client, mailoutbox, typed):
    make_user(ADDRESS)
    client.post("/accounts/password/reset/", {"email": typed})
    assert [mail.to for mail in mailoutbox] == [[ADDRESS]]
    client.post("/accounts/login/", {"login": typed, "password": "correct horse"})
    assert "_auth_user_id" in client.session


@pytest.mark.django_db
def test_account_from_before_logs_in_and_resets_with_the_spelling_it_has(client, mailoutbox):
    before = "ana@münchen.de"
    make_user(before)
    client.post("/accounts/password/reset/", {"email": before})
    assert [mail.to for mail in mailoutbox] == [[before]]
    client.post("/accounts/login/", {"login": before, "password": "correct horse"})
    assert "_auth_user_id" in client.session


@pytest.mark.django_db
def test_new_address_of_an_account_is_kept_in_its_one_spelling(client):
    client.force_login(make_user("eva@example.org"))
    client.post("/accounts/reauthenticate/", {"password": "correct horse"})
    client.post("/accounts/email/", {"action_add": "", "email": "an\u200ba@example.org"})
    assert set(EmailAddress.objects.values_list("email", flat=True)) == {"eva@example.org", ADDRESS}


def test_pasted_list_has_a_mailbox_once_and_names_what_is_odd():
    text = 'Ana Ruiz <an\u200ba@example.org>; "ana"@example.org, ANA@example.org\n"a b"@example.org; eva@münchen.de'
    entries, unreadable = pasted_addresses.read(text)
    assert [(one.email, one.name) for one in entries] == [(ADDRESS, "Ana Ruiz"), ("eva@xn--mnchen-3ya.de", "")]
    assert [one.line for one in unreadable] == [2, 2]


@pytest.mark.django_db
def test_walk_in_with_another_spelling_is_the_known_person():
    activity = make_activity()
    session = make_session(activity)
    data = {"session": session.pk, "name": "Ana", "email": "an\u200ba@example.org", "organisation": "Dakar"}
    form = WalkInForm(data, activity=activity)
    form.is_valid()
    assert form.cleaned_data["email"] == ADDRESS


@pytest.mark.django_db
def test_administrator_gives_an_account_the_one_spelling_and_no_second_account():
    by, _taken = make_user("admin@example.org", is_superuser=True), make_user(ADDRESS)
    form = AccountForm({"email": '"Ana"@example.org', "is_active": "on"}, by=by)
    assert form.errors["email"] == ["Another account has this address."]
    form = AccountForm({"email": "eva@MÜNCHEN.de", "is_active": "on"}, by=by)
    assert form.is_valid(), form.errors
    assert form.save().email == "eva@xn--mnchen-3ya.de"


@pytest.mark.django_db
def test_editing_an_account_from_before_leaves_its_address_confirmed():
    by, user = make_user("admin@example.org", is_superuser=True), make_user("ana@münchen.de")
    form = AccountForm({"email": "ana@münchen.de", "is_active": "on"}, instance=user, by=by)
    assert form.is_valid(), form.errors
    form.save()
    assert EmailAddress.objects.get(user=user).verified


@pytest.mark.django_db
def test_staff_give_a_person_the_one_spelling(as_officer):
    person = make_person("Ana Ruiz", email="before@example.org")
    data = {
        "name": "Ana Ruiz",
        "email": "an\u200ba@example.org",
        "organisation": person.organisation_id,
        "language": "en",
    }
    response = as_officer.post(f"/admin/persons/edit/{person.pk}/", data)
    assert response.status_code == 302, response.context["form"].errors
    assert Person.objects.get(pk=person.pk).email == ADDRESS
