from django.urls import reverse
from wagtail.admin.ui.tables import Column, TitleColumn


class ActivityColumn(TitleColumn):
    """The activity, with its kind and when it was beneath: numbers need the room."""

    cell_template_name = "reports/admin/activity_cell.html"


class RuledColumn(Column):
    """A column whose head leads to the rule that makes its figures."""

    header_template_name = "reports/admin/ruled_header.html"

    def __init__(self, name, definition, **kwargs):
        super().__init__(name, label=definition.name, **kwargs)
        self.definition = definition

    def get_header_context_data(self, parent_context):
        context = super().get_header_context_data(parent_context)
        return {**context, "rule_url": f"{reverse('reports:rules')}#{self.definition.code}"}


class FigureColumn(RuledColumn):
    """A number that opens the people behind it, for those who may see them."""

    cell_template_name = "reports/admin/figure_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        if context["raw_value"] and parent_context["table"].sees_people:
            scope = parent_context["table"].scope.narrowed(activity=instance.pk)
            context["url"] = f"{reverse('reports:people')}?{scope.urlencode(measure=self.name)}"
        return context
