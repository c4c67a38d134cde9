"""Concurrent and interrupted issuing: each certificate exists completely and once."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from learning.activities.choices import Completion, EnrolmentStatus, Kind
from learning.activities.models import Enrolment
from learning.certificates.issuance import actions as certificate_actions
from learning.certificates.issuance import bulk_issue
from learning.certificates.models import Certificate
from learning.people.models import Person
from tests.activities.enrolment.test_races import at_once
from tests.factories import make_activity, make_completed, make_organisation, make_user

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def completed_by(activity, count):
    """Create `count` people who completed the activity."""
    organisation, now = make_organisation(), timezone.now()
    people = Person.objects.bulk_create(
        Person(name=f"Person {number}", organisation=organisation) for number in range(count)
    )
    Enrolment.objects.bulk_create(
        Enrolment(
            activity=activity,
            person=person,
            status=EnrolmentStatus.ENROLLED,
            enrolled_at=now,
            completed_at=now,
            completed_by=Completion.OFFICER,
        )
        for person in people
    )


def test_twenty_concurrent_issues_return_the_same_certificate():
    enrolment = make_completed()
    assert at_once(lambda _number: certificate_actions.issue(enrolment), range(20)) == []
    assert Certificate.objects.count() == 1


def test_concurrent_bulk_issues_give_nobody_two_certificates():
    course = make_activity(kind=Kind.COURSE)
    completed_by(course, 300)
    assert at_once(lambda _number: bulk_issue.hand_out(course), range(4)) == []
    assert Certificate.objects.count() == 300


def test_one_of_twenty_concurrent_reissues_succeeds():
    certificate, officer = certificate_actions.issue(make_completed()), make_user()
    failures = at_once(lambda _number: certificate_actions.reissue(certificate, by=officer), range(20))
    assert {type(failure).__name__ for failure in failures} == {"AlreadyGiven"}
    assert (len(failures), Certificate.objects.count(), Certificate.objects.standing().count()) == (19, 2, 1)


def start(activity):
    """Start the command in a process of its own, on the tests' database."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "learning.settings"}
    command = [sys.executable, "manage.py", "issue_certificates", str(activity.pk)]
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_for(count, process):
    while Certificate.objects.count() < count and process.poll() is None:
        time.sleep(0.005)


def assert_each_is_whole(activity):
    for certificate in Certificate.objects.select_related("enrolment__person"):
        assert certificate.holder == certificate.enrolment.person.name
        assert certificate.facts["title"] == activity.title
    codes = set(Certificate.objects.values_list("code", flat=True))
    enrolments = set(Certificate.objects.values_list("enrolment", flat=True))
    assert len(codes) == len(enrolments) == Certificate.objects.count()


def test_killed_bulk_issue_leaves_no_partial_and_no_double_certificates():
    course = make_activity(kind=Kind.COURSE)
    completed_by(course, 3_000)
    reached = []
    for wanted in (1, 900):
        process = start(course)
        wait_for(wanted, process)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        reached.append(Certificate.objects.count())
        assert_each_is_whole(course)
    assert 1 <= reached[0] <= reached[1] < 3_000
    last = start(course)
    said, complained = last.communicate()
    assert (said, last.returncode) == (f"Issued {3_000 - reached[1]} certificates.\n", 0), complained
    assert Certificate.objects.count() == 3_000
    assert_each_is_whole(course)


def test_twenty_concurrent_renewals_give_one_new_certificate():
    expired = certificate_actions.issue(make_completed())
    Certificate.objects.filter(pk=expired.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert at_once(lambda _number: certificate_actions.issue(expired.enrolment), range(20)) == []
    assert Certificate.objects.count() == 2
