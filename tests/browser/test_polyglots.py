"""Markup and scripts in every text that a learner or an officer can write.

Nothing of it runs on any page, and the pages of the site cause no violation of their content security policy.
"""

import pytest
from django.apps import apps
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import ModelLogEntry, Page, Revision

from learning.people import audit_log
from learning.people.models import AuditEntry
from tests.permissions.fillings import address_of
from tests.permissions.visiting import told
from tests.permissions.whole_table import TABLE
from tests.permissions.world import World

pytestmark = pytest.mark.django_db(transaction=True)
# Leaves an attribute, a comment, a title, a style, a text area or a script; and is a template expression.
POLYGLOT = "'\"`--></title></style></textarea></script><img src=x onerror=pwned()><svg onload=pwned()>{{7*7}}"
APPS = ("people", "activities", "media", "courses", "webinars", "home", "reports", "wagtaildocs")
# Codes that the program compares, addresses that forms validate, and fields that an account needs.
LEFT = {"slug", "url_path", "code", "email", "domain", "password", "key", "language", "time_zone", "country", "file"}
LISTEN = """
window.pwned = () => console.error("PWNED");
document.addEventListener("securitypolicyviolation", e => console.error("POLICY", e.violatedDirective, e.blockedURI));
"""


def can_hold_it(field):
    is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(
        field, models.URLField | RichTextField
    )
    is_free = not field.choices and not field.unique and field.name not in LEFT
    return is_text and is_free and field.concrete and not field.name.endswith(("folded", "_hash"))


def write_everywhere():
    """Write the polyglot into every text of every row, without validation."""
    written = []
    for model in [*(model for app in APPS for model in apps.get_app_config(app).get_models()), Page]:
        own = [field for field in model._meta.local_fields if can_hold_it(field)]
        rows = model._default_manager.all() if model is not Page else Page.objects.filter(depth__gt=2)
        if model is AuditEntry or not own or not rows.exists():
            continue
        fitting = {field.name: POLYGLOT[: field.max_length or 300] for field in own}
        for row in rows:
            model._base_manager.filter(pk=row.pk).update(**fitting | numbered(row, own))
        written += [f"{model._meta.label}.{field.name}" for field in own]
    ModelLogEntry.objects.update(label=POLYGLOT)
    Revision.objects.update(object_str=POLYGLOT)
    return written


def numbered(row, fields):
    """Return values with the row's id for fields that must be unique."""
    constrained = {name for c in row._meta.constraints for name in getattr(c, "fields", ())}
    return {f.name: f"{row.pk}{POLYGLOT}"[: f.max_length] for f in fields if f.name in constrained}


@pytest.fixture
def world(site, tmp_path):
    world = World(tmp_path)
    officer, details = world.accounts["officer"], {"seen": [POLYGLOT]}
    audit_log.record(audit_log.Action.MERGED, officer, world.person, reason=POLYGLOT, details=details)
    assert len(write_everywhere()) > 30
    return world


def complaints(visit, world, role, routes):
    """Return {route: console messages} as `role`; only those of an attack or of the content security policy."""
    page, heard = visit(world.accounts[role], width=1280), {}
    page.add_init_script(LISTEN)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: (said.append(f"PWNED {dialog.message}"), dialog.dismiss()))
    page.route(
        "**/*",
        lambda route: route.abort() if route.request.resource_type in {"image", "font", "media"} else route.continue_(),
    )
    for route in routes:
        said.clear()
        page.goto(address_of(world, route), wait_until="load")
        heard[route] = [text for text in said if text.startswith(("PWNED", "POLICY"))]
        if "49" in page.title():
            heard[route].append("a template was filled in")
    return {route: texts for route, texts in heard.items() if texts}


def read_by(world, role, start, left_out=()):
    """Return the routes below `start` that open for `role`, each kind once."""
    routes = [route for route, (to_get, _to_post) in TABLE.items() if route.startswith(start) and to_get[role] == "200"]
    return [route for route in routes if not route.endswith(left_out)]


def test_polyglot_does_not_run_in_the_admin(visit, world):
    answer = world.clients["superuser"].get("/admin/persons/")
    assert told(answer, "/admin/persons/") == "200"
    assert "&lt;img src=x onerror=pwned()&gt;" in answer.content.decode()
    partial = (
        "results/",
        "chosen/<str:pk>/",
        "chosen-multiple/",
        "_chooser/",
        "history-results/<int:pk>/",
        "calendar.ics",
        # Files.
        "participations/file/",
        "export/<slug:form>/",
    )
    routes = read_by(world, "superuser", "admin/", left_out=partial)
    assert complaints(visit, world, "superuser", [*routes, "admin/reports/site-history/", "admin/pages/"]) == {}


@pytest.mark.parametrize("role", ["official", "focal", "trainer", "superuser"])
def test_polyglot_does_not_run_on_the_site_and_causes_no_policy_violation(visit, world, role):
    routes = read_by(
        world, role, "en/", left_out=("calendar.ics", "my/organisations/", ".pdf", "files/<int:submission>/")
    )
    assert complaints(visit, world, role, [*routes, "en/", "accounts/sessions/", "accounts/email/"]) == {}


def test_polyglot_on_a_vulnerable_page_is_detected(visit, world):
    """On a page that is vulnerable on purpose."""
    page, said = visit(world.accounts["official"]), []
    page.add_init_script(LISTEN)
    page.on("console", lambda message: said.append(message.text))
    page.route("**/hole", lambda route: route.fulfill(body=f"<title>x</title>{POLYGLOT}", content_type="text/html"))
    page.goto("/hole")
    page.wait_for_timeout(200)
    assert "PWNED" in said
