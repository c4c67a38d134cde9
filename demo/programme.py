"""This year's programme: pages in their languages, and their activities."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

from django.utils import timezone
from wagtail.models import Locale

from courses.models import (
    CourseIndexPage,
    CoursePage,
    ExecutiveTrainingPage,
    LessonPage,
    ModulePage,
    QuizPage,
    TrainingIndexPage,
    WorkshopPage,
)
from home.models import HelpPage, HomePage
from learning.activities.choices import Access, PartnerRole, Status
from learning.activities.models import Activity, ActivityLanguage, ActivityPartner, Session, Theme
from webinars.models import WebinarIndexPage, WebinarPage

from . import quizzes
from .content_files import CONTENT, in_languages, toml
from .dates import moments
from .media_files import picture, recording
from .organisations import called

PLAN = "2024–2026"
# Date of all pages and their translations: older than what an officer publishes, whose translations are then
# outdated.
PUBLISHED_SINCE = timedelta(days=200)


def load(today):
    _front_pages()
    for folder in sorted((CONTENT / "courses").iterdir()):
        _course(folder)
    for folder in sorted((CONTENT / "webinars").iterdir()):
        _webinar(folder, today)
    for folder in sorted((CONTENT / "trainings").iterdir()):
        _training(folder, today)


def _front_pages():
    for model, name in ((HomePage, "home"), (HelpPage, "help")):
        for language, text in in_languages(CONTENT / "pages", name).items():
            page = model.objects.get(locale__language_code=language)
            page.title, page.lead = text["title"], text["lead"]
            if model is HelpPage:
                page.questions = [
                    ("question", {"question": q["question"], "answer": q["answer"]}) for q in text["questions"]
                ]
                page.contact = text["contact"]
            page.save()


def _add(parent, model, slug, texts, make):
    """Create a page per language under the translations of `parent`, all with the same key: {language: page}."""
    key, made, then = uuid4(), {}, timezone.now() - PUBLISHED_SINCE
    for language, text in texts.items():
        below = parent if isinstance(parent, dict) else {}
        above = below.get(language) or parent.objects.get(locale__language_code=language)
        page = model(
            title=text["title"],
            slug=slug,
            locale=Locale.objects.get(language_code=language),
            translation_key=key,
            first_published_at=then,
            last_published_at=then,
            **make(text),
        )
        above.refresh_from_db()
        made[language] = above.add_child(instance=page)
    return made


def _course(folder):
    facts, texts = toml(folder / "facts.toml"), in_languages(folder, "course")
    courses = _add(
        CourseIndexPage,
        CoursePage,
        folder.name,
        texts,
        lambda text: {
            **_speaks(text, facts),
            "outcomes": [("outcome", outcome) for outcome in text["outcomes"]],
        },
    )
    activity = _enter(courses, facts)
    modules = {number: module["slug"] for module in facts.get("modules", []) for number in module["lessons"]}
    parents = {
        module["slug"]: _add(courses, ModulePage, module["slug"], {"en": {"title": module["en"]}}, lambda text: {})
        for module in facts.get("modules", [])
    }
    minutes = 0
    for number, slug in sorted({tuple(file.name.split(".")[0].split("-", 1)) for file in folder.glob("[0-9]*.toml")}):
        lesson = in_languages(folder, f"{number}-{slug}")
        rules = {"is_optional": number in facts.get("optional", []), "is_free_preview": number in facts.get("free", [])}
        model, make = LessonPage, _lesson
        if "purpose" in lesson["en"]:
            model, make = QuizPage, partial(quizzes.fields, slug=slug, folder=folder)
        parent = parents.get(modules.get(number), courses)
        _add(parent, model, slug, lesson, lambda text, make=make, rules=rules: make(text) | rules)
        minutes += 0 if rules["is_optional"] else next(iter(lesson.values()))["minutes"]
    Activity.objects.filter(pk=activity.pk).update(expected_minutes=minutes)


def _lesson(text):
    return {
        "minutes": text["minutes"],
        "summary": text["summary"],
        "body": [(block["type"], _value(block["type"], block["value"])) for block in text["body"]],
        "sources": [("source", source) for source in text.get("sources", [])],
    }


def _value(kind, value):
    if kind == "image":
        return {"image": picture(value["picture"]), "alt": value["alt"], "caption": value.get("caption", "")}
    if kind == "video":
        return {"video": recording(value["media"]), "caption": value.get("caption", "")}
    if kind == "check":
        return [(one["type"], one["value"]) for one in value]
    if kind == "table":
        return {
            "data": [value["header"], *value["rows"]],
            "cell": [],
            "mergeCells": [],
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            "table_header_choice": "both",
            "table_caption": value["caption"],
        }
    return value


def _webinar(folder, today):
    facts, texts = toml(folder / "facts.toml"), in_languages(folder, "webinar")
    pages = _add(
        WebinarIndexPage,
        WebinarPage,
        folder.name,
        texts,
        lambda text: {
            **_speaks(text, facts),
            "takeaways": text.get("takeaways", ""),
            "speakers": [("speaker", speaker) for speaker in text["speakers"]],
            "recording": recording(facts["media"]) if facts.get("media") else None,
        },
    )
    _enter(pages, facts, moments(facts, today))


def _training(folder, today):
    facts, texts = toml(folder / "facts.toml"), in_languages(folder, "training")
    model = {"executive_training": ExecutiveTrainingPage, "workshop": WorkshopPage}[facts["kind"]]
    pages = _add(
        TrainingIndexPage,
        model,
        folder.name,
        texts,
        lambda text: {
            **_speaks(text, facts),
            "programme": [("item", item) for item in text["programme"]],
        },
    )
    _enter(pages, facts, moments(facts, today))


def _speaks(text, facts):
    return {"lead": text["lead"], "intro": text["intro"], "picture": picture(facts["picture"])}


def _enter(pages, facts, sessions=()):
    """Set the facts of the activity of `pages`: plan, action line, access and the like."""
    activity = Activity.objects.get(key=next(iter(pages.values())).translation_key)
    activity.plan, activity.action_line = PLAN, facts.get("action_line")
    activity.access = facts.get("access", Access.ANYONE)
    for field in ("mode", "capacity", "place", "attendance_share"):
        setattr(activity, field, facts.get(field) or getattr(activity, field))
    activity.country = facts.get("place_country", "")
    if sessions:
        activity.starts_on, activity.ends_on = sessions[0][0].date(), sessions[-1][1].date()
        activity.time_zone = sessions[0][2]
        activity.status = Status.HELD if sessions[-1][1] < timezone.now() else Status.PLANNED
    activity.themes.set(Theme.objects.filter(code=facts["theme"]))
    activity.save()
    activity.languages.all().delete()
    for code in facts.get("languages") or pages:
        ActivityLanguage.objects.create(activity=activity, code=code)
    for partner in facts.get("partners", []):
        role = partner["role"] if partner["role"] in PartnerRole.values else PartnerRole.PARTNER
        ActivityPartner.objects.create(activity=activity, organisation=called(partner["name"]), role=role)
    for start, end, zone, title in sessions:
        join = "" if activity.mode == "in_person" else "https://meet.example.org/metropolis"
        Session.objects.create(
            activity=activity,
            title=title,
            starts_at=start,
            ends_at=end,
            time_zone=zone,
            place=activity.place,
            join_url=join,
        )
    return activity
