from django import forms
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..accounts.email_addresses import OwnAddressFieldMixin
from ..changes import change
from ..models import Gender, Person
from .audited_export import AuditedExport
from .choosers import matching_people
from .erasure import EraseView, erasing_buttons
from .filters import PersonFilterSet
from .merge import UnmergeView, merging_buttons
from .not_duplicates import PersonMergeView, SetApartPanel, UndoSettingApartView
from .status_labels import SaysWhatIsOdd, state_of

FIELDS = ["name", "email", "job_title", "organisation", "gender", "language", "time_zone", "external_id"]


class PersonForm(OwnAddressFieldMixin, SaysWhatIsOdd, WagtailAdminModelForm):
    """The address of someone with an account is changed by themselves, where it is confirmed by mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "gender" in self.fields:
            self.fields["gender"].choices = [*Gender.choices, ("", _("No answer"))]
        if self.instance.user_id:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("Of their account: only they can change it.")

    def save(self, commit=True):
        if self.instance.pk is None or not commit:
            return super().save(commit)
        return change(self.instance, [name for name in FIELDS if name in self.fields])


class PersonIndexView(AuditedExport, IndexView):
    filterset_class = PersonFilterSet
    search_fields = ["name", "email"]
    default_ordering = "name"
    list_export = ["name", "email", "job_title", "organisation", "account", "language", "state", "external_id"]
    export_headings = {"account": _("Account"), "state": _("State")}
    export_filename = "people"

    @cached_property
    def columns(self):
        return [
            self._get_title_column_class(TitleColumn)(
                "name",
                accessor=str,
                label=_("Name"),
                sort_key="name",
                get_url=lambda person: self.get_edit_url(person) or self.get_inspect_url(person),
            ),
            Column("email", label=_("E-mail address"), sort_key="email"),
            Column("organisation", label=_("Organisation"), sort_key="organisation__folded"),
            BooleanColumn("account", label=_("Account"), accessor=lambda person: person.user_id is not None),
            Column("language", label=_("Language"), accessor="get_language_display", sort_key="language"),
            Column("state", label=_("State"), accessor=state_of),
        ]

    def get_base_queryset(self):
        return Person.objects.select_related("organisation", "merged_into")

    def search_queryset(self, queryset):
        return matching_people(queryset, self.search_query) if self.is_searching else queryset

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        merging = merging_buttons(instance) if self.user_has_permission("change") else []
        return [*buttons, *merging, *erasing_buttons(instance, self.request.user)]

    def to_row_dict(self, person):
        values = [
            person.name,
            person.email,
            person.job_title,
            str(person.organisation or ""),
            person.user_id is not None,
            person.get_language_display(),
            state_of(person),
            person.external_id,
        ]
        return dict(zip(self.list_export, values, strict=True))


class PersonEditView(EditView):
    """Nobody writes a name back to someone who was erased."""

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if self.object.erased_on:
            return redirect(reverse("person:inspect", args=[self.object.pk]))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_more_buttons(self):
        own = erasing_buttons(self.object, self.request.user)
        return [*super().header_more_buttons, *merging_buttons(self.object), *own]


class PersonViewSet(ModelViewSet):
    model = Person
    name = "person"
    url_prefix = "persons"
    icon = "user"
    menu_label = _("Persons")
    index_view_class = PersonIndexView
    edit_view_class = PersonEditView
    inspect_view_enabled = True
    inspect_view_fields = [
        "name",
        "email",
        "job_title",
        "organisation",
        "language",
        "time_zone",
        "merged_into",
        "external_id",
    ]
    copy_view_enabled = False
    add_to_reference_index = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("email"), FieldPanel("external_id")]),
            FieldPanel("job_title"),
            FieldPanel("organisation"),
            FieldPanel("gender", permission="activities.see_people", widget=forms.RadioSelect),
            FieldRowPanel([FieldPanel("language"), FieldPanel("time_zone")]),
            SetApartPanel(),
        ],
        base_form_class=PersonForm,
    )

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"usage_url_name": "", "delete_url_name": "", **kwargs})

    def get_urlpatterns(self):
        return [
            *[pattern for pattern in super().get_urlpatterns() if pattern.name not in {"usage", "delete"}],
            path("<int:pk>/merge/", PersonMergeView.as_view(), name="merge"),
            path("<int:pk>/unmerge/", UnmergeView.as_view(model=Person), name="unmerge"),
            path("<int:pk>/set-apart/<int:other>/undo/", UndoSettingApartView.as_view(), name="undo_setting_apart"),
            path("<int:pk>/erase/", EraseView.as_view(), name="erase"),
        ]
