"""Reports > Mail not sent."""

import django_filters
from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from learning.core.admin_kit.row_actions import row_actions
from learning.core.admin_kit.strict_filters import StrictFilters

from ..models import EmailStatus, OutgoingEmail, Reason
from ..purposes import label_of
from .actions import ACTIONS
from .permissions import RESEND, SEE

SHOWN = [EmailStatus.QUEUED, EmailStatus.FAILED, EmailStatus.EXPIRED, EmailStatus.UNCERTAIN]


class NotSentFilterSet(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=[(one.value, one.label) for one in SHOWN], widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = OutgoingEmail
        fields = ["status"]


def why(mail):
    """The reason as a sentence; a mail that no process has tried yet has none."""
    if not mail.reason:
        return _("It waits for its turn.") if mail.status == EmailStatus.QUEUED else _("It could not be sent in time.")
    return Reason(mail.reason).label


def _moment(name):
    return lambda mail: date_format(localtime(getattr(mail, name)), "SHORT_DATETIME_FORMAT")


class NotSentView(StrictFilters, IndexView):
    """Mail that was given up or waits for longer than it should. Its text is shown to nobody."""

    model = OutgoingEmail
    page_title = _("Mail not sent")
    header_icon = "mail"
    template_name = "core/admin/not_sent.html"
    index_url_name = "mail_not_sent"
    index_results_url_name = "mail_not_sent_results"
    filterset_class = NotSentFilterSet
    any_permission_required = None
    permission_required = "view"
    search_fields = ["to", "subject"]
    default_ordering = "-created_at"
    paginate_by = 50

    def get_base_queryset(self):
        return OutgoingEmail.objects.not_sent()

    @cached_property
    def can_resend(self):
        return self.request.user.has_perm(RESEND)

    @cached_property
    def header_buttons(self):
        return []

    def get_list_buttons(self, instance):
        if not self.can_resend:
            return []
        label = _("What to do with the mail to %(address)s") % {"address": instance.to}
        return row_actions(ACTIONS, instance, back=reverse("mail_not_sent"), label=label)

    @cached_property
    def columns(self):
        columns = [
            self._get_title_column_class(TitleColumn)(
                "to",
                label=_("To"),
                accessor="to",
                sort_key="to",
                get_url=lambda mail: None,
                get_title_id=lambda mail: f"outgoingemail_{mail.pk}_title",
            ),
            Column("purpose", label=_("Mail"), accessor=lambda mail: label_of(mail.purpose) or mail.subject),
            StatusTagColumn("status", label=_("State"), accessor="get_status_display", sort_key="status"),
            Column("why", label=_("Why"), accessor=why),
            Column("last_error", label=_("Answer of the mail server"), accessor="last_error"),
            Column("created_at", label=_("Written"), accessor=_moment("created_at"), sort_key="created_at"),
            Column("attempts", label=_("Tries"), accessor="attempts", sort_key="attempts"),
        ]
        if self.can_resend:
            columns.insert(0, BulkActionsCheckboxColumn("bulk_actions", obj_type="outgoingemail"))
        return columns


class NotSentMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(SEE)


def menu_item():
    return NotSentMenuItem(
        NotSentView.page_title, reverse("mail_not_sent"), name="mail-not-sent", icon_name="mail", order=1150
    )
