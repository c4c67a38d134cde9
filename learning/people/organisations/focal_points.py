"""Focal points: who looks after the learning of an organisation's people."""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from wagtail.log_actions import get_active_log_context

from .. import audit_log
from ..canonical import canonical_id, counting_as
from ..models import FocalPoint, Organisation


def organisations_of(person):
    """The canonical organisations that the canonical `person` looks after, by name. One query."""
    given = FocalPoint.objects.filter(counting_as("person", person))
    given = given.select_related("organisation__merged_into__merged_into")
    bodies = {focal_point.organisation.canonical for focal_point in given}
    return sorted(bodies, key=lambda body: body.folded)


def organisation_of(person, uuid):
    """The one with `uuid`, or the one that it counts as by now; None where `person` doesn't look after it."""
    bodies = {body.uuid: body for body in organisations_of(person)}
    if uuid in bodies or not bodies:
        return bodies.get(uuid)
    merged = Organisation.objects.exclude(merged_into=None).select_related("merged_into__merged_into")
    found = merged.filter(uuid=uuid).first()
    return found and bodies.get(found.canonical.uuid)


def is_focal_point():
    """The condition that the account of a query is a focal point's, merged rows of its person included."""
    own = Coalesce(
        OuterRef("person__merged_into__merged_into"), OuterRef("person__merged_into"), OuterRef("person__pk")
    )
    return Exists(FocalPoint.objects.annotate(counts_as=canonical_id("person")).filter(counts_as=own))


@contextmanager
def log_focal_point_changes(organisation, by):
    """Around saving an organisation with its focal points: who became one of them, and who is one no longer."""
    with transaction.atomic():
        before = _people_of(organisation)
        yield
        after = _people_of(organisation)
        for taken_away, changed in ((False, after - before), (True, before - after)):
            for person in sorted(changed):
                _record(by, person, organisation.pk, taken_away)


def _people_of(organisation):
    found = FocalPoint.objects.filter(organisation=organisation.pk) if organisation.pk else FocalPoint.objects.none()
    return set(found.values_list("person", flat=True))


def on_person_changed(sender, person, organisation_before, **kwargs):
    """End the role of a focal point who leaves the organisation; their role for other organisations stays."""
    left = organisation_before and organisation_before.canonical
    if left is None or (person.organisation and person.organisation.canonical == left):
        return
    ended = FocalPoint.objects.filter(counting_as("person", person.canonical), counting_as("organisation", left))
    for focal_point in ended:
        _record(get_active_log_context().user, focal_point.person_id, focal_point.organisation_id, True)
        focal_point.delete()


def _record(by, person, organisation, taken_away):
    """As `audit_log.on_roles_changed` keeps the roles of accounts; a focal point may have no account yet."""
    details = {"focal_point_of": organisation, "taken_away": taken_away}
    audit_log.record_of(audit_log.Action.ROLE_CHANGED, by, "people.person", person, details=details)
