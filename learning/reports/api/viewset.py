"""Settings > Reporting API: tokens made, shown once, revoked."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from . import tokens
from .forms import TokenForm
from .models import Token


class TokenIndexView(generic.IndexView):
    """A token that still opens something leads to the page that revokes it."""

    @cached_property
    def columns(self):
        return [
            self._get_title_column_class(TitleColumn)(
                "name", label=_("What it is for"), get_url=self.get_edit_url, sort_key="name"
            ),
            Column("start", label=_("Begins with"), accessor=lambda token: f"{token.start}…"),
            Column("may_read", label=_("May read"), accessor="may_read"),
            Column("state", label=_("State"), accessor="state"),
            DateColumn("expires_at", label=_("Ends"), sort_key="expires_at"),
            Column("last_used_on", label=_("Last used"), sort_key="last_used_on"),
            Column("made_by", label=_("Made by"), accessor=lambda row: row.made_by and row.made_by.get_full_name()),
        ]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("made_by__person")

    def get_edit_url(self, instance):
        may = instance.is_standing and self.request.user.has_perm("api.change_token")
        return reverse("token:revoke", args=[instance.pk]) if may else None

    def get_list_more_buttons(self, instance):
        address = self.get_edit_url(instance)
        return [Button(_("Revoke"), url=address, icon_name="cross")] if address else []


@method_decorator(sensitive_variables("secret"), name="form_valid")
class TokenCreateView(generic.CreateView):
    """The secret is in the answer to the form and nowhere else: not in a session, not in a log."""

    def form_valid(self, form):
        told = form.cleaned_data
        token, secret = tokens.make(told["name"], told["scopes"], form.expires_at, self.request.user)
        context = {**self.get_context_data(form=form), "token": token, "secret": secret}
        return TemplateResponse(self.request, "reports/admin/token_made.html", context)


class RevokeTokenView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Revoke")
    header_icon = "key"
    template_name = "reports/admin/token_revoke.html"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("api.change_token"):
            raise PermissionDenied
        self.token = get_object_or_404(Token, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        tokens.revoke(self.token, request.user)
        messages.success(request, _("“%(token)s” opens nothing any more.") % {"token": self.token})
        return redirect("token:index")

    def get_page_subtitle(self):
        return str(self.token)

    def get_breadcrumbs_items(self):
        back = {"url": reverse("token:index"), "label": TokenViewSet.menu_label}
        return [*super().get_breadcrumbs_items(), back, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(token=self.token, **kwargs)


class TokenViewSet(ModelViewSet):
    model = Token
    url_prefix = "reporting-tokens"
    icon = "key"
    menu_label = _("Reporting API")
    menu_name = "reporting-tokens"
    menu_order = 610
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = inspect_view_enabled = False
    index_view_class = TokenIndexView
    add_view_class = TokenCreateView
    search_fields = ["name", "start"]

    def get_form_class(self, for_update=False):
        return TokenForm

    def get_urlpatterns(self):
        """Nothing is edited or deleted: a token is made and, in time, revoked."""
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in {"index", "index_results", "add"}]
        return [*kept, path("<int:pk>/revoke/", RevokeTokenView.as_view(), name="revoke")]


token_viewset = TokenViewSet()
