"""The initial page tree: the languages, a home page in each, and the index pages under each home page."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from wagtail.models import Collection, Locale, Page, Site, Workflow

from courses.models import CourseIndexPage, TrainingIndexPage
from webinars.models import WebinarIndexPage

from . import roles
from .models import HelpPage, HomePage

INDEXES = [
    (CourseIndexPage, "courses", {"en": "Courses", "es": "Cursos", "fr": "Cours"}),
    (WebinarIndexPage, "webinars", {"en": "Webinars", "es": "Seminarios web", "fr": "Webinaires"}),
    (
        TrainingIndexPage,
        "trainings",
        {"en": "Trainings and workshops", "es": "Formaciones y talleres", "fr": "Formations et ateliers"},
    ),
    (HelpPage, "help", {"en": "Help and contact", "es": "Ayuda y contacto", "fr": "Aide et contact"}),
]
TITLES = {"en": "Learning", "es": "Aprendizaje", "fr": "Apprentissage"}


def after_migrate(**kwargs):
    """Create the page tree, then grant the roles that depend on it; do nothing if only some apps are migrated."""
    if HomePage._meta.db_table in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
        create_initial_pages()
        roles.grant()


def create_initial_pages():
    """Create the page tree; do nothing if there is a home page."""
    if HomePage.objects.exists():
        return
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locales["en"])
    home = root.add_child(instance=HomePage(title=TITLES["en"], slug="home-en", locale=locales["en"]))
    _settle_site(home)
    _clear_defaults()
    for model, slug, titles in INDEXES:
        home.add_child(instance=model(title=titles["en"], slug=slug, locale=locales["en"], show_in_menus=False))
    for code in TITLES.keys() - {"en"}:
        _translate(home, locales[code])


def _clear_defaults():
    """Delete the two groups and the workflow that Wagtail creates: this site has its own roles."""
    Workflow.objects.filter(name="Moderators approval").delete()
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()


def _settle_site(home):
    """Set `home` as the root page of the default site and delete Wagtail's welcome page."""
    welcome = Site.objects.filter(is_default_site=True).first()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": "localhost", "site_name": settings.WAGTAIL_SITE_NAME},
    )
    if welcome and welcome.root_page_id != home.pk:
        Page.objects.get(pk=welcome.root_page_id).delete()


def _translate(home, locale):
    code = locale.language_code
    translation = home.copy_for_translation(locale)
    translation.slug = f"home-{code}"
    translation.title = TITLES[code]
    translation.save_revision().publish()
    for model, slug, titles in INDEXES:
        index = model.objects.child_of(home).get().copy_for_translation(locale)
        index.title, index.slug = titles[code], slug
        index.save_revision().publish()
