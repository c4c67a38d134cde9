"""All notes of a person by course, with the current titles and addresses."""

from dataclasses import dataclass, field

from learning.activities.pages.lookup import best_for, path_of, speaking_of
from learning.people.names import fold

from ..models import Note


@dataclass(frozen=True)
class NotedLesson:
    """A note and where its lesson is now: `url` is "" for one that is gone, and `title` then the one it had."""

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
    """[Course] of `person`'s notes that have all of `words` somewhere, whatever case and accents; the one noted in last
    comes first. Three queries, however many notes.
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
    """In the order of the course; what is gone comes last."""
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
