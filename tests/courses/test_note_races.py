"""Race of notes: simultaneous requests make one note."""

import pytest

from courses.models import LessonPage, Note
from courses.notes import actions as note_actions
from courses.progress import editions_of, outline_of
from tests.activities.enrolment.test_races import at_once
from tests.factories import make_course, make_person

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_twenty_simultaneous_writes_and_keeps_make_one_note():
    course, person = make_course(lessons=1), make_person()
    key = LessonPage.objects.get().translation_key
    lesson = outline_of(list(editions_of(course.translation_key)), "en").find(key)

    def press(number):
        if number % 2:
            note_actions.keep(person, lesson, course, True)
        else:
            note_actions.write(person, lesson, course, "Soil")

    assert at_once(press, range(20)) == []
    assert list(Note.objects.values_list("text", "is_kept")) == [("Soil", True)]
