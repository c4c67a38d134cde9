"""The description of the API: for people as a page, for tools as OpenAPI; and that the API keeps to it."""

import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
        assert set(operations["get"]["responses"]) == {"200", "400", "401", "403", "429"}


def of_schema(schema, document):
    """Values that a parameter of that schema may have, and some that it may not."""
    if "anyOf" in schema:
        return st.one_of([of_schema(one, document) for one in schema["anyOf"]])
    if "$ref" in schema:
        return of_schema(document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], document)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "integer":
        return st.integers(schema.get("minimum"), schema.get("maximum"))
    if schema.get("format") == "uuid":
        return st.uuids()
    return st.none() if schema["type"] == "null" else st.text(max_size=schema.get("maxLength"))


def questions(document):
    """Any address of `document` with any of its parameters, as they are meant or as anything else."""
    anything = st.one_of(st.text(max_size=80), st.integers(), st.floats(), st.binary(max_size=20))

    def of(address):
        parameters = document["paths"][address]["get"]["parameters"]
        values = {one["name"]: st.one_of(of_schema(one["schema"], document), anything) for one in parameters}
        return st.tuples(st.just(address), st.fixed_dictionaries({}, optional=values))

    return st.sampled_from(sorted(document["paths"])).flatmap(of)


def matches(value, schema, document):
    """Whether an answer is what the document says of it."""
    if "$ref" in schema:
        return matches(value, document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], document)
    if "anyOf" in schema:
        return any(matches(value, one, document) for one in schema["anyOf"])
    if schema["type"] == "object":
        return set(value) == set(schema["properties"]) and all(
            matches(value[name], one, document) for name, one in schema["properties"].items()
        )
    if schema["type"] == "array":
        return all(matches(one, schema["items"], document) for one in value)
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    return isinstance(value, kinds[schema["type"]])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_asked_the_answer_is_one_that_the_document_names(client, ask, seminar, monkeypatch, data):
    from learning.reports.api import door

    monkeypatch.setitem(door.RATES, "token", "100000/m/key")
    document = json.loads(client.get(DOCUMENT).content)
    address, query = data.draw(questions(document))
    with transaction.atomic():
        response = ask(
            address.removeprefix("/api/v1/"), **{name: value for name, value in query.items() if value is not None}
        )
        transaction.set_rollback(True)
    told = document["paths"][address]["get"]["responses"]
    assert str(response.status_code) in told, response.content
    if response["Content-Type"].startswith("application/json"):
        schema = told["200"]["content"]["application/json"]["schema"]
        assert matches(response.json(), schema, document)
