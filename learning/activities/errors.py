"""Reasons for which an action on an activity or an enrolment is refused."""

from django.utils.translation import gettext_lazy as _

from learning.core.errors import BusinessError


class NotOpenYet(BusinessError):
    code, sentence = "opens_later", _("Enrolment has not opened yet.")


class Closed(BusinessError):
    code, sentence = "closed", _("Enrolment has closed.")


class Over(BusinessError):
    code, sentence = "past", _("This activity is over.")


class Cancelled(BusinessError):
    code, sentence = "cancelled", _("This activity was cancelled.")


class MembersOnly(BusinessError):
    code, sentence = "members_only", _("This activity is for member organisations. Yours is not a member on its day.")


class ByApplication(BusinessError):
    code, sentence = "by_application", _("People are chosen from applications.")


class ByInvitation(BusinessError):
    code, sentence = "by_invitation", _("This activity is by invitation.")


class Full(BusinessError):
    code, sentence = "full", _("All places are taken, and there is no waiting list.")


class NotEnrolled(BusinessError):
    code, sentence = "not_enrolled", _("Enrol first: then this can be kept for you.")


class TooFast(BusinessError):
    code, sentence = "too_fast", _("That is more of the recording than there was time to see.")


class NoOrganisation(BusinessError):
    code, sentence = "no_organisation", _("Enter the organisation that you represent.")


class StillAhead(BusinessError):
    code, sentence = "still_ahead", _("This session is still ahead: attendance is kept from its day on.")


class NotOver(BusinessError):
    code, sentence = "not_over", _("This activity is not over yet.")


class FiguresConfirmed(BusinessError):
    code = "figures_confirmed"
    sentence = _("Its figures are confirmed. A learning officer has to reopen them first.")


class ReopenFirst(FiguresConfirmed):
    """`FiguresConfirmed`, worded for users who may reopen the figures themselves."""

    sentence = _("Its figures are confirmed. Reopen them first.")


class NotBegun(BusinessError):
    code = "not_begun"
    sentence = _("Who came can be marked from half an hour before the session starts.")


class TooLate(BusinessError):
    code, sentence = "too_late", _("Its date has passed: nothing can be handed in any more.")


class AlreadyMarked(BusinessError):
    code, sentence = "already_marked", _("It is marked already, and stays as it is.")


class NothingHandedIn(BusinessError):
    code, sentence = "nothing_handed_in", _("There is nothing to hand in yet: write something, or choose a file.")


class Replaced(BusinessError):
    code = "replaced"
    sentence = _("It has been handed in anew since you opened it. Read the new version, then mark it.")


class OwnWork(BusinessError):
    code, sentence = "own_work", _("You can't mark your own work.")


class StillToMark(BusinessError):
    code, sentence = "still_to_mark", _("Give points for each criterion, from 0 to as many as it has.")
