"""What staff do with mail that was not sent: a page that asks, then the action for each mail."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from learning.core.admin_kit.chosen_rows import ChosenRowsAction

from ..delivery_state import WIPED, resend
from ..delivery_thread import wake_on_commit
from ..models import EmailStatus, OutgoingEmail
from .permissions import RESEND


class MailAction(ChosenRowsAction):
    """`act(mail)` is done to each chosen mail that `is_possible`, and returns whether it was."""

    models = [OutgoingEmail]
    template_name = "core/admin/mail_action.html"
    icon, permission = "mail", RESEND

    @classmethod
    def rows(cls, model):
        return model.objects.not_sent()

    def get_all_objects_in_listing_query(self, parent_id):
        return OutgoingEmail.objects.not_sent().values_list("pk", flat=True)

    @classmethod
    def execute_action(cls, objects, **kwargs):
        return sum(bool(cls.act(mail)) for mail in objects), 0


class SendAgain(MailAction):
    display_name, aria_label = _("Send again"), _("Send the selected mails again")
    action_type, action_priority = "send_again", 10
    question = _("Send these mails again? Where the state is “Perhaps sent”, it may arrive twice.")

    @classmethod
    def is_possible(cls, mail):
        return mail.can_be_resent

    @staticmethod
    def act(mail):
        return resend(mail)

    def get_success_message(self, num_parent_objects, num_child_objects):
        wake_on_commit()
        number = num_parent_objects
        return ngettext("%(number)d mail is sent again.", "%(number)d mails are sent again.", number) % {
            "number": number
        }


class TakeOffList(MailAction):
    display_name, aria_label = _("Take off the list"), _("Take the selected mails off the list")
    action_type, action_priority = "take_off_list", 20
    question = _("Take these mails off the list? They will not be sent.")
    classes = {"serious"}

    @classmethod
    def is_possible(cls, mail):
        return mail.status != EmailStatus.SENDING

    @staticmethod
    def act(mail):
        dropped = {"status": EmailStatus.DROPPED, "settled_at": timezone.now(), **WIPED}
        return OutgoingEmail.objects.filter(pk=mail.pk, status=mail.status).update(**dropped)

    def get_success_message(self, num_parent_objects, num_child_objects):
        number = num_parent_objects
        return ngettext("%(number)d mail is off the list.", "%(number)d mails are off the list.", number) % {
            "number": number
        }


ACTIONS = (SendAgain, TakeOffList)
