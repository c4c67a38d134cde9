from allauth.account.models import EmailAddress
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .. import audit_log
from ..accounts.email_addresses import OwnAddressFieldMixin
from ..models import User


class AccountForm(OwnAddressFieldMixin, forms.ModelForm):
    """An account as administrators see it. Only a superuser makes superusers, and nobody shuts themselves out.

    A new address counts once its owner has confirmed it; passwords are chosen by their owners.
    """

    required_css_class = "required"

    class Meta:
        model = User
        fields = ["email", "is_active", "is_superuser", "groups"]
        labels = {"is_superuser": _("May do everything"), "groups": _("Roles")}
        help_texts = {
            "is_active": _("An account that is not active can't log in."),
            "is_superuser": _("Whatever their roles."),
            "groups": "",
        }
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        if not by.is_superuser or by == self.instance:
            del self.fields["is_superuser"]
        if by == self.instance:
            del self.fields["is_active"]

    def clean_email(self):
        email = super().clean_email()
        others = EmailAddress.objects.filter(email__iexact=email, verified=True).exclude(user_id=self.instance.pk)
        if others.exists() or User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another account has this address."))
        return email

    @transaction.atomic
    def save(self, commit=True):
        if self.instance.pk is None:
            self.instance.set_unusable_password()
        user = super().save(commit)
        if commit and "is_superuser" in self.changed_data:
            audit_log.record(audit_log.Action.ROLE_CHANGED, self.by, user, details={"superuser": user.is_superuser})
        if commit and not EmailAddress.objects.filter(user=user, email=user.email).exists():
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
        return user
