import json

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import RequestFactory

from learning.core.errors import BusinessError
from learning.core.middleware.business_errors import BusinessErrorMiddleware


class TooMany(BusinessError):
    sentence = "That is too many."


class Elsewhere(BusinessError):
    sentence, redirect_url = "Look there.", "/there/"


def answer(error, method="post", **headers):
    request = getattr(RequestFactory(headers=headers), method)("/here/")
    request._messages = CookieStorage(request)
    response = BusinessErrorMiddleware(lambda _request: HttpResponse()).process_exception(request, error)
    return response, [str(message) for message in get_messages(request)]


def test_post_that_is_refused_returns_to_page_it_came_from_with_sentence():
    response, said = answer(TooMany(), referer="http://testserver/form/?a=1")
    assert (response.status_code, response["Location"]) == (302, "http://testserver/form/?a=1")
    assert said == ["That is too many."]


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/", "javascript:alert(1)", "//elsewhere.example/"])
def test_post_from_unknown_page_returns_to_home_page(referer):
    response, _said = answer(TooMany(), referer=referer)
    assert response["Location"] == "/"


def test_error_with_address_of_its_own_leads_there():
    response, said = answer(Elsewhere(), referer="http://testserver/form/")
    assert (response["Location"], said) == ("/there/", ["Look there."])


def test_dialog_of_workflow_gets_address_as_json():
    response, _said = answer(Elsewhere(), **{"x-requested-with": "XMLHttpRequest"})
    assert json.loads(response.content) == {"step": "success", "redirect": "/there/"}


def test_get_and_other_errors_are_left_to_django():
    assert answer(TooMany(), method="get") == (None, [])
    assert answer(ValueError("other")) == (None, [])


def test_sentence_passed_to_constructor_replaces_that_of_class():
    assert (str(TooMany()), str(TooMany("Five at most."))) == ("That is too many.", "Five at most.")
