"""Choosing an organisation or a person in a form of the admin: only rows that count as themselves."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from ..models import Organisation, Person


def matching_people(people, text):
    for word in text.split()[:8]:
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return people


def matching_organisations(organisations, text):
    return organisations.filter(pk__in=Organisation.objects.having_words(text).values("pk"))


class WordsForm(BaseFilterForm):
    q = forms.CharField(label=_("Search term"), required=False, widget=forms.TextInput())
    match = None

    def filter(self, objects):
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        return type(self).match(objects, self.search_query) if self.is_searching else objects


class OrganisationWordsForm(WordsForm):
    match = staticmethod(matching_organisations)


class PersonWordsForm(WordsForm):
    match = staticmethod(matching_people)


class ForThoseWhoMaySee:
    """Wagtail shows a chooser to everyone who may enter the admin; these lists need the permission to see them."""

    permission = ""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class OfOrganisations(ForThoseWhoMaySee):
    permission = "people.view_organisation"
    filter_form_class = OrganisationWordsForm

    def get_object_list(self):
        return super().get_object_list().canonical()

    @property
    def columns(self):
        return [
            *super().columns,
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("country", label=_("Country"), accessor="get_country_display"),
        ]


class OfPeople(ForThoseWhoMaySee):
    permission = "people.view_person"
    filter_form_class = PersonWordsForm

    def get_object_list(self):
        return super().get_object_list().canonical().filter(erased_on=None).select_related("organisation")

    @property
    def columns(self):
        return [
            *super().columns,
            Column("email", label=_("E-mail address")),
            Column("organisation", label=_("Organisation")),
        ]


class ChooseOnly(ChooserViewSet):
    """Nothing is made in the chooser: that has pages of its own."""

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


def _chooser(model, mixin, **words):
    """A chooser whose four views all ask for the permission."""
    views = {
        "choose_view_class": ChooseView,
        "choose_results_view_class": ChooseResultsView,
        "chosen_view_class": ChosenView,
        "chosen_multiple_view_class": ChosenMultipleView,
    }
    lists = {"choose_view_class", "choose_results_view_class"}
    asked = type("Guarded", (ForThoseWhoMaySee,), {"permission": mixin.permission})
    made = {name: type(view.__name__, (mixin if name in lists else asked, view), {}) for name, view in views.items()}
    return ChooseOnly(f"{model._meta.model_name}_chooser", model=model, per_page=20, **made, **words)


organisation_chooser = _chooser(
    Organisation,
    OfOrganisations,
    icon="site",
    choose_one_text=_("Choose an organisation"),
    choose_another_text=_("Choose another organisation"),
    edit_item_text=_("Edit this organisation"),
)
person_chooser = _chooser(
    Person,
    OfPeople,
    icon="user",
    choose_one_text=_("Choose a person"),
    choose_another_text=_("Choose another person"),
    edit_item_text=_("Edit this person"),
)
