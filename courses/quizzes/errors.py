"""Errors of attempts: why one can't begin, or why an answer can't be saved."""

from django.utils.translation import gettext_lazy as _

from learning.core.errors import BusinessError


class QuizNotOpenYet(BusinessError):
    code, sentence = "opens_later", _("This quiz has not opened yet.")


class QuizClosed(BusinessError):
    code, sentence = "closed", _("This quiz has closed.")


class CoolDown(BusinessError):
    code, sentence = "cool_down", _("There is a pause before the next attempt.")


class NoneLeft(BusinessError):
    code, sentence = "none_left", _("There is no attempt left.")


class PassedAlready(BusinessError):
    code, sentence = "passed", _("You have passed this quiz already.")


class Empty(BusinessError):
    code, sentence = "empty", _("The questions are still being written.")


class TimeOver(BusinessError):
    code, sentence = "time_over", _("Time is over. What you had saved before counts; what came after doesn't.")


class HandedIn(BusinessError):
    code, sentence = "handed_in", _("This attempt has been handed in already.")
