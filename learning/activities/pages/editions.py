"""What a new edition of an activity, or one made from it, takes over."""

from django.db import transaction

from ..models import ActivityLanguage, ActivityPartner

# Copied fields. Dates, sessions, status, targets and people are not copied.
CARRIED = (
    *("mode", "place", "country", "time_zone", "capacity", "has_waiting_list", "promotes_after_closing", "access"),
    *("completion", "attendance_share", "minimum_minutes", "expected_minutes"),
    *("parent_id", "action_line", "plan", "is_training"),
)


# Functions `carry(old, new)` that copy data of other apps, registered in their `apps.py`.
_carriers = []


def register(carry):
    if carry not in _carriers:
        _carriers.append(carry)


@transaction.atomic
def copy_rules(old, new):
    """Copy the fields and related rows of `old` to `new`, the activity of a copied page, and data of other apps.

    Returns `new`.
    """
    carry_over(old, new)
    for carry in _carriers:
        carry(old, new)
    return new


@transaction.atomic
def carry_over(old, new, names=CARRIED):
    """Copy the fields `names`, themes, languages and partners of `old` to `new`. Returns `new`.

    Nobody may be enrolled in `new` yet.
    """
    for name in names:
        setattr(new, name, getattr(old, name))
    new.themes.set(old.themes.all())
    new.save()
    new.languages.all().delete()
    ActivityLanguage.objects.bulk_create(
        ActivityLanguage(activity=new, code=language.code) for language in old.languages.all()
    )
    ActivityPartner.objects.bulk_create(
        ActivityPartner(activity=new, organisation_id=partner.organisation_id, role=partner.role)
        for partner in old.partners.all()
    )
    return new
