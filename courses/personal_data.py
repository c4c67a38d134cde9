"""Personal data in courses: attempts and accommodations."""

from django.utils.translation import gettext_lazy as _

from learning.people.privacy import personal_data

from .models import Accommodation, Attempt


def register():
    activity = {"enrolment__activity": _("activity")}
    personal_data.register(
        Attempt,
        "enrolment__person",
        _("Your attempts at quizzes"),
        labels={
            **activity,
            "answers": _("your answers"),
            "saved_at": _("saved"),
            "was_late": _("time had run out"),
        },
        # The questions contain the right answers, also in an attempt that is still under way.
        leave_out=("questions", "language", "per_page", "pass_mark", "minutes"),
        erase={"answers": {}},
        cut_to_days=("started_at", "saved_at", "submitted_at", "deadline"),
    )
    personal_data.register(
        Accommodation,
        "enrolment__person",
        _("Extra time and attempts at quizzes"),
        labels={**activity, "given_at": _("given")},
        is_deleted=True,
    )
