"""Panels of the edit form of an activity, in tabs."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from ..forms import ActivityForm, SessionForm


class SessionsPanel(InlinePanel):
    """Panel of sessions with `SessionForm`, which takes the activity's time zone as default."""

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"]["sessions"].update(form=SessionForm, inherit_kwargs=["zone"])
        return options


WHAT = [
    FieldPanel("title"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
    InlinePanel("languages", heading=_("Languages"), label=_("language"), panels=[FieldPanel("code")]),
    FieldPanel("themes", widget=CheckboxSelectMultiple),
    InlinePanel(
        "partners",
        heading=_("Partners"),
        label=_("partner"),
        panels=[FieldRowPanel([FieldPanel("organisation"), FieldPanel("role")])],
    ),
]
WHEN = [
    FieldPanel("time_zone", help_text=_("Times below are read on its clock, unless a session names another.")),
    SessionsPanel(
        "sessions",
        heading=_("Sessions"),
        label=_("session"),
        panels=[
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldPanel("time_zone"),
            FieldRowPanel([FieldPanel("place"), FieldPanel("join_url")]),
        ],
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]), FieldPanel("precision")],
        heading=_("Dates"),
        help_text=_("Left empty, they follow the sessions. A course that is always open has neither."),
    ),
    MultiFieldPanel(
        [FieldPanel("mode"), FieldRowPanel([FieldPanel("place"), FieldPanel("country")])], heading=_("Where")
    ),
]
ENROLMENT = [
    FieldPanel("access"),
    FieldRowPanel([FieldPanel("capacity"), FieldPanel("has_waiting_list")]),
    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
    FieldPanel("promotes_after_closing"),
]
COMPLETION = [
    FieldPanel("completion"),
    FieldRowPanel([FieldPanel("attendance_share"), FieldPanel("minimum_minutes")]),
    FieldPanel("expected_minutes"),
]
FIGURES = [
    FieldRowPanel([FieldPanel("action_line"), FieldPanel("plan")]),
    FieldPanel("is_training"),
    FieldPanel("parent"),
    FieldPanel("is_aggregate"),
    InlinePanel(
        "targets",
        heading=_("Targets"),
        label=_("target"),
        panels=[FieldRowPanel([FieldPanel("metric"), FieldPanel("value")])],
    ),
]

ACTIVITY_PANELS = TabbedInterface(
    [
        ObjectList(WHAT, heading=_("What")),
        ObjectList(WHEN, heading=_("When and where")),
        ObjectList(ENROLMENT, heading=_("Enrolment")),
        ObjectList(COMPLETION, heading=_("Completion")),
        ObjectList(FIGURES, heading=_("Figures")),
    ],
    base_form_class=ActivityForm,
)
