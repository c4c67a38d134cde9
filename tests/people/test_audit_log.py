import csv
import io
import json

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.activities.choices import Role, Source
from learning.activities.completion import actions as completion_actions
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.enrolment import roles
from learning.people import audit_log
from learning.people.models import AuditEntry
from learning.people.models.audit import AuditEntryIsFinal
from tests.factories import make_activity, make_enrolment, make_person, make_user

pytestmark = pytest.mark.django_db
LOG = "/admin/reports/audit-log/"


@pytest.fixture
def administrator(db):
    return make_user("admin@example.org", "Administrators")


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    AuditEntry.objects.all()._raw_delete("default")
    return client


def entries(**wanted):
    return list(
        AuditEntry.objects.filter(**wanted).order_by("id").values_list("action", "by", "kind", "object_id", "details")
    )


def test_an_entry_is_written_once(officer):
    reason, details = "The same person", {"into": 7}
    entry = audit_log.record(audit_log.Action.MERGED, officer, officer.person, reason=reason, details=details)
    assert entry.details == {"into": 7}
    entry.reason = "something else"
    with pytest.raises(AuditEntryIsFinal):
        entry.save()
    with pytest.raises(AuditEntryIsFinal):
        entry.delete()


def test_details_may_be_named_like_arguments(officer):
    details = {"kind": "webinar", "action": "erased", "by": 7, "what": "x", "reason": "y", "details": {"kind": "z"}}
    entry = audit_log.record(audit_log.Action.MERGED, officer, officer.person, details=details)
    assert (entry.details, entry.kind, entry.action) == (details, "people.person", "merged")
    assert audit_log.record_of(audit_log.Action.MERGED, officer, "people.person", 7, details=details).details == details


def test_the_log_names_nobody_once_the_account_is_gone(officer, as_administrator):
    audit_log.record(audit_log.Action.MERGED, officer, officer.person)
    assert "Officer" in as_administrator.get(LOG).content.decode()
    number = officer.pk
    officer.delete()
    page = as_administrator.get(LOG).content.decode()
    assert "Officer" not in page
    assert f"account {number}, which is gone" in page


def test_a_role_is_told_by_its_name_and_not_by_its_number(officer, as_administrator):
    officer.groups.add(Group.objects.get(name="Trainers"))
    assert "role: Trainers · taken_away: False" in as_administrator.get(LOG).content.decode()
    assert "role: Trainers" in b"".join(as_administrator.get(LOG + "?export=csv").streaming_content).decode()


def test_what_officers_change_of_an_enrolment_is_kept(officer):
    activity, person = make_activity(), make_person()
    enrolment = enrolment_actions.enrol(activity, person, source=Source.OFFICER, by=officer)
    roles.change_role(enrolment, Role.SPEAKER, by=officer)
    completion_actions.mark_complete(enrolment, by=officer)
    completion_actions.unmark_complete(enrolment, by=officer)
    enrolment_actions.withdraw(enrolment, by=officer, reason="ill")
    about = ("enrolment_changed", officer.pk, "activities.enrolment", str(enrolment.pk))
    assert entries(action="enrolment_changed") == [
        (*about, {"status": "enrolled"}),
        (*about, {"role": "speaker"}),
        (*about, {"completed": True}),
        (*about, {"completed": False}),
        (*about, {"status": "withdrawn"}),
    ]
    assert AuditEntry.objects.latest("id").reason == "ill"


def test_what_people_do_themselves_is_not(official):
    enrolment = enrolment_actions.enrol(make_activity(), official.person, by=official)
    enrolment_actions.withdraw(enrolment, by=official)
    assert entries(action="enrolment_changed") == []


def test_giving_and_taking_a_role_is_kept(as_administrator, administrator):
    user, role = make_user("eva@example.org"), Group.objects.get(name="Reporting staff")
    AuditEntry.objects.all()._raw_delete("default")
    form = {"email": user.email, "is_active": "on"}
    as_administrator.post(f"/admin/users/edit/{user.pk}/", {**form, "groups": [role.pk]})
    as_administrator.post(f"/admin/users/edit/{user.pk}/", form)
    about = ("role_changed", administrator.pk, "people.user", str(user.pk))
    assert entries() == [
        (*about, {"role": role.pk, "taken_away": False}),
        (*about, {"role": role.pk, "taken_away": True}),
    ]


