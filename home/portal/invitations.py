"""Invitations by focal points: the activities in which the people of their organisation could enrol by themselves."""

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from learning.activities.choices import Status
from learning.activities.enrolment.state import enrolment_state_for
from learning.activities.forms.invitations import AddressesField
from learning.activities.labels import when
from learning.activities.pages.lookup import pages_of, readable

from ..catalogue import published

# As many e-mails as one action may send and one person may check.
MOST = 50
LONGEST = 10_000


def offered_to(organisation):
    """Return [(activity, its page)], the next activity first.

    The number of queries does not depend on the number of activities.
    """
    organisation.know_memberships()
    found = published(readable()).exclude(status=Status.CANCELLED)
    found = found.filter(Q(pk__in=found.upcoming().values("pk")) | Q(pk__in=found.any_time().values("pk")))
    listed = found.as_a_programme().with_seats().prefetch_related("sessions")
    open_to = [activity for activity in listed if enrolment_state_for(activity, None, organisation).can_enrol]
    pages = pages_of([activity.key for activity in open_to], get_language())
    return [(activity, pages[activity.key]) for activity in open_to if activity.key in pages]


class InvitationForm(forms.Form):
    """Form for the activity and the e-mail addresses. `offered` comes from `offered_to`."""

    activity = forms.ChoiceField(
        label=_("To what?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what you invite them to."),
            "invalid_choice": _("It can't be enrolled in any more. Choose another."),
        },
    )
    text = AddressesField(
        label=_("E-mail addresses of your colleagues"),
        max_length=LONGEST,
        most=MOST,
        rows=8,
        help_text=_("At most 50, pasted as they are, with any separators. You see the list before anything is sent."),
    )

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = {str(activity.key): (activity, page) for activity, page in offered}
        self.fields["activity"].choices = [
            (key, f"{page.title} · {when(activity)}") for key, (activity, page) in self.offered.items()
        ]

    @property
    def chosen(self):
        """Return (activity, page), once the form is valid."""
        return self.offered[self.cleaned_data["activity"]]
