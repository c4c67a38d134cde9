"""Schemathesis asks the API what its document allows and what it forbids, and holds each answer to the document."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.core.parameters import ParameterLocation

from learning.reports.api import authentication

from .contract import load

pytestmark = pytest.mark.django_db
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]


schema = load()


@pytest.fixture
def headers(seminar, make_token, monkeypatch):
    monkeypatch.setattr(authentication, "RATES", {"token": "100000/m", "unknown": "100000/m"})
    signals = (request_started, request_finished)
    # As Django's own test client does: the test's transaction lives in this connection.
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield {"Authorization": f"Bearer {make_token()[1]}"}
    for signal in signals:
        signal.connect(close_old_connections)


def check(case, headers):
    """Ask and hold the answer to the document. What is wrong with headers alone is made good by the token's."""
    component = case.meta.components.get(ParameterLocation.HEADER)
    if component is None or component.mode.is_positive:
        case.call_and_validate(headers=headers)


@schema.parametrize()
@settings(max_examples=3, deadline=None, suppress_health_check=SLOW)
def test_answers_keep_to_the_document(headers, case):
    check(case, headers)


@pytest.mark.deep
@schema.parametrize()
@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
def test_answers_to_many_questions_keep_to_the_document(headers, case):
    check(case, headers)
