"""Look-up of certificates by code."""

from .models import Certificate


def find(code):
    """Return the certificate of `code`, or None. Takes the same work for any code, also for "", which is none."""
    related = "enrolment__activity", "enrolment__person__merged_into__merged_into", "replacement"
    return Certificate.objects.filter(code=code).select_related(*related).first()


def latest(certificate):
    """Return the last certificate in the chain of replacements, or None if it was not replaced."""
    newest = getattr(certificate, "replacement", None)
    while newest is not None and hasattr(newest, "replacement"):
        newest = newest.replacement
    return newest
