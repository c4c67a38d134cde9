"""The five accounts that `make run` prints, and where the official stands in the middle of things."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from courses.models import CoursePage, LessonPage
from home.roles import ADMINISTRATOR, OFFICER, STAFF, TRAINER
from learning.activities.choices import Kind, Role
from learning.activities.models import Activity, CompletedStep, Enrolment
from learning.people.models import Gender, Person, User

from .history import row_of
from .organisations import called

PASSWORD = "learning-demo"  # noqa: S105 - printed at every start; the demo holds invented people only
ACCOUNTS = {
    "official": ("Aïssatou Ndiaye Sarr", "Dakar", "Head of the office for participation", Gender.WOMAN, None),
    "officer": ("Marta Soler Vidal", "Metropolitan Area of Barcelona (AMB)", "Learning officer", Gender.WOMAN, OFFICER),
    "staff": ("Jonas Lindqvist", "Metropolitan Area of Barcelona (AMB)", "Reporting officer", Gender.MAN, STAFF),
    "trainer": ("Paula Hoyos Arango", "Medellín", "Trainer", Gender.WOMAN, TRAINER),
    "admin": ("Rania El Idrissi", "Rabat", "Platform administrator", Gender.WOMAN, ADMINISTRATOR),
}


def load(now):
    password = make_password(PASSWORD)
    people = {name: _account(name, password, *facts) for name, facts in ACCOUNTS.items()}
    _in_the_middle(people["official"], now)
    for activity in Activity.objects.filter(plan="2024–2026", kind__in=[Kind.TRAINING, Kind.WORKSHOP]):
        row = row_of(activity, people["trainer"], now - timedelta(days=90), waits=False)
        row.role = Role.TRAINER
        row.save()


def _account(name, password, full_name, organisation, job, gender, group):
    email = f"{name}@demo.example"
    user = User.objects.create(email=email, password=password, is_superuser=name == "admin")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return Person.objects.create(
        name=full_name, email=email, organisation=called(organisation), job_title=job, gender=gender, user=user
    )


def _in_the_middle(person, now):
    """Two lessons into the course on care, and a place in the webinar that comes next."""
    course = CoursePage.objects.get(slug="care-as-city-infrastructure", locale__language_code="en")
    row = row_of(Activity.objects.get(key=course.translation_key), person, now - timedelta(days=9), waits=False)
    lessons = LessonPage.objects.child_of(course).order_by("path")[:2]
    row.started_on = row.participated_on = (now - timedelta(days=8)).date()
    row.save()
    CompletedStep.objects.bulk_create(
        CompletedStep(
            enrolment=row,
            step_key=lesson.translation_key,
            minutes=lesson.minutes,
            completed_at=now - timedelta(days=8 - number),
        )
        for number, lesson in enumerate(lessons)
    )
    upcoming = Activity.objects.upcoming().filter(kind=Kind.WEBINAR, capacity=None).first()
    Enrolment.objects.get_or_create(
        activity=upcoming, person=person, defaults={"status": "enrolled", "enrolled_at": now - timedelta(days=1)}
    )
