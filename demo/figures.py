"""The page "Learning in figures", one in each language."""

from uuid import uuid4

from wagtail.models import Locale

from home.models import FiguresPage, HomePage
from learning.activities.models import DeclaredFigure

from .content_files import CONTENT, in_languages

THIS_YEAR = {"year": "this", "kind": "", "action_line": ""}
MONTHS_OF_THIS_YEAR = {
    "kind": "",
    "action_line": "",
    "first": "this",
    "last": "this",
    "step": "month",
    "measure": "participants",
}
# Quotations of the report that need no explanation.
QUOTED = (
    "over 1400 attendees",
    "6 online learning",
    "40 participants",
    "participants from 17 Chinese",
    "250 representatives",
)


def load():
    key = uuid4()
    for language, text in in_languages(CONTENT / "pages", "figures").items():
        locale = Locale.objects.get(language_code=language)
        page = FiguresPage(
            title=text["title"], slug="figures", lead=text["lead"], locale=locale, translation_key=key, body=_body(text)
        )
        HomePage.objects.get(locale=locale).add_child(instance=page)


def _body(text):
    return [
        ("sentence", {**THIS_YEAR, "sentence": "all.in_all"}),
        (
            "numbers",
            {**THIS_YEAR, "title": text["now"], "first": "people", "second": "organisations", "third": "countries"},
        ),
        ("map", {**THIS_YEAR, "title": text["map"]}),
        ("regions", {**THIS_YEAR, "title": text["regions"], "measure": "participants"}),
        ("timeline", {**MONTHS_OF_THIS_YEAR, "title": text["months"]}),
        ("heading", text["printed"]),
        ("text", text["printed_text"]),
        ("declared", {**THIS_YEAR, "title": "", "year": "2023", "figures": _quoted()}),
    ]


def _quoted():
    return [str(figure.pk) for figure in DeclaredFigure.objects.order_by("pk") if _is_quoted(figure)]


def _is_quoted(figure):
    return figure.quote.startswith(QUOTED)
