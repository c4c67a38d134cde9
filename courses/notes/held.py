"""What notes hold about a person: their own words, which go with them."""

from django.utils.translation import gettext_lazy as _

from learning.people import holdings

from ..models import Note


def register():
    holdings.register(Note, "person", _("Your notes and kept pages"), is_deleted=True)
