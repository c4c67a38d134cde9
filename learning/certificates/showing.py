"""The certificates that a page about an activity shows to their holder."""

from .models import Certificate


def shown_to(standing, activity):
    """Of who stands so: those that are valid or were until they expired. One query for who can have one by now."""
    enrolment = standing.enrolment
    if enrolment is None or not (enrolment.completed_at or (enrolment.participated_on and activity.is_over)):
        return []
    return list(Certificate.objects.standing().filter(enrolment=enrolment).exclude(holder=""))
