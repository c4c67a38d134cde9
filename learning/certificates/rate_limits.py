"""Who asks for one code after the other is stopped. That nobody guesses one is a matter of its 140 bits; this is about our
work, so that each process counts for itself and no query is spent on it."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache

A_MINUTE = 60
AT_MOST = 60


def asks_too_often(request):
    key = f"certificates:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, A_MINUTE)
    try:
        return cache.incr(key) > AT_MOST
    except ValueError:
        # The minute was over just now, or the cache is away: nobody is refused for that.
        return False
