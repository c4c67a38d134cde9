"""Rate limit for readers who try one code after the other.

Codes of 140 bits cannot be guessed; the limit only saves work. It is therefore counted per process and without a query.
"""

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
        # The minute ended between the two calls, or the cache is not available: no reader is refused because of that.
        return False
