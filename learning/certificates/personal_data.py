"""Personal data in certificates."""

from django.utils.translation import gettext_lazy as _

from learning.people.privacy import personal_data

from .models import Certificate


def register():
    """Register the model. Erasure empties the row but keeps it, so that its code is answered with "holder erased"."""
    personal_data.register(
        Certificate,
        "enrolment__person",
        _("Your certificates"),
        labels={"enrolment__activity": _("activity"), "issued_at": _("issued")},
        leave_out=("replaces", "told_at", "revoked_by", "reason"),
        erase={"holder": "", "facts": {}, "reason": ""},
        cut_to_days=("issued_at", "told_at", "revoked_at", "replaced_at"),
    )
