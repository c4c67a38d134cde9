import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from learning.core.admin_kit.strict_filters import StrictFilters

from ..models import Activity, DeclaredFigure


def years():
    found = DeclaredFigure.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, year) for year in found]


class DeclaredFigureFilterSet(WagtailFilterSet):
    year = django_filters.ChoiceFilter(label=_("Year"), choices=years, empty_label=_("All"), widget=forms.RadioSelect)
    metric = django_filters.ChoiceFilter(
        label=_("Metric"), choices=DeclaredFigure.Metric.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    activity = django_filters.ModelChoiceFilter(
        label=_("Activity"), queryset=Activity.objects.filter(declared_figures__isnull=False).distinct()
    )

    class Meta:
        model = DeclaredFigure
        fields = ["year", "metric", "activity"]


class DeclaredFigureIndexView(StrictFilters, generic.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("activity")


class DeclaredFigureCreateView(generic.CreateView):
    """Create a declared figure. With `?activity=<id>` the form starts with that activity and its year."""

    def get_initial_form_instance(self):
        asked = self.request.GET.get("activity", "")
        activity = Activity.objects.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
        if activity is None:
            return None
        year = activity.counts_membership_on and activity.counts_membership_on.year
        return DeclaredFigure(activity=activity, year=year)


class DeclaredFigureViewSet(ModelViewSet):
    """Admin of declared figures, which staff enter without the people behind them."""

    model = DeclaredFigure
    url_prefix = "declared-figures"
    icon = "openquote"
    index_view_class = DeclaredFigureIndexView
    add_view_class = DeclaredFigureCreateView
    filterset_class = DeclaredFigureFilterSet
    search_fields = ["unit", "label", "quote", "source", "activity__title"]
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("metric", label=_("Metric"), accessor="get_metric_display", sort_key="metric"),
        Column("audience", label=_("Audience"), accessor="audience"),
        Column("activity", label=_("Activity"), sort_key="activity__title"),
        Column("scope", label=_("Scope"), accessor="get_scope_display", sort_key="scope"),
        Column("source", label=_("Source")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("activity"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("year"), FieldPanel("metric")]),
                    FieldPanel("label"),
                    FieldRowPanel([FieldPanel("qualifier"), FieldPanel("value"), FieldPanel("unit")]),
                    FieldPanel("scope"),
                    FieldPanel("is_platform_metric"),
                ],
                heading=_("The figure"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("audience_en"), FieldPanel("audience_es"), FieldPanel("audience_fr")])],
                heading=_("Whom it counts, in words"),
            ),
            FieldPanel("covers", widget=forms.CheckboxSelectMultiple(attrs={"class": "scrolled-choices"})),
            MultiFieldPanel(
                [FieldPanel("quote"), FieldPanel("source"), FieldPanel("note")], heading=_("Where it is from")
            ),
        ]
    )
