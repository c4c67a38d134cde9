"""Business errors of certificates: why an action was refused, in words for the officer or the holder."""

from django.utils.translation import gettext_lazy as _

from learning.core.errors import BusinessError


class NotEarned(BusinessError):
    code, sentence = "not_earned", _("Nothing that this activity certifies has been done yet.")


class NoName(BusinessError):
    code, sentence = "no_name", _("A certificate needs a name: it has to be in the profile first.")


class SameName(BusinessError):
    code, sentence = "same_name", _("It has the name of your profile already.")


class AlreadyGiven(BusinessError):
    code, sentence = "already_given", _("There is a newer certificate in its place already.")


class NotStanding(BusinessError):
    code, sentence = "not_standing", _("This certificate is no longer valid, so it can't be revoked.")
