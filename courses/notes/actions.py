"""Note actions. A note without text and mark is deleted."""

from django.db import transaction

from learning.people.models import Person

from ..models import Note


@transaction.atomic
def write(person, lesson, course, text):
    """Put `text` in the place of what `person` noted on `lesson`, of `course`; "" takes it away."""
    return _change(_note_on(person, lesson, course), text=text)


@transaction.atomic
def keep(person, lesson, course, is_kept):
    """Keep the page of `lesson` among those `person` comes back to, or no longer."""
    return _change(_note_on(person, lesson, course), is_kept=is_kept)


@transaction.atomic
def edit(note, *, text, is_kept):
    return _change(Note.objects.select_for_update().get(pk=note.pk), text=text, is_kept=is_kept)


def remember_titles(gone):
    """Notes on lessons that went keep the title they last had in the language of who wrote them.

    `gone` is [(key, language, title, live since)].
    """
    for key, language, title, _live_since in gone:
        Note.objects.filter(step_key=key, person__language=language).update(title=title)


def _note_on(person, lesson, course):
    """Theirs on it, with both titles as they are now, or a new one that isn't saved yet.

    The person's row is the lock: pressed twice it is one note, and nobody is erased meanwhile.
    """
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    found = Note.objects.select_for_update(of=("self",)).of(person).filter(step_key=lesson.key).order_by("id").first()
    note = found or Note(person=person, step_key=lesson.key)
    note.course_key, note.title, note.course_title = course.translation_key, lesson.title, course.title
    return note


def _change(note, **fields):
    """Returns the note, or None where nothing is left of it."""
    for name, value in fields.items():
        setattr(note, name, value)
    if note.text or note.is_kept:
        note.save()
        return note
    if note.pk:
        note.delete()
    return None
