"""Personal data in notes: a person's own words, deleted on erasure."""

from django.utils.translation import gettext_lazy as _

from learning.people.privacy import personal_data

from ..models import Note


def register():
    personal_data.register(Note, "person", _("Your notes and kept pages"), is_deleted=True)
