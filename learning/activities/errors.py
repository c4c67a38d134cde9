"""Why a deed was refused, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """`code` names the reason for code and templates; `sentence` says it to people."""

    code = "refused"
    sentence = _("This can't be done.")

    def __str__(self):
        return str(self.sentence)


class NotOpenYet(Refused):
    code, sentence = "opens_later", _("Enrolment has not opened yet.")


class Closed(Refused):
    code, sentence = "closed", _("Enrolment has closed.")


class Over(Refused):
    code, sentence = "past", _("This activity is over.")


class Cancelled(Refused):
    code, sentence = "cancelled", _("This activity was cancelled.")


class MembersOnly(Refused):
    code, sentence = "members_only", _("This activity is for member organisations. Yours is not a member on its day.")


class ByApplication(Refused):
    code, sentence = "by_application", _("People are chosen from applications.")


class ByInvitation(Refused):
    code, sentence = "by_invitation", _("This activity is by invitation.")


class Full(Refused):
    code, sentence = "full", _("All places are taken, and there is no waiting list.")


class NotEnrolled(Refused):
    code, sentence = "not_enrolled", _("Enrol first: then this can be kept for you.")


class TooFast(Refused):
    code, sentence = "too_fast", _("That is more of the recording than there was time to see.")


class NoOrganisation(Refused):
    code, sentence = "no_organisation", _("Say which organisation you come for.")


class StillAhead(Refused):
    code, sentence = "still_ahead", _("This session is still ahead: attendance is kept from its day on.")


class NotOver(Refused):
    code, sentence = "not_over", _("This activity is not over yet.")


class FiguresConfirmed(Refused):
    code = "figures_confirmed"
    sentence = _("Its figures are confirmed. A learning officer has to reopen them first.")


class ReopenFirst(FiguresConfirmed):
    """For those who may."""

    sentence = _("Its figures are confirmed. Reopen them first.")


class NotBegun(Refused):
    code = "not_begun"
    sentence = _("Who came can be marked from half an hour before the session starts.")


class TooLate(Refused):
    code, sentence = "too_late", _("Its date has passed: nothing can be handed in any more.")


class AlreadyMarked(Refused):
    code, sentence = "already_marked", _("It is marked already, and stays as it is.")


class NothingHandedIn(Refused):
    code, sentence = "nothing_handed_in", _("There is nothing to hand in yet: write something, or choose a file.")


class Replaced(Refused):
    code = "replaced"
    sentence = _("It has been handed in anew since you opened it. Read the new version, then mark it.")


class OwnWork(Refused):
    code, sentence = "own_work", _("Nobody marks their own work.")


class StillToMark(Refused):
    code, sentence = "still_to_mark", _("Give points for each criterion, from 0 to as many as it has.")
