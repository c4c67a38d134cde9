"""The description of the API: for people as a page, for tools as OpenAPI (that the API keeps to it: test_contract.py)."""

import pytest

pytestmark = pytest.mark.django_db
DOCS, DOCUMENT = "/api/v1/docs/", "/api/v1/openapi.json"


def test_the_page_tells_every_address_and_field_without_script_or_foreign_host(client):
    response = client.get(DOCS)
    page = response.content.decode()
    for words in (
        "GET /api/v1/activities",
        "GET /api/v1/figures",
        "GET /api/v1/organisations",
        "GET /api/v1/participations",
        "items[].memberships[].since",
        "seminar",
        "action_line",
    ):
        assert words in page
    assert "<script>" not in page
    assert "style=" not in page
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    assert "https://" not in page.replace("https://github.com", "").replace("https://www.youtube-nocookie.com", "")


def test_the_document_says_how_to_come_in(client):
    document = client.get(DOCUMENT).json()
    assert document["openapi"].startswith("3.")
    assert sorted(document["paths"]) == [
        f"/api/v1/{place}" for place in ("activities", "figures", "organisations", "participations")
    ]
    for operations in document["paths"].values():
        assert list(operations) == ["get"]
        assert operations["get"]["security"] == [{"Bearer": []}]
        assert set(operations["get"]["responses"]) >= {"200", "400", "401", "403", "429"}


def test_document_says_that_errors_are_problems_and_with_which_headers(client):
    document = client.get(DOCUMENT).json()
    for operations in document["paths"].values():
        answers = operations["get"]["responses"]
        errors = {status: answer for status, answer in answers.items() if status != "200"}
        assert {tuple(answer["content"]) for answer in errors.values()} == {("application/problem+json",)}
        assert list(errors["401"]["headers"]) == ["WWW-Authenticate"]
        assert list(errors["429"]["headers"]) == ["Retry-After"]


def test_document_has_narrow_types_for_parameters(client):
    document = client.get(DOCUMENT).json()
    parameters = {
        one["name"]: one["schema"] for one in document["paths"]["/api/v1/participations"]["get"]["parameters"]
    }
    assert (parameters["year"]["type"], parameters["year"]["minimum"], parameters["year"]["maximum"]) == (
        "integer",
        1900,
        2199,
    )
    assert (parameters["limit"]["minimum"], parameters["limit"]["maximum"]) == (1, 1000)
    assert (parameters["activity"]["format"], parameters["changed_since"]["format"]) == ("uuid", "date-time")
    assert {"CO", "XK"} < set(parameters["country"]["enum"])
    assert not [name for name, schema in parameters.items() if "anyOf" in schema]


def test_two_kinds_of_the_same_name_stay_apart_in_the_document(client):
    schemas = client.get(DOCUMENT).json()["components"]["schemas"]
    assert "seminar" in schemas["Kind"]["enum"]
    assert "local" in schemas["OrganisationRow"]["properties"]["kind"]["enum"]
