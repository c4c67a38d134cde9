from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.people.canonical import counting_as
from learning.people.models import Person


class NoteQuerySet(models.QuerySet):
    def of(self, person):
        """Return the notes of a canonical person, including those of rows merged into it."""
        return self.filter(counting_as("person", person))


class Note(models.Model):
    """A private note of a person on a lesson: a page to come back to, a text, or both.

    Nobody else reads it: there is no permission for it and no admin page. It refers to the lesson by its translation
    key, so it is the same in every language and after every edit; when the lesson is removed, the note keeps its last
    title.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes")
    step_key = models.UUIDField()
    course_key = models.UUIDField()
    title = models.CharField(_("lesson"), max_length=255)
    course_title = models.CharField(_("course"), max_length=255)
    text = models.TextField(_("note"), blank=True)
    is_kept = models.BooleanField(_("kept page"), default=False)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    LONGEST = 5000

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-id"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "step_key"], name="one_note_per_person_and_lesson"),
            models.CheckConstraint(condition=~Q(text="") | Q(is_kept=True), name="note_keeps_something"),
        ]

    def __str__(self):
        return self.title
