"""All notes of a person by course, with the current titles and addresses."""

from dataclasses import dataclass, field

from learning.activities.pages.lookup import best_for, path_of, speaking_of
from learning.people.names import fold

from ..models import Note


@dataclass(frozen=True)
class NotedLesson:
    """A note and its lesson. For a removed lesson `url` is "" and `title` is its last title."""

    note: Note
    title: str
    url: str
    language: str
    place: str


@dataclass
class Course:
    title: str
    url: str
    language: str
    lines: list = field(default_factory=list)


def listed(person, language, words=""):
    """Return [Course] of `person`'s notes that contain all of `words`, whatever case and accents. Three queries.

    The course with the latest note comes first.
    """
    notes = list(Note.objects.of(person))
    pages = speaking_of({key for note in notes for key in (note.step_key, note.course_key)})
    courses = {}
    for note in notes:
        line = _line(note, pages.get(note.step_key), language)
        course = _course(note, pages.get(note.course_key), language)
        if _has(words, note.text, line.title, note.title, course.title):
            courses.setdefault(note.course_key, course).lines.append(line)
    for course in courses.values():
        course.lines.sort(key=lambda line: line.place)
    return list(courses.values())


def _line(note, pages, language):
    """Return the NotedLesson. `place` sorts by the order of the course, removed lessons last."""
    if not pages:
        return NotedLesson(note, note.title, "", "", "~")
    page = best_for(pages, language)
    return NotedLesson(note, page.title, path_of(page, language), page.locale.language_code, pages[0].path)


def _course(note, pages, language):
    if not pages:
        return Course(note.course_title, "", "")
    page = best_for(pages, language)
    return Course(page.title, path_of(page, language), page.locale.language_code)


def _has(words, *texts):
    everything, asked = fold(" ".join(texts)), fold(words).split()
    return bool(asked or not words) and all(word in everything for word in asked)
