"""Why a certificate was refused, in words for the officer or the holder."""

from django.utils.translation import gettext_lazy as _

from learning.activities.errors import Refused


class NotEarned(Refused):
    code, sentence = "not_earned", _("Nothing that this activity certifies has been done yet.")


class NoName(Refused):
    code, sentence = "no_name", _("A certificate needs a name: it has to be in the profile first.")


class SameName(Refused):
    code, sentence = "same_name", _("It has the name of your profile already.")


class AlreadyGiven(Refused):
    code, sentence = "already_given", _("There is a newer certificate in its place already.")


class NotStanding(Refused):
    code, sentence = "not_standing", _("This certificate no longer stands: there is nothing to take back.")
