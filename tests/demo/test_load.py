from datetime import timedelta
from decimal import Decimal
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone
from wagtail.models import Locale, Page

from courses.authoring.translations import translations_below
from courses.models import CoursePage, LessonPage
from demo.load import load
from learning.activities.models import Activity, Assignment, DeclaredFigure, Enrolment
from learning.activities.pages.lookup import path_of
from learning.certificates.issuance import eligibility
from learning.certificates.models import Certificate
from learning.people.models import Membership, Organisation, Person, User

pytestmark = pytest.mark.django_db


def test_command_is_refused_outside_demo_mode():
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")


def test_command_does_nothing_if_there_are_people(settings, official, capsys):
    settings.DEMO = True
    call_command("demo")
    assert "left as it is" in capsys.readouterr().out
    assert Person.objects.count() == 1


class TestTheDemo(TestCase):
    """The demo, loaded once; changes of a test are rolled back."""

    @classmethod
    def setUpTestData(cls):
        cls.files = cls.enterClassContext(TemporaryDirectory())
        with override_settings(MEDIA_ROOT=cls.files):
            load()

    def setUp(self):
        self.enterContext(override_settings(MEDIA_ROOT=self.files))

    def test_demo_has_the_report_and_a_programme_of_today(self):
        assert Membership.objects.count() == 42
        assert Activity.objects.filter(starts_on__year=2023).count() == 24
        assert DeclaredFigure.objects.filter(year=2023).count() == 32
        kinds = Activity.objects.filter(plan="2024–2026").order_by("kind").values_list("kind", flat=True)
        assert list(kinds) == ["course"] * 3 + ["executive_training"] * 3 + ["webinar"] * 10 + ["workshop"] * 4
        assert Person.objects.count() == 306
        assert User.objects.count() == 6

    def test_year_2023_has_no_invented_enrolments(self):
        assert not Enrolment.objects.filter(activity__starts_on__year=2023).exists()

    def test_declared_figures_of_online_learning_cover_its_activities(self):
        figures = DeclaredFigure.objects.filter(activity__title__startswith="Online learning 2023").order_by("metric")
        assert [(figure.metric, figure.value, figure.qualifier) for figure in figures] == [
            ("activities", Decimal(6), "exact"),
            ("participants", Decimal(300), "over"),
        ]
        for figure in figures:
            assert {activity.title for activity in figure.covers.all()} == {
                "Clearing House webinars: Urban Forests and Nature-Based Solutions",
                "Online session on the care economy",
            }

    def test_two_organisations_in_geneva_are_distinct(self):
        assert Organisation.objects.filter(place="Geneva").count() == 2
        assert Organisation.objects.named("Geneva").count() == 0

    def test_video_on_translated_page_has_captions_in_its_language(self):
        shown = {
            (page.locale.language_code, block.value["video"])
            for page in LessonPage.objects.live()
            for block in page.body
            if block.block_type == "video"
        }
        assert {language for language, _recording in shown} == {"en", "es", "fr"}
        assert [
            (language, film) for language, film in shown if not film.captions.filter(language=language).exists()
        ] == []

    def test_every_page_of_the_demo_can_be_read(self):
        self.client.force_login(User.objects.get(email="official@demo.example"))
        pages = Page.objects.live().filter(depth__gt=1)
        answers = {path_of(page, page.locale.language_code): None for page in pages}
        for address in answers:
            answers[address] = self.client.get(address, follow=True).status_code
        assert set(answers.values()) == {200}
        assert len(answers) > 50

    def test_assignment_has_two_marked_and_two_waiting_submissions(self):
        [assignment] = Assignment.objects.all()
        assert [submission.is_passed for submission in assignment.submissions.order_by("submitted_at")] == [
            True,
            False,
            None,
            None,
        ]
        of_the_official = Enrolment.objects.get(activity=assignment.activity, person__email="official@demo.example")
        assert of_the_official.is_enrolled
        assert of_the_official.submissions.count() == 0
        assert assignment.out_of == 20

    def test_official_has_a_signed_certificate_of_each_kind_in_the_past(self):
        person = Person.objects.get(email="official@demo.example")
        self.client.force_login(person.user)
        mine = list(Certificate.objects.of(person))
        assert sorted(certificate.kind for certificate in mine) == ["completion", "participation"]
        assert [len(certificate.facts["signatories"]) for certificate in mine] == [2, 2]
        assert all(certificate.issued_at < timezone.now() - timedelta(days=1) for certificate in mine)
        record = self.client.get("/en/my/record/").content.decode()
        for certificate in mine:
            assert certificate.get_absolute_url() in record
            assert self.client.get(f"/certificates/{certificate.code}.pdf").content.startswith(b"%PDF")

    def test_everyone_who_earned_a_certificate_has_it(self):
        activities = Activity.objects.filter(plan="2024–2026")
        assert [
            list(found) for activity in activities for found in eligibility.waiting(activity).values() if found
        ] == []
        assert Certificate.objects.standing().count() > 100

    def test_official_has_notes_and_sees_a_change_of_the_course(self):
        self.client.force_login(User.objects.get(email="official@demo.example"))
        course = self.client.get("/es/courses/care-as-city-infrastructure/")
        (change,) = course.context["explanation"].changes
        assert "Un ejemplo paso a paso" in change.text
        notes = self.client.get("/en/my/notes/").context["courses"]
        assert [(line.note.is_kept, bool(line.note.text)) for line in notes[0].lines] == [(True, False), (False, True)]

    def test_changed_lesson_makes_its_translations_outdated(self):
        course = CoursePage.objects.get(slug="care-as-city-infrastructure", locale__language_code="en")
        changed, other = LessonPage.objects.child_of(course).order_by("path")[:2]
        changed.save_revision().publish()
        spanish = [course.get_translation(Locale.objects.get(language_code="es"))]
        found = translations_below(course, spanish, [LessonPage.objects.get(pk=changed.pk), other])
        assert [found[lesson.translation_key][0].state for lesson in (changed, other)] == ["old", "done"]
