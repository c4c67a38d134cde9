"""The data of the publish checks, for one course or for all, in a fixed number of queries."""

from collections import defaultdict

from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import Locale, Page, Revision
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import TranslationSource

from courses.models import CoursePage
from learning.activities.models import ActivityLanguage
from learning.media.models import CaptionTrack, Recording
from learning.media.recordings import publish_checks

from ..translations import untranslated_texts
from .content import stored_in


class CourseSurvey:
    """Data of the courses that `user` may edit, or of one `course` (its page in the main language)."""

    def __init__(self, user, course=None):
        self.user, self.course = user, course

    @cached_property
    def courses(self):
        """{translation key: the course's pages in every language, the main one first}"""
        found = CoursePage.objects.filter(alias_of=None).select_related("locale").defer_streamfields().order_by("pk")
        if self.course:
            found = found.filter(translation_key=self.course.translation_key)
        else:
            mine = page_permission_policy.instances_user_has_permission_for(self.user, "change")
            found = found.filter(pk__in=mine.values("pk"))
        by_key = defaultdict(list)
        for page in found:
            by_key[page.translation_key].append(page)
        return dict(by_key)

    @property
    def editions(self):
        return [edition for editions in self.courses.values() for edition in editions]

    @cached_property
    def pages(self):
        """Every page of every course, in order.

        `edition` is its course page, `main_course` the one in the main language.
        """
        within = Q(pk=None)
        for edition in self.editions:
            within |= Q(path__startswith=edition.path)
        pages = list(Page.objects.filter(within, alias_of=None).order_by("path").specific())
        by_path = {edition.path: edition for edition in self.editions}
        depth = self.editions[0].depth if self.editions else 0
        for page in pages:
            page.edition = by_path[page.path[: depth * Page.steplen]]
            page.main_course = self.courses[page.edition.translation_key][0]
            page.locale = page.edition.locale
        return pages

    @cached_property
    def drafted(self):
        """{page id: the content of its latest revision} of the pages with unpublished changes."""
        changed = [page.latest_revision_id for page in self.pages if page.has_unpublished_changes]
        revisions = Revision.objects.filter(pk__in=changed).values_list("object_id", "content")
        return {int(object_id): content for object_id, content in revisions}

    @cached_property
    def stored(self):
        return {page.pk: stored_in(page, self.drafted.get(page.pk, {})) for page in self.pages}

    @cached_property
    def recordings(self):
        return Recording.objects.in_bulk({pk for stored in self.stored.values() for pk in stored.recordings})

    @cached_property
    def captions(self):
        """{recording id: the languages of its captions}"""
        found = defaultdict(set)
        for recording, language in CaptionTrack.objects.filter(recording__in=self.recordings).values_list(
            "recording", "language"
        ):
            found[recording].add(language)
        return found

    @cached_property
    def waived(self):
        """{recording id: a sentence that says why it is published without captions}"""
        return {
            waiver.recording_id: publish_checks.waiver_in_words(waiver)
            for waiver in publish_checks.waived(self.recordings)
        }

    @cached_property
    def languages(self):
        """{course key: the languages of its pages and its activity, without the main one}"""
        found = {key: {page.locale.language_code for page in editions} for key, editions in self.courses.items()}
        named = ActivityLanguage.objects.filter(activity__key__in=found).values_list("activity__key", "code")
        for key, code in named:
            found[key].add(code)
        known = set(Locale.objects.values_list("language_code", flat=True))
        for key, editions in self.courses.items():
            found[key] = (found[key] & known) - {editions[0].locale.language_code}
        return found

    @cached_property
    def own(self):
        """{(translation key, language): page}"""
        return {(page.translation_key, page.locale.language_code): page for page in self.pages}

    @cached_property
    def sources(self):
        """{translation key: the id of its TranslationSource in wagtail-localize}"""
        keys = {page.translation_key for page in self.pages}
        return dict(TranslationSource.objects.filter(object_id__in=keys).values_list("object_id", "pk"))

    @cached_property
    def untranslated(self):
        """{(translation key, language): number of its texts without a translation in wagtail-localize}"""
        return untranslated_texts(list(self.sources))
