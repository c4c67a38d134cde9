"""Every action that the audit log is for leaves an entry, and no entry says who anybody is."""

import json
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.test import override_settings
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import GroupPagePermission, Page

from courses.quizzes.accommodations import accommodate
from home.roles import grant
from learning.activities.assignments import mark_actions, submit
from learning.activities.choices import Source
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.enrolment import correction
from learning.activities.models import Enrolment
from learning.certificates.issuance import actions as certificate_actions
from learning.certificates.issuance import bulk_issue
from learning.media.models import Recording
from learning.media.recordings import publish_checks
from learning.people.duplicates import merges, not_duplicates
from learning.people.models import AuditEntry, RegisterFile
from learning.people.organisations import affiliations
from learning.people.organisations.register_file import export, import_file
from learning.people.privacy import data_export, erasure, retention
from learning.reports.api import tokens
from learning.reports.api.models import TokenScope
from learning.reports.scope.scopes import Scope as Figures
from learning.reports.snapshots import actions as snapshot_actions
from learning.reports.snapshots import checks as snapshot_checks
from tests.factories import (
    make_activity,
    make_assignment,
    make_certificate,
    make_completed,
    make_enrolment,
    make_organisation,
    make_person,
    make_user,
)

pytestmark = pytest.mark.django_db
Action = AuditEntry.Action
# In every name, address and word about anyone here.
MARK = "zyzzyva"


