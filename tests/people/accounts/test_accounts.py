"""Through the front door, with real mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from learning.people.models import Person, User
from tests.factories import make_organisation, make_person, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "walnuts on the tram"


def link_in(mail):
    return re.search(r"http://testserver(\S+)", mail.body)[1]


def sign_up(client, email="ana@example.org", **data):
    return client.post("/accounts/signup/", {"email": email, "password1": PASSWORD, **data})


def ask_for_address(client, email):
    """The password is asked for in between; what was typed is taken up again."""
    asked = client.post("/accounts/email/", {"action_add": "", "email": email})
    assert asked.headers["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F"
    return client.post("/accounts/reauthenticate/", {"password": "correct horse", "next": "/accounts/email/"})


def told(response):
    """What a stranger can tell two answers apart by: status, where they lead and what they say."""
    text = response.content.decode().replace("known@example.org", "…").replace("nobody@example.org", "…")
    return (
        response.status_code,
        response.headers.get("Location"),
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text),
    )


def test_a_newcomer_signs_up_opens_the_link_and_is_in(client, mailoutbox):
    response = sign_up(client)
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert Person.objects.count() == 0
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["ana@example.org"], "Confirm your address")
    link = link_in(mail)
    assert "ana@example.org" in client.get(link).content.decode()
    assert not EmailAddress.objects.get().verified
    assert client.post(link).headers["Location"] == "/my/"
    person = Person.objects.get()
    assert (person.email, person.user.email) == ("ana@example.org", "ana@example.org")
    assert client.get("/en/my/profile/").status_code == 200


def test_someone_imported_before_finds_their_person(client, mailoutbox):
    imported = make_person("Ana Ruiz", email="ana@example.org", organisation=make_organisation("Bogotá"))
    sign_up(client, "Ana@Example.org")
    client.post(link_in(mailoutbox[0]))
    assert Person.objects.get() == imported
    assert b"Bogot\xc3\xa1, Colombia" in client.get("/en/my/profile/").content


def test_who_came_to_enrol_is_back_there_after_confirming(client, mailoutbox):
    sign_up(client, next="/fr/courses/a-course/")
    assert client.post(link_in(mailoutbox[0])).headers["Location"] == "/fr/courses/a-course/"


def test_confirming_in_another_browser_drops_the_password_and_asks_for_a_new_one(client, mailoutbox):
    """Whoever signed up may be somebody else than who reads the mail."""
    sign_up(client, next="/fr/courses/a-course/")
    elsewhere, link = Client(), link_in(mailoutbox[0])
    page = elsewhere.get(link)
    assert page.headers["Content-Language"] == "fr"
    assert b'name="next" value="/fr/courses/a-course/"' in page.content
    to_form = elsewhere.post(link, {"next": "/fr/courses/a-course/"})
    assert to_form.headers["Location"].startswith("/accounts/password/reset/key/")
    assert EmailAddress.objects.get().verified
    assert not User.objects.get().has_usable_password()
    form = elsewhere.get(to_form.headers["Location"]).headers["Location"]
    new = "a kettle in the snow"
    answer = elsewhere.post(form, {"password1": new, "password2": new})
    assert answer.headers["Location"] == "/fr/courses/a-course/"
    assert "_auth_user_id" not in elsewhere.session
    for password, is_right in ((PASSWORD, False), (new, True)):
        browser = Client()
        browser.post("/accounts/login/", {"login": "ana@example.org", "password": password})
        assert ("_auth_user_id" in browser.session) is is_right


def test_further_address_is_confirmed_by_who_is_logged_in_to_the_account(client, mailoutbox):
    """Whoever adds somebody else's address waits for its owner to confirm it for them."""
    user = make_user("mallory@example.org")
    client.force_login(user)
    ask_for_address(client, "ana@work.example")
    link, owner = link_in(mailoutbox[0]), Client()
    page = owner.post(link, follow=True)
    assert "Log in to your account first" in page.content.decode()
    assert not EmailAddress.objects.get(email="ana@work.example").verified
    assert not Person.objects.filter(email="ana@work.example").exists()
    client.post(link)
    assert EmailAddress.objects.get(email="ana@work.example").verified


def test_next_never_leads_to_another_site(client, mailoutbox):
    sign_up(client, next="https://elsewhere.example/")
    assert "elsewhere" not in mailoutbox[0].body
    assert client.post(link_in(mailoutbox[0])).headers["Location"] == "/my/"


def test_log_in_and_sign_up_hand_next_to_each_other(client):
    for page in ("login", "signup"):
        content = client.get(f"/accounts/{page}/?next=/en/catalogue/").content.decode()
        assert 'name="next" value="/en/catalogue/"' in content
        assert 'href="/accounts/signup/?next=%2Fen%2Fcatalogue%2F"' in content or page == "signup"


def test_what_was_typed_stays_with_the_error_beside_it(client):
    page = client.post("/accounts/signup/", {"email": "ana@example.org", "password1": "short"})
    content = page.content.decode()
    assert (page.status_code, User.objects.count()) == (200, 0)
    assert 'value="ana@example.org"' in content
    assert 'aria-describedby="id_password1_helptext id_password1_error"' in content
    assert 'id="id_password1_error"' in content


def test_signing_up_with_a_known_address_tells_nothing_to_a_stranger(client, mailoutbox):
    make_user("known@example.org")
    known, unknown = Client(), Client()
    assert told(sign_up(known, "known@example.org")) == told(sign_up(unknown, "nobody@example.org"))
    for page in ("/accounts/confirm-email/", "/accounts/signup/", "/accounts/login/", "/en/catalogue/", "/my/"):
        assert told(known.get(page)) == told(unknown.get(page)), page
    assert [mail.subject for mail in mailoutbox] == ["You have an account already", "Confirm your address"]
    assert User.objects.get(email="known@example.org").check_password("correct horse")


