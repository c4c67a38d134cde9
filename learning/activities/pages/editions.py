"""What a new edition of an activity, or one made from it, takes over."""

from django.db import transaction

from ..models import ActivityLanguage, ActivityPartner

# What it is and for whom. Its dates, sessions, status, targets and people are its own.
CARRIED = (
    *("mode", "place", "country", "time_zone", "capacity", "has_waiting_list", "promotes_after_closing", "access"),
    *("completion", "attendance_share", "minimum_minutes", "expected_minutes"),
    *("parent_id", "action_line", "plan", "is_training"),
)


# What else goes along, `carry(old, new)`: each app registers its own in `apps.py`.
_carriers = []


def register(carry):
    if carry not in _carriers:
        _carriers.append(carry)


@transaction.atomic
def copy_rules(old, new):
    """Give `new`, the activity of a copied page, all that `old` is, with what other apps keep of it. Returns `new`."""
    carry_over(old, new)
    for carry in _carriers:
        carry(old, new)
    return new


@transaction.atomic
def carry_over(old, new, names=CARRIED):
    """Give `new`, an activity nobody is enrolled in yet, what `old` is: its fields `names`, themes, languages and
    partners. Returns it."""
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
