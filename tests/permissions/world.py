"""One object of every kind that addresses refer to, and an account for every role."""

from urllib.parse import quote

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, PageSubscription
from wagtail.users.models import UserProfile

from courses.question_io import import_file as exchange
from courses.quizzes import actions as quiz_actions
from home import recorded_courses
from learning.activities.assignments import submit
from learning.activities.assignments.file_check import check
from learning.activities.choices import Kind, Role
from learning.activities.models import DeclaredFigure, Theme
from learning.activities.pages.lookup import path_of
from learning.media.models import Recording
from learning.people.accounts import second_factor
from learning.people.duplicates.not_duplicates import mark_not_duplicates
from learning.people.models import FocalPoint, RegisterFile, User
from learning.reports.api import tokens
from learning.reports.scope.scopes import Scope
from learning.reports.snapshots import actions as snapshot_actions
from tests.factories import (
    make_activity,
    make_assignment,
    make_certificate,
    make_course,
    make_enrolment,
    make_lesson,
    make_note,
    make_organisation,
    make_page_with,
    make_person,
    make_quiz,
    make_session,
    make_user,
    make_webinar,
)
from tests.people.second_factor import give_app

ROLES = (
    "visitor",
    "unconfirmed",
    "official",
    "focal",
    "trainer",
    "officer",
    "staff",
    "administrator",
    "superuser",
    # Roles without a second factor.
    "officer_by_password",
    "trainer_by_password",
)
# Roles that have a second factor and have shown it.
PROVED = ("focal", "trainer", "officer", "staff", "administrator", "superuser")


class Visitor(Client):
    """Django's client, without its copies of template contexts: the table makes thousands of requests."""

    def request(self, **request):
        response = self.handler(self._base_environ(**request))
        self.cookies.update(response.cookies)
        return response


class World:
    """`world["person"]` is the primary key of one of its objects, or a string about one, for addresses and answers."""

    def __init__(self, media):
        self.media = media
        self._people()
        self._activities()
        self._quizzes()
        self._admin()
        self.clients = {role: self._client(role) for role in ROLES}

    def _people(self):
        self.organisation, self.other_organisation = make_organisation("Bogotá"), make_organisation("Lima")
        self.accounts = {
            "unconfirmed": User.objects.create_user("unconfirmed@world.example", "correct horse"),
            "official": make_user("official@world.example"),
            "focal": make_user("focal@world.example"),
            "trainer": make_user("trainer@world.example", "Trainers"),
            "officer": make_user("officer@world.example", "Learning officers"),
            "staff": make_user("staff@world.example", "Reporting staff"),
            "administrator": make_user("administrator@world.example", "Administrators"),
            "superuser": make_user("superuser@world.example", is_superuser=True),
            "officer_by_password": make_user("officer_by_password@world.example", "Learning officers"),
            "trainer_by_password": make_user("trainer_by_password@world.example", "Trainers"),
        }
        EmailAddress.objects.create(user=self.accounts["unconfirmed"], email="unconfirmed@world.example", primary=True)
        for role in ("official", "focal"):
            self.person_of(role).organisation = self.organisation
            self.person_of(role).save()
        FocalPoint.objects.create(organisation=self.organisation, person=self.person_of("focal"))
        self.person, self.other_person = (
            make_person("Ana", self.organisation),
            make_person("Eva", self.other_organisation),
        )
        mark_not_duplicates(self.person, self.other_person)
        self.account = make_user("account@world.example")
        self.register_file = RegisterFile.objects.create(name="register.csv", content=b"name\nDakar\n")

    def _activities(self):
        film = Recording.objects.create(title="Film", type="video", duration=60, file=ContentFile(b"film", "film.mp4"))
        self.recording = film
        self.course, self.webinar = make_course(), make_webinar(recording=film)
        self.recorded_course = recorded_courses.make_course(self.webinar.translation_key, self.accounts["officer"])
        self.lesson = make_lesson(self.course)
        self.activity, self.other_activity = self.course.activity, make_activity(kind=Kind.WORKSHOP)
        self.session = make_session(self.activity)
        self.enrolment = make_enrolment(self.activity, self.person)
        make_enrolment(self.activity, self.person_of("official"))
        for trainer in ("trainer", "trainer_by_password"):
            make_enrolment(self.activity, self.person_of(trainer), role=Role.TRAINER)
        self.assignment = make_assignment(self.activity)
        self.submission = submit.submit(self.assignment, self.enrolment, file=check("Plan.txt", b"A plan"))

    def _quizzes(self):
        """Create a course that only the official takes, with an attempt in progress."""
        course, statement = make_course(), ("true_false", {"text": "<p>Trees need water.</p>", "is_true": True})
        self.quiz, self.checked = make_quiz(course, [statement]), make_lesson(course, body=[("check", [statement])])
        self.quiz_activity = course.activity
        self.question_file = exchange.keep(self.quiz, "questions.txt", b"So?{T}", self.accounts["officer"])
        self.attempt = quiz_actions.begin(make_enrolment(course.activity, self.person_of("official")), self.quiz)
        self.note = make_note(self.person_of("official"), self.lesson)
        self.certificate = make_certificate(self.other_person)

    def _admin(self):
        self.theme = Theme.objects.create(code="care", name_en="Care", name_es="Cuidados", name_fr="Soins")
        self.figure = DeclaredFigure.objects.create(metric="participants", value=40, year=2023, source="A report")
        self.snapshot = snapshot_actions.freeze(Scope.of_year(2023), by=self.accounts["staff"])
        self.token, _secret = tokens.make("A dashboard", ["figures"], timezone.now(), self.accounts["administrator"])
        # Create what Wagtail creates at a user's first visit.
        UserProfile.get_for_user(self.accounts["superuser"])
        PageSubscription.objects.create(user=self.accounts["superuser"], page=self.course, comment_notifications=False)
        self.document = Document.objects.create(
            title="Slides", file=ContentFile(b"%PDF-1.4", "slides.pdf"), collection=Collection.get_first_root_node()
        )
        self.document.get_file_size()
        make_page_with(self.document)

    def __getitem__(self, name):
        words = {
            "course_path": path_of(self.course, "en"),
            "lesson_path": path_of(self.lesson, "en"),
            "lesson_next": quote(path_of(self.lesson, "en"), safe=""),
            "certificate_code": self.certificate.grouped_code,
            "activity_key": self.activity.key,
            "organisation_uuid": self.organisation.uuid,
            "person_uuid": self.person.uuid,
            "quiz_next": quote(path_of(self.quiz, "en"), safe=""),
            "attempt_path": f"/en/courses/attempts/{self.attempt.key}/",
            "check_id": self.checked.body[0].id,
            "check_path": f"{path_of(self.checked, 'en')}#check-{self.checked.body[0].id}",
            "checked_next": quote(path_of(self.checked, "en"), safe=""),
            "filename": self.document.filename,
        }
        return words[name] if name in words else getattr(self, name).pk

    def key_of(self, name):
        thing = getattr(self, name)
        return next(getattr(thing, field) for field in ("translation_key", "key", "uuid") if hasattr(thing, field))

    def person_of(self, role):
        return self.accounts[role].person

    def _client(self, role):
        client = Visitor()
        if role in self.accounts:
            client.force_login(self.accounts[role])
        if role in PROVED:
            give_app(self.accounts[role])
            session = client.session
            session[second_factor.PROVED] = self.accounts[role].pk
            session.save()
        return client