@pytest.fixture
def root(client):
    user = make_user(f"root@{MARK}.example", is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def body(db):
    return make_organisation(f"City of {MARK}", place=MARK.title())


@pytest.fixture
def ana(body):
    user = make_user(f"ana@{MARK}.example")
    user.person.organisation = body
    user.person.name, user.person.job_title = f"Ana {MARK}", f"Head of {MARK}"
    user.person.save()
    return user.person


def read(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def see_figures(client, root, ana, body):
    make_enrolment(make_activity(f"About {MARK}"), ana)
    client.get(f"/admin/figures/?year=2023&q={MARK}")


def export_people(client, root, ana, body):
    for address in ("/admin/persons/", f"/admin/activities/{make_activity().pk}/participants/"):
        read(client.get(f"{address}?export=csv&q={MARK}"))


def export_register(client, root, ana, body):
    read(client.get(f"/admin/organisations/?export=xlsx&q={MARK}"))


def import_register(client, root, ana, body):
    file = import_file.keep(f"{MARK}.csv", export.csv_of(type(body).objects.all()), root)
    import_file.import_file(file, import_file.dry_run(file).digest, root)


def merge(client, root, ana, body):
    merges.merge(make_person(f"Anna {MARK}"), ana, by=root)


def unmerge(client, root, ana, body):
    twin = make_person(f"Anna {MARK}")
    merges.merge(twin, ana, by=root)
    merges.unmerge(twin, by=root)


def set_apart(client, root, ana, body):
    not_duplicates.mark_not_duplicates(make_person(f"Ana {MARK}"), ana, by=root)


def undo_setting_apart(client, root, ana, body):
    namesake = make_person(f"Ana {MARK}")
    not_duplicates.mark_not_duplicates(namesake, ana, by=root)
    not_duplicates.unmark_not_duplicates(namesake, ana, by=root)


def erase(client, root, ana, body):
    erasure.erase(ana, by=root)


def restamp(client, root, ana, body):
    make_enrolment(make_activity(), ana)
    correction.correct_snapshots(
        Enrolment.objects.all(), make_organisation(f"Town of {MARK}", country="SN"), by=root, reason=""
    )


def change_roles(client, root, ana, body):
    role = Group.objects.create(name=f"Friends of {MARK}")
    form = {"email": ana.user.email, "is_active": "on"}
    client.post(f"/admin/users/edit/{ana.user.pk}/", {**form, "groups": [role.pk], "is_superuser": "on"})
    client.post(f"/admin/users/edit/{ana.user.pk}/", form)
    client.post(f"/admin/groups/delete/{role.pk}/")


def change_enrolments(client, root, ana, body):
    enrolment = enrolment_actions.enrol(make_activity(f"About {MARK}"), ana, source=Source.OFFICER, by=root)
    enrolment_actions.withdraw(enrolment, by=root)


def change_accommodation(client, root, ana, body):
    accommodate(make_enrolment(make_activity(f"About {MARK}"), ana), extra_time=50, by=root)


def change_affiliation(client, root, ana, body):
    affiliations.confirm(ana, body, by=root)
    affiliations.remove(ana, body, by=root)


def issue_certificates(client, root, ana, body):
    enrolment = make_completed(make_activity(f"About {MARK}", kind="course"), ana)
    certificate_actions.issue(enrolment, by=root)
    bulk_issue.ask(enrolment.activity, by=root)


def revoke_certificate(client, root, ana, body):
    certificate_actions.revoke(make_certificate(ana), by=root, reason="A mistake")


def replace_certificate(client, root, ana, body):
    certificate_actions.reissue(make_certificate(ana), by=root)


def download(client, root, ana, body):
    data_export.zipped(ana, ana.user)


def apply_retention(client, root, ana, body):
    file = RegisterFile.objects.create(name=f"{MARK}.csv", content=MARK.encode(), uploaded_by=root)
    RegisterFile.objects.filter(pk=file.pk).update(uploaded_at=timezone.now() - timedelta(days=9999))
    for rule in retention.registered():
        retention.apply_rule(rule)


def make_token(client, root, ana, body):
    return tokens.make(f"For {MARK}", TokenScope.values, timezone.now() + timedelta(days=1), root)


def revoke_token(client, root, ana, body):
    tokens.revoke(make_token(client, root, ana, body)[0], root)


def use_token(client, root, ana, body):
    _token, secret = make_token(client, root, ana, body)
    client.get("/api/v1/participations", {"year": 2023}, headers={"Authorization": f"Bearer {secret}"})


def mark_assignment(client, root, ana, body):
    assignment = make_assignment(make_activity(f"About {MARK}"), title=MARK)
    submission = submit.submit(assignment, make_enrolment(assignment.activity, ana), text=MARK)
    points = {criterion.pk: 1 for criterion in assignment.criteria.all()}
    for _twice in range(2):
        mark_actions.mark(submission, points, feedback=MARK, seen=submission.submitted_at, by=root)


def waive_captions(client, root, ana, body):
    film = Recording.objects.create(title=f"A film of {MARK}", type="video", file="media/film.mp4")
    publish_checks.waive(film, root, "Nobody speaks in it.")


def freeze_figures(client, root, ana, body):
    snapshot_actions.freeze(Figures(), by=root, name=f"Report about {MARK}", note=MARK)


def renew_seals(client, root, ana, body):
    freeze_figures(client, root, ana, body)
    with override_settings(SECRET_KEY="a new key " * 6, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        snapshot_checks.renew_seals()


DEEDS = {
    Action.FIGURES_SEEN: see_figures,
    Action.PEOPLE_EXPORTED: export_people,
    Action.REGISTER_EXPORTED: export_register,
    Action.REGISTER_IMPORTED: import_register,
    Action.MERGED: merge,
    Action.UNMERGED: unmerge,
    Action.SET_APART: set_apart,
    Action.SET_APART_UNDONE: undo_setting_apart,
    Action.ERASED: erase,
    Action.RESTAMPED: restamp,
    Action.ROLE_CHANGED: change_roles,
    Action.ENROLMENT_CHANGED: change_enrolments,
    Action.ACCOMMODATION_CHANGED: change_accommodation,
    Action.AFFILIATION_CHANGED: change_affiliation,
    Action.CERTIFICATES_ISSUED: issue_certificates,
    Action.CERTIFICATE_REVOKED: revoke_certificate,
    Action.CERTIFICATE_REPLACED: replace_certificate,
    Action.DATA_DOWNLOADED: download,
    Action.RETENTION_APPLIED: apply_retention,
    Action.TOKEN_MADE: make_token,
    Action.TOKEN_REVOKED: revoke_token,
    Action.TOKEN_USED: use_token,
    Action.SUBMISSION_MARKED: mark_assignment,
    Action.CAPTIONS_WAIVED: waive_captions,
    Action.FIGURES_FROZEN: freeze_figures,
    Action.SEALS_RENEWED: renew_seals,
}


def test_there_is_a_deed_for_everything_the_log_knows():
    assert set(DEEDS) == set(Action)


@pytest.mark.parametrize("action", DEEDS, ids=str)
def test_the_deed_is_kept_and_says_who_nobody_is(client, root, ana, body, action):
    AuditEntry.objects.all()._raw_delete("default")
    DEEDS[action](client, root, ana, body)
    kept = list(AuditEntry.objects.values())
    assert action in {entry["action"] for entry in kept}
    text = json.dumps(kept, default=str, ensure_ascii=False)
    assert MARK not in text.casefold()
    assert re.findall(r"\S+@\S+", text) == []


def test_change_of_role_permissions_is_recorded(root):
    role, permission = Group.objects.create(name="Friends"), Permission.objects.get(codename="see_people")
    AuditEntry.objects.all()._raw_delete("default")
    with LogContext(user=root):
        role.permissions.add(permission)
    assert kept() == [(root.pk, str(role.pk), {"permissions": [permission.pk], "taken_away": False})]


def test_change_of_page_permissions_of_a_role_is_recorded(client, root):
    role, home = Group.objects.create(name="Friends"), Page.objects.get(depth=1)
    permission = Permission.objects.get(codename="publish_page")
    AuditEntry.objects.all()._raw_delete("default")
    with LogContext(user=root):
        given = GroupPagePermission.objects.create(group=role, page=home, permission=permission)
        given.delete()
    what = {"page_id": home.pk, "permission_id": permission.pk}
    assert kept() == [
        (root.pk, str(role.pk), {**what, "taken_away": False}),
        (root.pk, str(role.pk), {**what, "taken_away": True}),
    ]


def test_permissions_of_a_release_have_no_author():
    Group.objects.get(name="Reporting staff").permissions.clear()
    AuditEntry.objects.all()._raw_delete("default")
    grant()
    assert kept() == []


def kept():
    return list(AuditEntry.objects.order_by("id").values_list("by", "object_id", "details"))
