"""Any number of learners in the activities of the world of the table of permissions."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from courses.models import Attempt, Note
from learning.activities.models import CompletedStep, Enrolment, EnrolmentEvent, Feedback, Presence, Viewing
from learning.certificates.models import Certificate
from learning.people.models import Person, User
from tests.factories import make_completed, make_enrolment, make_note, make_person

from .cloning import clone

# Tables that grow with the number of learners.
TABLES = {
    model._meta.db_table: model
    for model in (
        *(Person, User, EmailAddress, Enrolment, EnrolmentEvent, CompletedStep, Presence, Viewing, Feedback),
        *(Attempt, Note, Certificate),
    )
}


class Crowd:
    """Learners of the world's course, quiz and webinar, none of them in the organisation of a role's account."""

    def __init__(self, world):
        self.world, self.number = world, 0
        self.templates = list(_templates(world))

    def grow(self, number):
        """Write learners until there are `number`, and update the database's statistics."""
        self._write(self.number + 1, number)
        self.number = number
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM \"{table}\"")
                cursor.execute(f'ANALYZE "{table}"')

    def _write(self, first, last):
        person, account, address = self.templates[0]
        users = clone(account, first, last, email="'learner' || n || '@crowd.example'")
        clone(address, first, last, email="'learner' || n || '@crowd.example'", user=f"n + {users}")
        people = clone(
            person,
            first,
            last,
            uuid="gen_random_uuid()",
            name="'Learner ' || n",
            email="'learner' || n || '@crowd.example'",
            user=f"n + {users}",
        )
        for enrolment, evidence in self.templates[1:]:
            enrolments = clone(enrolment, first, last, person=f"n + {people}")
            for row, unique in evidence:
                clone(row, first, last, **unique(enrolments, people))


def _templates(world):
    account = world.account
    yield account.person, account, EmailAddress.objects.get(user=account)
    now, learner = timezone.now(), make_person("Noor", world.other_organisation)
    completed = make_completed(world.activity, learner, participated_on=now.date(), started_on=now.date())
    yield (
        completed,
        [
            (EnrolmentEvent.objects.create(enrolment=completed, status=completed.status, at=now), _of_enrolment),
            (
                CompletedStep.objects.create(
                    enrolment=completed, step_key=world.lesson.translation_key, minutes=10, completed_at=now
                ),
                _of_enrolment,
            ),
            (Feedback.objects.create(enrolment=completed, rating=4, comment="Clear", given_at=now), _of_enrolment),
            (make_note(learner, world.lesson), _of_person),
        ],
    )
    came = make_enrolment(world.webinar.activity, learner)
    yield (
        came,
        [
            (
                Presence.objects.create(
                    enrolment=came,
                    session=world.session,
                    source=Presence.Source.JOIN,
                    starts_at=now,
                    ends_at=now + timedelta(hours=1),
                ),
                _of_enrolment,
            ),
            (
                Viewing.objects.create(
                    enrolment=came,
                    recording_key=world.webinar.translation_key,
                    length=60,
                    stretches=[[0, 60]],
                    first_seen_at=now,
                    last_seen_at=now,
                ),
                _of_enrolment,
            ),
        ],
    )
    asked = make_enrolment(world.quiz_activity, learner)
    attempt = Attempt.objects.get(pk=world.attempt.pk)
    attempt.pk, attempt.key, attempt.enrolment = None, learner.uuid, asked
    attempt.submitted_at, attempt.score, attempt.out_of = now, 1, 1
    attempt.save()
    yield asked, [(attempt, lambda enrolments, _people: {"key": "gen_random_uuid()", "enrolment": f"n + {enrolments}"})]
    certificate = Certificate.objects.get(pk=world.certificate.pk)
    yield (
        certificate.enrolment,
        [
            (
                certificate,
                lambda enrolments, _people: {
                    "code": "'X' || lpad(n::text, 27, '0')",
                    "uuid": "gen_random_uuid()",
                    "enrolment": f"n + {enrolments}",
                },
            )
        ],
    )


def _of_enrolment(enrolments, _people):
    return {"enrolment": f"n + {enrolments}"}


def _of_person(_enrolments, people):
    return {"person": f"n + {people}"}
