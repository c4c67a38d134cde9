"""Settings > Users: an account is an address, whether it is open, and its roles."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.users.views.users import CreateView, EditView, IndexView, UserColumn, UserViewSet

from learning.core.admin_kit.strict_filters import StrictFilters

from ..accounts.forms import ForgottenPasswordForm
from .account_form import AccountForm


class AccountIndexView(StrictFilters, IndexView):
    search_fields = ["email", "person__name"]

    @cached_property
    def columns(self):
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            self._get_title_column_class(UserColumn)(
                "name", accessor="get_full_name", label=_("Name"), get_url=self.get_edit_url
            ),
            Column("email", label=_("E-mail address"), sort_key="email"),
            Column("roles", label=_("Roles"), accessor=_roles),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last login"), sort_key="last_login"),
        ]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("person").prefetch_related("groups")


def _roles(user):
    roles = [group.name for group in user.groups.all()]
    return ", ".join([str(_("May do everything")), *roles] if user.is_superuser else roles)


class MadeBy:
    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("editing_self", None)
        return {**kwargs, "by": self.request.user}


class AccountCreateView(MadeBy, CreateView):
    """The new account's owner gets a link to choose a password."""

    success_message = _("An account for %(object)s is made, and a link to choose a password is on its way to it.")

    def save_instance(self):
        user = super().save_instance()
        form = ForgottenPasswordForm({"email": user.email})
        if form.is_valid():
            form.save(self.request)
        return user


class AccountEditView(MadeBy, EditView):
    """Superusers are edited by superusers alone."""

    def dispatch(self, request, *args, **kwargs):
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AccountViewSet(UserViewSet):
    ordering = "email"
    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    create_template_name = "wagtailadmin/generic/form.html"
    edit_template_name = "wagtailadmin/generic/edit.html"
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return AccountForm
