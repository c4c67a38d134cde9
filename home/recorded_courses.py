"""Draft of a course made of a webinar's recording. It is in `home` because it joins courses with webinars."""

import math

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.coreutils import find_available_slug

from courses.models import CourseIndexPage, CoursePage, LessonPage
from learning.activities.choices import Kind
from learning.activities.models import Activity
from learning.activities.pages.editions import carry_over
from webinars.models import WebinarPage

# Facts that the course takes from the webinar: its audience and what it counts towards, not how it takes place.
CARRIED = ("access", "action_line", "plan", "is_training")
SLUG = "recording"


def recorded_pages(key):
    """Return the webinar's pages that show a recording, the main language first."""
    pages = WebinarPage.objects.filter(translation_key=key, alias_of=None).exclude(recording=None)
    return list(pages.select_related("recording", "locale").order_by("pk"))


def course_of(activity):
    """Return the page of the course that was made of the webinar of `activity`, or None."""
    keys = activity.children.filter(kind=Kind.COURSE).values("key")
    return CoursePage.objects.filter(translation_key__in=keys, alias_of=None).order_by("pk").first()


def may_make(user, pages):
    """Return whether `user` may edit the webinar's `pages` and add a course in their languages."""
    return bool(pages) and all(
        page.permissions_for_user(user).can_edit() and _index(page).permissions_for_user(user).can_add_subpage()
        for page in pages
    )


@transaction.atomic
def make_course(key, user):
    """Draft a course with one lesson: the recording of the webinar `key`, its speakers and takeaways.

    It has every language that has the recording. Returns its page in the main language, or the existing course.
    The activity of the course becomes a part of the webinar's. Raises PermissionDenied if `user` lacks the permissions.
    """
    webinar = Activity.objects.select_for_update().get(key=key)
    there = course_of(webinar)
    if there:
        return there
    pages = recorded_pages(key)
    if not may_make(user, pages):
        raise PermissionDenied
    main, lesson, minutes = None, None, _minutes(pages[0].recording)
    for page in pages:
        course = _draft(_index(page), _course(page), main, user)
        watch = _draft(course, _lesson(page, minutes), lesson, user)
        main, lesson = main or course, lesson or watch
    activity = carry_over(webinar, Activity.objects.get(key=main.translation_key), CARRIED)
    activity.expected_minutes = minutes
    # An activity that is the total of its parts would also count the course.
    activity.parent = None if webinar.is_aggregate else webinar
    activity.save()
    return main


def _index(page):
    return CourseIndexPage.objects.get(locale_id=page.locale_id)


def _draft(parent, page, translated, user):
    if translated:
        page.translation_key = translated.translation_key
    page.locale_id, page.live, page.owner = parent.locale_id, False, user
    page.slug = find_available_slug(parent, page.slug)
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    return page


def _course(page):
    return CoursePage(title=page.title, slug=page.slug, lead=page.lead, intro=page.intro, picture=page.picture)


def _lesson(page, minutes):
    with override(page.locale.language_code):
        link = format_html('<a linktype="page" id="{}">{}</a>', page.pk, page.title)
        body = [
            (
                "text",
                format_html(
                    "<p>{}</p>", format_html(_("This is the recording of the webinar {webinar}."), webinar=link)
                ),
            ),
            ("video", {"video": page.recording, "caption": ""}),
        ]
        if page.takeaways:
            body += [("heading", _("What to remember")), ("text", page.takeaways)]
        if page.speakers:
            body += [("heading", _("Speakers")), ("text", _speakers(page))]
        return LessonPage(title=_("Watch the recording"), slug=SLUG, minutes=minutes, body=body)


def _speakers(page):
    told = [
        (block.value["name"], ", ".join(filter(None, [block.value["job"], block.value["organisation"]])))
        for block in page.speakers
    ]
    return format_html("<ul>{}</ul>", format_html_join("", "<li><b>{}</b> {}</li>", told))


def _minutes(recording):
    """Return the length in minutes; 15 if the length is not entered."""
    return math.ceil(recording.seconds / 60) or 15
