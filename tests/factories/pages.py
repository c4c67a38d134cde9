from itertools import count

from django.contrib.auth.models import Group
from wagtail.models import Locale, PageViewRestriction

from courses.models import (
    CourseIndexPage,
    CoursePage,
    ExecutiveTrainingPage,
    LessonPage,
    Note,
    QuizPage,
    TrainingIndexPage,
)
from webinars.models import WebinarIndexPage, WebinarPage

numbers = count(1)


def _under(index, page):
    locale = Locale.objects.get(language_code="en")
    return index.objects.get(locale=locale).add_child(instance=page)


def make_course(title=None, lessons=0, **fields):
    """Return a live English course with `lessons` live lessons of 10 minutes."""
    number = next(numbers)
    course = _under(CourseIndexPage, CoursePage(title=title or f"Course {number}", slug=f"course-{number}", **fields))
    for _lesson in range(lessons):
        make_lesson(course)
    return course


def make_lesson(parent, title=None, minutes=10, **fields):
    number = next(numbers)
    parent.refresh_from_db()
    return parent.add_child(
        instance=LessonPage(title=title or f"Lesson {number}", slug=f"lesson-{number}", minutes=minutes, **fields)
    )


def make_quiz(parent, questions, title=None, minutes=10, **fields):
    """Return a live quiz of `questions`, [(type, value)] as the admin stores them."""
    number = next(numbers)
    parent.refresh_from_db()
    fields = {"title": title or f"Quiz {number}", "slug": f"quiz-{number}", "minutes": minutes, **fields}
    page = parent.add_child(instance=QuizPage(questions=questions, **fields))
    return QuizPage.objects.get(pk=page.pk)


def make_page_with(document):
    """Return a live, public webinar that links to `document`, so that everyone may download it."""
    return make_webinar(takeaways=f'<p><a linktype="document" id="{document.pk}">{document.title}</a></p>')


def make_note(person, lesson, text="Look at the soil first", **fields):
    """Return a note as it is stored from the page of `lesson`."""
    course = CoursePage.objects.ancestor_of(lesson).get()
    keys = {"step_key": lesson.translation_key, "course_key": course.translation_key}
    titles = {"title": lesson.title, "course_title": course.title}
    return Note.objects.create(person=person, text=text, **{**keys, **titles, **fields})


def make_webinar(title=None, **fields):
    number = next(numbers)
    return _under(WebinarIndexPage, WebinarPage(title=title or f"Webinar {number}", slug=f"webinar-{number}", **fields))


def make_training(title=None, model=ExecutiveTrainingPage, **fields):
    number = next(numbers)
    return _under(TrainingIndexPage, model(title=title or f"Training {number}", slug=f"training-{number}", **fields))


def make_private(page, *groups):
    """Restrict the page to members of `groups` (names), or without groups to logged-in readers.

    Returns the restriction.
    """
    kind = PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    restriction.groups.set(Group.objects.filter(name__in=groups))
    return restriction


def make_translation(page, code, **fields):
    """Return the page's live translation into the language `code`, with changed `fields`."""
    copy = page.copy_for_translation(Locale.objects.get(language_code=code))
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return copy
