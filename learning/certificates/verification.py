"""What whoever holds a code is told."""

from .models import Certificate


def find(code):
    """The certificate of `code`, or None; it takes the same work for any code, also for "" that can be none."""
    related = "enrolment__activity", "enrolment__person__merged_into__merged_into", "replacement"
    return Certificate.objects.filter(code=code).select_related(*related).first()


def latest(certificate):
    """The one that stands at the end of replacements, or None where none came after it."""
    newest = getattr(certificate, "replacement", None)
    while newest is not None and hasattr(newest, "replacement"):
        newest = newest.replacement
    return newest
