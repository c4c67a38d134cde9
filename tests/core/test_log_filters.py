"""What stands in the log: one line for a bad request, and no key or token."""

import logging
from io import BytesIO

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory

from learning.core.log_filters import BadRequestFilter, RedactSecrets, redact_access_log, redacted
from learning.core.middleware.unreadable_input import UnreadableInputMiddleware

SECRET = "c2VjcmV0LXNlY3JldA-d41d8cd9"


@pytest.fixture
def logged(caplog):
    """The lines as the console's handler writes them."""
    console = next(one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    assert {type(one) for one in console.filters} == {BadRequestFilter, RedactSecrets}

    def lines():
        kept = [record for record in caplog.records if all(one.filter(record) for one in console.filters)]
        return [logging.Formatter().format(record) for record in kept]

    return lines


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["words=%00", "a=" + "b" * 5000, "next=//["])
def test_unreadable_input_is_one_line_without_a_traceback(client, logged, query):
    assert client.get(f"/en/catalogue/?{query}").status_code == 400
    [line] = logged()
    assert line.endswith(": /en/catalogue/")
    assert "\n" not in line


@pytest.mark.django_db
def test_too_many_fields_are_one_line_without_a_traceback(client, logged):
    assert client.post("/accounts/login/", {f"field{number}": "" for number in range(1001)}).status_code == 400
    [line] = logged()
    assert "\n" not in line


def test_an_upload_that_breaks_off_is_refused_as_a_bad_request(rf: RequestFactory):
    class Broken(BytesIO):
        def read(self, *args):
            raise OSError("connection reset")

    request = rf.post("/en/my/profile/", {"name": "Eva"})
    request._stream = Broken()
    with pytest.raises(BadRequest, match="The request ended before all of it had arrived"):
        UnreadableInputMiddleware(None).process_view(request, None, (), {})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", [f"/en/accounts/password/reset/key/{SECRET}/x/", f"/en/accounts/confirm-email/{SECRET}/x/"]
)
def test_keys_in_paths_are_hidden_in_log_lines(client, logged, path):
    assert client.get(path).status_code == 404
    [line] = logged()
    assert SECRET not in line
    assert "[hidden]" in line


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            f"GET /accounts/oidc/city/login/callback/?code={SECRET}&state={SECRET} 302",
            "code=[hidden]&state=[hidden] 302",
        ),
        (f'"GET /accounts/confirm-email/{SECRET}/ HTTP/1.1" 200', '/accounts/confirm-email/[hidden]/ HTTP/1.1" 200'),
        (f"/media/x.mp4?X-Amz-Signature={SECRET}", "?X-Amz-Signature=[hidden]"),
        ("/en/catalogue/?words=key&kind=course", "/en/catalogue/?words=key&kind=course"),
        ("/accounts/password/reset/", "/accounts/password/reset/"),
    ],
)
def test_keys_and_tokens_are_hidden_and_the_rest_stays(line, shown):
    assert SECRET not in redacted(line)
    assert redacted(line).endswith(shown)


def test_gunicorn_access_log_is_redacted():
    redact_access_log()
    redact_access_log()
    logger = logging.getLogger("gunicorn.access")
    record = logger.makeRecord(
        "gunicorn.access", logging.INFO, "", 0, "%(r)s", ({"r": f"GET /x?token={SECRET}"},), None
    )
    assert [type(one) for one in logger.filters] == [RedactSecrets]
    assert logger.filter(record)
    assert record.getMessage() == "GET /x?token=[hidden]"
