"""What every page of the site needs to be drawn."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from learning.people.claiming import person_of


def site(request):
    user = getattr(request, "user", None)
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "person": SimpleLazyObject(lambda: person_of(user)) if user else None,
        "is_demo": settings.DEMO,
    }
