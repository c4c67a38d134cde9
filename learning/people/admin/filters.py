import django_filters
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from ..models import Organisation, Person
from ..reference.places import Region

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def _choice(label, choices, **kwargs):
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **kwargs
    )


class OrganisationFilterSet(WagtailFilterSet):
    state = _choice(
        _("State"),
        [("proposed", _("Waiting to be confirmed")), ("confirmed", _("Confirmed")), ("merged", _("Counts as another"))],
        method="filter_state",
    )
    kind = _choice(_("Kind"), Organisation.Kind.choices)
    region = _choice(_("World region"), Region.choices)
    member = _choice(_("Member today"), YES_NO, method="filter_member")

    class Meta:
        model = Organisation
        fields = ["state", "kind", "region", "member"]

    def filter_state(self, organisations, name, value):
        if value == "merged":
            return organisations.exclude(merged_into=None)
        return organisations.canonical().filter(is_confirmed=value == "confirmed")

    def filter_member(self, organisations, name, value):
        members = Organisation.objects.members_on(timezone.localdate()).values("pk")
        return organisations.filter(pk__in=members) if value == "yes" else organisations.exclude(pk__in=members)


class PersonFilterSet(WagtailFilterSet):
    account = _choice(_("Has an account"), YES_NO, method="filter_account")
    language = _choice(_("Language"), settings.LANGUAGES)
    state = _choice(_("State"), [("merged", _("Counts as another")), ("erased", _("Erased"))], method="filter_state")

    class Meta:
        model = Person
        fields = ["account", "language", "state"]

    def filter_account(self, people, name, value):
        return people.filter(user__isnull=value == "no")

    def filter_state(self, people, name, value):
        return people.exclude(**{"merged_into" if value == "merged" else "erased_on": None})
