"""The accounts that `make run` prints, with the official's learning in progress and the focal point's colleagues."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, QuizPage
from home.roles import ADMINISTRATOR, OFFICER, STAFF, TRAINER
from learning.activities.attendance import actions as attendance_actions
from learning.activities.choices import Completion, Kind, Role
from learning.activities.models import Activity, CompletedStep
from learning.people.changes import change
from learning.people.models import FocalPoint, Gender, Person, User

from .organisations import called
from .participation import row_of

PASSWORD = "learning-demo"  # noqa: S105 - printed at every start; the demo holds invented people only
ACCOUNTS = {
    "official": ("Aïssatou Ndiaye Sarr", "Dakar", "Head of the office for participation", Gender.WOMAN, None),
    "officer": ("Marta Soler Vidal", "Metropolitan Area of Barcelona (AMB)", "Learning officer", Gender.WOMAN, OFFICER),
    "staff": ("Jonas Lindqvist", "Metropolitan Area of Barcelona (AMB)", "Reporting officer", Gender.MAN, STAFF),
    "trainer": ("Paula Hoyos Arango", "Medellín", "Trainer", Gender.WOMAN, TRAINER),
    "focal": ("Carolina Ledesma Toledo", "Rosario", "Head of international relations", Gender.WOMAN, None),
    "admin": ("Rania El Idrissi", "Rabat", "Platform administrator", Gender.WOMAN, ADMINISTRATOR),
}


def load(now):
    password = make_password(PASSWORD)
    people = {name: _account(name, password, *facts) for name, facts in ACCOUNTS.items()}
    _in_the_middle(people["official"], now)
    _look_after(people["focal"], now)
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
        name=full_name,
        email=email,
        organisation=called(organisation),
        job_title=job,
        gender=gender,
        user=user,
        time_zone=called(organisation).time_zone,
    )


def _in_the_middle(person, now):
    """Complete one course, start the next (a test and two lessons), attend a past webinar and enrol in the next one."""
    _learn(person, "nature-in-the-city", now - timedelta(days=60))
    _learn(person, "care-as-city-infrastructure", now - timedelta(days=9), lessons=3)
    past = Activity.objects.past().filter(kind=Kind.WEBINAR, plan="2024–2026").order_by("-starts_on")[1]
    attendance_actions.check_in(
        _kept(row_of(past, person, past.starts_at - timedelta(days=4), waits=False)), past.first_session
    )
    upcoming = Activity.objects.upcoming().filter(kind=Kind.WEBINAR, capacity=None).first()
    _kept(row_of(upcoming, person, now - timedelta(days=1), waits=False))


def _look_after(person, now):
    """Make the person a focal point: some colleagues are confirmed, some wait for confirmation, and one has left."""
    FocalPoint.objects.create(organisation=person.organisation, person=person)
    colleagues = Person.objects.filter(organisation=person.organisation).exclude(pk=person.pk).order_by("pk")
    confirmed = [person.pk, *colleagues.values_list("pk", flat=True)[: len(colleagues) // 2]]
    Person.objects.filter(pk__in=confirmed).update(organisation_confirmed_on=now.date())
    gone = colleagues.filter(enrolments__completed_at__isnull=False).last()
    gone.organisation = called("Montevideo")
    change(gone, ["organisation"])


def _kept(row):
    row.save()
    return row


def _learn(person, slug, since, lessons=None):
    """Complete the first `lessons` steps of a course, quizzes included, one a day; all of them by default."""
    course = CoursePage.objects.get(slug=slug, locale__language_code="en")
    row = _kept(row_of(Activity.objects.get(key=course.translation_key), person, since, waits=False))
    pages = list(Page.objects.type(LessonPage, QuizPage).child_of(course).order_by("path").specific())
    done = pages[:lessons]
    CompletedStep.objects.bulk_create(
        CompletedStep(
            enrolment=row, step_key=page.translation_key, minutes=page.minutes, completed_at=since + timedelta(days=day)
        )
        for day, page in enumerate(done, start=1)
    )
    row.started_on = row.participated_on = (since + timedelta(days=1)).date()
    row.lesson_minutes = sum(page.minutes for page in done)
    if done == pages:
        row.completed_at, row.completed_by = since + timedelta(days=len(done)), Completion.STEPS
    row.save()
