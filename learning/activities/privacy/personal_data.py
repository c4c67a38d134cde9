"""Personal data of activities."""

from django.utils.translation import gettext_lazy as _

from learning.people.privacy import personal_data

from .. import models
from ..joint.merge_receivers import unjoin
from . import erased_moments

ACTIVITY = {"enrolment__activity": _("activity")}


def register():
    _register_enrolments()
    _register_evidence()
    _register_answers()
    who = "Says which of the staff did it; the account goes, and this is emptied."
    personal_data.explain(models.EnrolmentEvent, "by__person", who)
    personal_data.explain(models.EvidenceBatch, "added_by__person", who)
    personal_data.explain(models.Submission, "marked_by__person", who)


def _register_enrolments():
    copied = {
        "organisation_kind": _("kind of organisation"),
        "country": _("country"),
        "region": _("world region"),
        "is_member": _("of a member"),
        "gender": _("gender"),
    }
    personal_data.register(
        models.Enrolment,
        "person",
        _("What you enrolled in"),
        labels={"activity": _("activity"), **copied},
        leave_out=("merged_into", "own_facts", "tables_since"),
        cut=erased_moments.enrolment,
        own_values=lambda people: unjoin([person.pk for person in people]),
    )
    personal_data.register(
        models.EnrolmentEvent,
        "enrolment__person",
        _("Changes of your enrolments"),
        labels={**ACTIVITY, "status": _("status"), "at": _("when"), "reason": _("reason")},
        leave_out=("by",),
        erase={"reason": ""},
        cut=erased_moments.what_was_done("at"),
    )


def _register_evidence():
    personal_data.register(
        models.Presence,
        "enrolment__person",
        _("When you were there"),
        labels={
            **ACTIVITY,
            "session": _("session"),
            "mode": _("live or replay"),
            "source": _("known from"),
            "starts_at": _("from"),
            "ends_at": _("to"),
            "added_at": _("noted"),
            "withdrawn_at": _("taken back"),
        },
        leave_out=("batch",),
        along=("session__activity",),
    )
    seconds = {"length": _("length in seconds"), "stretches": _("seen, from and to in seconds")}
    personal_data.register(
        models.Viewing,
        "enrolment__person",
        _("Recordings you watched"),
        labels={
            **ACTIVITY,
            **seconds,
            "position": _("stopped at second"),
            "first_seen_at": _("first watched"),
            "last_seen_at": _("last watched"),
            "read_at": _("said you read the transcript"),
        },
        leave_out=("spare",),
        cut=erased_moments.what_was_done("first_seen_at", "last_seen_at", "read_at"),
    )
    personal_data.register(
        models.CompletedStep,
        "enrolment__person",
        _("Lessons you completed"),
        labels={**ACTIVITY, "minutes": _("minutes"), "completed_at": _("completed")},
        cut=erased_moments.what_was_done("completed_at"),
    )


def _register_answers():
    personal_data.register(
        models.Result,
        "enrolment__person",
        _("Your results"),
        labels={
            **ACTIVITY,
            "purpose": _("kind"),
            "score": _("points"),
            "out_of": _("of"),
            "taken_at": _("when"),
        },
        cut_to_days=("taken_at",),
    )
    personal_data.register(
        models.Submission,
        "enrolment__person",
        _("What you handed in"),
        labels={**ACTIVITY, "assignment": _("assignment"), "number": _("version")},
        leave_out=("marked_by", "result"),
        erase={"text": "", "file": "", "file_name": "", "feedback": ""},
        cut_to_days=("submitted_at", "marked_at"),
    )
    personal_data.register(
        models.Feedback,
        "enrolment__person",
        _("What you thought of activities"),
        labels={**ACTIVITY, "rating": _("rating"), "comment": _("comment"), "given_at": _("when")},
        erase={"comment": ""},
        cut_to_days=("given_at",),
    )
    personal_data.register(
        models.Consent,
        "person",
        _("What you agreed to"),
        labels={"purpose": _("to what"), "given_at": _("yes on"), "revoked_at": _("taken back on")},
        erase=erased_moments.of_consents(),
    )