def test_signing_up_twice_does_not_reveal_that_an_address_is_known(client, mailoutbox):
    first, second = sign_up(Client()), sign_up(Client())
    assert told(first) == told(second)
    assert User.objects.count() == 1


def test_wrong_password_does_not_reveal_that_an_address_is_known(client):
    make_user("known@example.org")
    answers = [
        told(Client().post("/accounts/login/", {"login": email, "password": "wrong"}))
        for email in ("known@example.org", "nobody@example.org")
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 200


def test_password_reset_does_not_reveal_that_an_address_is_known(client, mailoutbox):
    make_user("known@example.org")
    answers = [
        told(client.post("/accounts/password/reset/", {"email": email}))
        for email in ("known@example.org", "nobody@example.org")
    ]
    assert answers[0] == answers[1] == (302, "/accounts/password/reset/done/", "")
    assert [mail.subject for mail in mailoutbox] == ["Choose a new password", "No account with this address"]


def test_change_of_address_does_not_reveal_that_an_address_is_known(mailoutbox):
    make_user("known@example.org")
    answers = []
    for number, email in enumerate(("known@example.org", "nobody@example.org")):
        client = Client()
        client.force_login(make_user(f"me{number}@example.org"))
        answers.append(told(ask_for_address(client, email)))
    assert answers[0] == answers[1]
    assert answers[0][:2] == (302, "/accounts/email/")


def test_an_address_that_is_not_confirmed_does_not_log_in_and_gets_a_fresh_link(client, mailoutbox):
    user = User.objects.create_user("ana@example.org", PASSWORD)
    response = client.post(
        "/accounts/login/?next=/en/catalogue/", {"login": user.email, "password": PASSWORD, "next": "/en/catalogue/"}
    )
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session
    assert client.post(link_in(mailoutbox[0])).headers["Location"] == "/en/catalogue/"


def test_a_forgotten_password_is_replaced_with_a_link(client, mailoutbox):
    user = make_user("ana@example.org")
    client.post("/accounts/password/reset/", {"email": "ANA@example.org"})
    link = client.get(link_in(mailoutbox[0])).headers["Location"]
    page = client.get(link)
    assert b"Choose a new password" in page.content
    response = client.post(link, {"password1": PASSWORD, "password2": PASSWORD})
    assert response.headers["Location"] == "/accounts/password/reset/key/done/"
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert mailoutbox[1].subject == "Your password was changed"
    assert b"This link no longer works" in client.get(link_in(mailoutbox[0])).content


def test_a_confirmation_link_works_once(client, mailoutbox):
    sign_up(client)
    link = link_in(mailoutbox[0])
    client.post(link)
    assert b"This link no longer works" in Client().get(link).content
    assert Client().get("/accounts/confirm-email/rubbish/").status_code == 200


def test_a_new_address_counts_once_its_link_is_opened(client, mailoutbox):
    user = make_user("ana@example.org")
    client.force_login(user)
    ask_for_address(client, "ana@work.example")
    user.refresh_from_db()
    assert user.email == "ana@example.org"
    assert mailoutbox[0].to == ["ana@work.example"]
    client.post(link_in(mailoutbox[0]))
    user.refresh_from_db()
    assert (user.email, user.person.email) == ("ana@work.example", "ana@work.example")
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("ana@work.example", True, True)]
    assert (mailoutbox[1].to, mailoutbox[1].subject) == (["ana@example.org"], "Your address was changed")


def test_without_the_password_the_address_stays(client, official, mailoutbox):
    client.force_login(official)
    client.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    page = client.post("/accounts/reauthenticate/", {"password": "wrong", "next": "/accounts/email/"})
    assert b'id="id_password_error"' in page.content
    assert (EmailAddress.objects.get().email, mailoutbox) == ("official@example.org", [])


def test_logging_out_needs_a_post(as_official):
    assert b"Log out?" in as_official.get("/accounts/logout/").content
    assert "_auth_user_id" in as_official.session
    assert as_official.post("/accounts/logout/").headers["Location"] == "/"
    assert "_auth_user_id" not in as_official.session


@pytest.mark.parametrize("page", ["inactive", "password/reset/done", "password/reset/key/done", "confirm-email"])
def test_every_step_has_a_page_in_the_sites_look(client, page):
    response = client.get(f"/accounts/{page}/")
    assert response.status_code == 200
    assert b'<main id="main"' in response.content


@pytest.mark.parametrize("page", ["email", "password/change"])
def test_those_of_an_account_ask_a_visitor_to_log_in(client, as_official, page):
    assert b'<main id="main"' in as_official.get(f"/accounts/{page}/").content
    assert Client().get(f"/accounts/{page}/").headers["Location"] == f"/accounts/login/?next=/accounts/{page}/"


def test_a_closed_account_is_told_so_only_with_its_password(client):
    make_user("ana@example.org", is_active=False)
    right = client.post("/accounts/login/", {"login": "ana@example.org", "password": "correct horse"})
    assert right.headers["Location"] == "/accounts/inactive/"
    wrong = client.post("/accounts/login/", {"login": "ana@example.org", "password": "wrong"})
    assert wrong.status_code == 200


def test_tries_that_do_not_end_are_stopped(client):
    make_user("ana@example.org")
    for _ in range(5):
        client.post("/accounts/login/", {"login": "ana@example.org", "password": "wrong"})
    page = client.post("/accounts/login/", {"login": "ana@example.org", "password": "correct horse"})
    assert page.status_code == 429
    assert b"Too many tries" in page.content
    assert "_auth_user_id" not in client.session
