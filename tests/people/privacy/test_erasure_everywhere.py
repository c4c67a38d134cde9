"""Someone lives a whole life on the platform, then deletes their account: no word of theirs is left, no figure moves."""

import re

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply

from home.participants_sentence import count
from learning.activities.attendance import viewing_actions
from learning.activities.completion import actions as completion_actions
from learning.activities.enrolment import by_officer
from learning.activities.models import Activity, Enrolment, Feedback, Result
from learning.certificates.models import Certificate
from learning.people import audit_log
from learning.people.duplicates import merges
from learning.people.models import Person, User
from learning.reports.queries.by_activity import figures_by_activity, people_of
from learning.reports.scope.scopes import Scope
from tests.factories import make_course, make_person, make_session, make_user, make_webinar

from ..erased_traces import places_with
from ..second_factor import give_app

pytestmark = pytest.mark.django_db
EMAIL, OTHER, NAME = "zubaida@example.org", "z.quintanilla@example.net", "Zubaida Quintañilla"
WORDS = ["zubaida", "quintañilla", "quintanilla", "heat whisperer", "arid memories"]
PASSWORD = "walnuts on the tram"


@pytest.fixture(autouse=True)
def _kept_mail(settings):
    settings.OUTBOX_TRANSPORT = "learning.core.emails.folder_transport.ShownAndKeptBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def zubaida(client, commit, settings):
    """Signed up, confirmed, with a profile and an organisation that she proposed."""
    with commit():
        client.post("/accounts/signup/", {"email": EMAIL, "password1": PASSWORD}, HTTP_USER_AGENT="Arid memories 1.0")
    kept = "".join(path.read_text() for path in settings.MAIL_DIR.glob("*.log"))
    client.post(re.search(r"http://testserver(/accounts/confirm-email/\S+)", kept)[1])
    profile = {"name": NAME, "job_title": "Heat whisperer", "organisation": "Zubaida's bureau", "language": "es"}
    asked = {**profile, "organisation_asked": profile["organisation"], "organisation_choice": "new", "gender": "woman"}
    assert client.post("/en/my/profile/", asked).status_code == 302
    return Person.objects.get(email=EMAIL)


def learn(person, client, commit):
    """Everything that leaves evidence."""
    webinar, course = make_webinar("Shade"), make_course("Heat", lessons=2)
    session = make_session(webinar.activity, timezone.now() - timezone.timedelta(hours=2))
    with commit():
        enrolled = client.post(
            f"/en/activities/{course.translation_key}/enrol/", {"name": NAME, "organisation": "Zubaida's bureau"}
        )
        assert enrolled.status_code == 302, enrolled.content.decode()
        by_officer.walk_in(session, name=NAME, email=EMAIL)
    there = Enrolment.objects.get(activity=webinar.activity)
    lessons = Enrolment.objects.get(activity=course.activity)
    completion_actions.complete_step(lessons, course.translation_key, minutes=20, required=[])
    completion_actions.mark_complete(lessons)
    assert [certificate.holder for certificate in Certificate.objects.all()] == [NAME, NAME]
    viewing_actions.watch(
        webinar.activity,
        person,
        webinar.translation_key,
        start=0,
        end=300,
        length=600,
        since=timezone.now() - timezone.timedelta(hours=1),
    )
    Feedback.objects.create(enrolment=there, rating=5, comment="Arid memories of my home", given_at=timezone.now())
    Result.objects.create(enrolment=lessons, purpose="quiz", score=3, out_of=4, taken_at=timezone.now())
    there.events.create(status="enrolled", at=timezone.now(), reason="Zubaida rang and asked")
    return webinar, course


def edit(person, client, webinar):
    """She became an officer and left words on the editors' side."""
    user = person.user
    comment = Comment.objects.create(page=webinar, user=user, contentpath="title", text="Arid memories, says Zubaida")
    CommentReply.objects.create(comment=comment, user=user, text="Quintañilla again")
    webinar.save_revision(user=user)
    log(webinar, "wagtail.comments.create", user=user, data={"comment": {"id": comment.pk, "text": "Arid memories"}})
    document = Document(title="Shade trees", uploaded_by_user=user)
    document.file.save("shade.txt", ContentFile(b"Plant them."))
    client.get(f"/admin/pages/{webinar.pk}/edit/")


def be_known(person, officer, client):
    """Staff and doors remember her too."""
    twin = make_person("Z. Quintañilla", email=OTHER)
    merges.merge(twin, into=person)
    SocialAccount.objects.create(user=person.user, provider="sso", uid=EMAIL, extra_data={"name": NAME})
    give_app(person.user)
    log(person, "wagtail.edit", user=officer, data={"was": NAME})
    log(officer.person, "people.merge", user=officer, data={"into": NAME})
    audit_log.record(audit_log.Action.MERGED, officer, twin, reason="Zubaida wrote twice", details={"into": person.pk})
    for _ in range(3):
        client.post("/accounts/login/", {"login": EMAIL, "password": "wrong"})


def figures():
    activities = list(Activity.objects.values_list("pk", flat=True))
    return figures_by_activity(Scope(), activities), people_of(Scope(), activities), count(timezone.localdate().year)


@pytest.mark.parametrize("way", ["herself", "staff"])
def test_no_word_is_left_and_no_figure_moves(zubaida, client, commit, settings, officer, way):
    for _ in range(6):
        make_person()
    webinar, _course = learn(zubaida, client, commit)
    User.objects.get(email=EMAIL).groups.add(Group.objects.get(name="Learning officers"))
    edit(zubaida, client, webinar)
    be_known(zubaida, officer, type(client)())
    with commit():
        client.post("/accounts/password/reset/", {"email": EMAIL})
    before, found = figures(), places_with(WORDS, settings.MEDIA_ROOT, settings.MAIL_DIR)
    assert len(found) >= 20
    with commit():
        (leave if way == "herself" else erase)(client, zubaida)
    assert places_with(WORDS, settings.MEDIA_ROOT, settings.MAIL_DIR) == []
    assert figures() == before
    assert Person.objects.filter(erased_on=None, name="", email="").count() == 0
    for certificate in Certificate.objects.all():
        assert "asked to be forgotten" in client.get(certificate.get_absolute_url()).content.decode()


def leave(client, person):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.post("/en/my/privacy/delete/").headers["Location"] == "/"


def erase(client, person):
    client.force_login(make_user("admin@example.org", "Administrators"))
    asked = client.post(reverse("person:erase", args=[person.pk]), {"reason": "Asked for by mail"})
    assert asked.headers["Location"] == reverse("person:index")
