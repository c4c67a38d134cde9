from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from courses.models import CoursePage, StepPage
from learning.media.models import Recording

from ..translations import is_older
from .content import WORDS_A_MINUTE
from .survey import CourseSurvey

LANGUAGE_NAMES = dict(settings.LANGUAGES)
KINDS = {
    "captions": gettext_lazy("Captions"),
    "alt": gettext_lazy("Alternative texts"),
    "time": gettext_lazy("Reading time"),
    "missing": gettext_lazy("Translation missing"),
    "old": gettext_lazy("Translation out of date"),
    "empty": gettext_lazy("Nothing to read"),
}
# A page that takes half as long again as its minutes say is reported.
TOLERANCE = 1.5


@dataclass(frozen=True)
class PublishCheck:
    """One finding: `detail` says what is missing, `url` leads to the form that fixes it."""

    kind: str
    course: CoursePage
    page: Page
    detail: str
    url: str

    @property
    def what(self):
        return self.page.get_admin_display_title()

    @property
    def name(self):
        return KINDS[self.kind]

    @property
    def language(self):
        return LANGUAGE_NAMES[self.page.locale.language_code]


def checks_of(course, user):
    """Return the findings of one course, given by its page in the main language."""
    return gaps(CourseSurvey(user, course))


def gaps(survey):
    """Return all findings of `survey`, in the order of courses and pages."""
    return [gap for page in survey.pages for look in LOOKS for gap in look(survey, page)]


def _gap(kind, page, detail, url=""):
    return PublishCheck(kind, page.main_course, page, detail, url or edit_url(page))


def edit_url(page, block=""):
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) + (f"#block-{block}-section" if block else "")


def _captions(survey, page):
    language = page.locale.language_code
    for pk in survey.stored[page.pk].recordings:
        recording: Recording | None = survey.recordings.get(pk)
        if recording is None or language in survey.captions[pk]:
            continue
        told = {"title": recording.title, "language": LANGUAGE_NAMES[language]}
        if survey.captions[pk]:
            detail = _("“%(title)s” has no captions in %(language)s.") % told
        else:
            detail = survey.waived.get(pk) or _("“%(title)s” has no captions.") % told
        yield _gap("captions", page, detail, reverse("wagtailmedia:edit", args=[pk]))


def _alternative_texts(survey, page):
    for block in survey.stored[page.pk].places:
        detail = _("A picture isn't told in words. Leave it so only where it is mere decoration.")
        yield _gap("alt", page, detail, edit_url(page, block))


def _reading_time(survey, page):
    if not isinstance(page, StepPage):
        return
    stored = survey.stored[page.pk]
    said = survey.drafted.get(page.pk, {}).get("minutes", page.minutes)
    watched = sum(survey.recordings[pk].seconds for pk in stored.recordings if pk in survey.recordings) / 60
    takes = max(1, round(stored.words / WORDS_A_MINUTE + watched))
    if not said:
        yield _gap(
            "time", page, _("It says no minutes; to read and watch it takes about %(takes)d.") % {"takes": takes}
        )
    elif takes > said * TOLERANCE:
        told = {"said": said, "takes": takes}
        yield _gap(
            "time",
            page,
            ngettext(
                "It says %(said)d minute; to read and watch it takes about %(takes)d.",
                "It says %(said)d minutes; to read and watch it takes about %(takes)d.",
                said,
            )
            % told,
        )


def _emptiness(survey, page):
    if isinstance(page, StepPage) and survey.stored[page.pk].is_empty:
        yield _gap("empty", page, _("There is nothing in it yet."))


def _translations(survey, page):
    """Yield what the translations of `page` lack; nothing if `page` is not in the main language."""
    if page.locale_id != page.main_course.locale_id:
        return
    for code in sorted(survey.languages[page.main_course.translation_key]):
        own = survey.own.get((page.translation_key, code))
        name = LANGUAGE_NAMES[code]
        if own is None:
            detail = _("It isn't translated into %(language)s.") % {"language": name}
            yield _gap("missing", page, detail, _submit_url(survey, page))
            continue
        left = survey.untranslated.get((page.translation_key, code), 0)
        if left:
            detail = ngettext(
                "%(number)d of its texts isn't translated into %(language)s yet.",
                "%(number)d of its texts aren't translated into %(language)s yet.",
                left,
            ) % {"number": left, "language": name}
            yield _gap("missing", page, detail, edit_url(own))
        elif is_older(own, page):
            detail = _("It was changed after it was translated into %(language)s.") % {"language": name}
            yield _gap("old", page, detail, _update_url(survey, page) or edit_url(own))


def _submit_url(survey, page):
    """Return the address of wagtail-localize's form if the user may translate, else of the page's editor."""
    if survey.user.has_perm("wagtail_localize.submit_translation"):
        return reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return edit_url(page)


def _update_url(survey, page):
    source = survey.sources.get(page.translation_key)
    if source and survey.user.has_perm("wagtail_localize.submit_translation"):
        return reverse("wagtail_localize:update_translations", args=[source])
    return ""


LOOKS = (_emptiness, _captions, _alternative_texts, _reading_time, _translations)