def test_roles_given_to_many_at_once_are_kept(client):
    root = make_user("root@example.org", is_superuser=True)
    client.force_login(root)
    user, role = make_user("eva@example.org"), Group.objects.get(name="Reporting staff")
    client.post(f"/admin/bulk/people/user/assign_role/?id={user.pk}", {"role": role.pk})
    assert entries(object_id=str(user.pk)) == [
        ("role_changed", root.pk, "people.user", str(user.pk), {"role": role.pk, "taken_away": False})
    ]


def test_seeing_the_people_behind_a_figure_is_kept(as_staff, staff):
    activity = make_activity()
    as_staff.get(f"/admin/figures/people/?activity={activity.pk}&measure=participants&year=2023")
    seen = {"measure": "participants", "scope": {"activity": str(activity.pk), "year": "2023"}}
    about = ("figures_seen", staff.pk, "activities.activity", str(activity.pk), seen)
    assert entries(action="figures_seen") == [about]


def test_seeing_the_raw_shares_of_women_is_kept(as_staff, staff):
    as_staff.get("/admin/figures/?year=2023")
    assert entries(action="figures_seen") == [
        ("figures_seen", staff.pk, "", "", {"screen": "participants", "measure": "women", "filters": ["year"]})
    ]


@pytest.mark.parametrize(
    ("address", "details"),
    [
        ("/admin/persons/?export=csv&q=example", {"list": "person", "rows": 2, "filters": ["q"]}),
        (
            "/admin/activities/{activity}/participants/?export=csv",
            {"list": "participants", "rows": 1, "filters": [], "activity": "{activity}"},
        ),
        (
            "/admin/figures/people/?activity={activity}&measure=registrants&export=csv",
            {
                "measure": "registrants",
                "rows": 1,
                "filters": ["activity", "measure"],
                "scope": {"activity": "{activity}"},
            },
        ),
    ],
)
def test_exporting_people_is_kept(as_officer, address, details):
    activity = make_enrolment(make_activity()).activity
    list(as_officer.get(address.format(activity=activity.pk)).streaming_content)
    kept = [entry[4] for entry in entries(action="people_exported")]
    expected = json.loads(json.dumps(details).replace("{activity}", str(activity.pk)))
    assert [{name: str(value) if name == "activity" else value for name, value in one.items()} for one in kept] == [
        {**expected, "format": "csv"}
    ]


def test_the_log_is_for_administrators(client, officer, staff, administrator):
    answers = []
    for user in (officer, staff, administrator):
        client.force_login(user)
        answers.append(client.get(LOG).status_code)
    assert answers == [302, 302, 200]


def test_the_log_is_filtered_by_what_who_and_when(officer, administrator, as_administrator):
    audit_log.record(audit_log.Action.MERGED, officer, officer.person, reason="twice the same")
    audit_log.record(audit_log.Action.PEOPLE_EXPORTED, administrator, details={"rows": 3})

    def shown(query):
        return [row["action"] for row in export(as_administrator, query)]

    assert shown("") == ["Exported people", "Merged"]
    assert shown("action=merged") == ["Merged"]
    assert shown(f"by={administrator.pk}") == ["Exported people"]
    assert shown("at_from=2100-01-01") == []
    assert shown("object_id=" + str(officer.person.pk)) == ["Merged"]


def export(client, query):
    text = b"".join(client.get(f"{LOG}?export=csv&{query}").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    return [
        dict(zip(["at", "action", "by", "kind", "object", "details", "reason"], row, strict=True)) for row in rows[1:]
    ]


def test_the_log_takes_as_many_queries_for_one_entry_as_for_thirty(as_administrator, officer):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            as_administrator.get(LOG)
        return len(queries)

    audit_log.record(audit_log.Action.MERGED, officer, officer.person)
    as_administrator.get(LOG)
    before = asked()
    for _times in range(30):
        audit_log.record(audit_log.Action.MERGED, make_user(), officer.person)
    assert asked() == before
