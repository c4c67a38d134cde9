"""Note actions. A note without text and mark is deleted."""

from django.db import transaction

from learning.people.models import Person

from ..models import Note


@transaction.atomic
def write(person, lesson, course, text):
    """Set the text of `person`'s note on `lesson` of `course`; "" removes it. Return the note or None."""
    return _change(_note_on(person, lesson, course), text=text)


@transaction.atomic
def keep(person, lesson, course, is_kept):
    """Keep the page of `lesson` for `person`, or stop keeping it. Return the note or None."""
    return _change(_note_on(person, lesson, course), is_kept=is_kept)


@transaction.atomic
def edit(note, *, text, is_kept):
    return _change(Note.objects.select_for_update().get(pk=note.pk), text=text, is_kept=is_kept)


def remember_titles(gone):
    """Store the last title of removed lessons in the notes on them, in the language of the note's author.

    `gone` is [(key, language, title, live since)].
    """
    for key, language, title, _live_since in gone:
        Note.objects.filter(step_key=key, person__language=language).update(title=title)


def _note_on(person, lesson, course):
    """Return the person's note on `lesson` with the current titles, or a new note that is not saved yet.

    The person's row is locked: two requests at once make one note, and the person is not erased meanwhile.
    """
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    found = Note.objects.select_for_update(of=("self",)).of(person).filter(step_key=lesson.key).order_by("id").first()
    note = found or Note(person=person, step_key=lesson.key)
    note.course_key, note.title, note.course_title = course.translation_key, lesson.title, course.title
    return note


def _change(note, **fields):
    """Set `fields` and save. Return the note, or None if nothing is left in it and it was deleted."""
    for name, value in fields.items():
        setattr(note, name, value)
    if note.text or note.is_kept:
        note.save()
        return note
    if note.pk:
        note.delete()
    return None
