"""The cache in two tiers: one that all processes share, and a quick one."""

import logging

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache

logger = logging.getLogger(__name__)
API_THROTTLE = "api-throttle"
# Beginnings of the keys that all processes share.
SHARED = ("allauth", API_THROTTLE)


def cache_settings(redis_url):
    """Django's CACHES. What allauth and the API count is shared by all processes: in the database where there is no Redis."""
    redis = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": redis_url,
        # A server that is away or silent must not keep readers waiting.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    database = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # Far above what a flood of addresses makes in five minutes: nobody clears their own count by it.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
    return {
        "default": {"BACKEND": "learning.core.caching.TieredCache"},
        "quick": redis if redis_url else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "shared": redis if redis_url else database,
    }


class TieredCache(BaseCache):
    """Counts of allauth and of the API go to the cache `shared`, everything else to `quick`.

    A shelf that can't be reached is an empty one on which nothing can be put: pages are made anew, and limits stay
    closed, because allauth counts only under a lock that it has to `add` first.
    """

    def __init__(self, location=None, params=None):
        super().__init__(params or {})

    def add(self, key, *args, **kwargs):
        return self._ask(key, False, "add", *args, **kwargs)

    def get(self, key, default=None, *args, **kwargs):
        return self._ask(key, default, "get", default, *args, **kwargs)

    def set(self, key, *args, **kwargs):
        return self._ask(key, None, "set", *args, **kwargs)

    def touch(self, key, *args, **kwargs):
        return self._ask(key, False, "touch", *args, **kwargs)

    def incr(self, key, delta=1, *args, **kwargs):
        """Count up; ValueError where there is no such key, or no cache that could know it."""
        found = self._ask(key, None, "incr", delta, *args, **kwargs)
        if found is None:
            raise ValueError(f"No key {key!r} to count up")
        return found

    def delete(self, key, *args, **kwargs):
        return self._ask(key, False, "delete", *args, **kwargs)

    def has_key(self, key, *args, **kwargs):
        return self._ask(key, False, "has_key", *args, **kwargs)

    def clear(self):
        caches["shared"].clear()
        caches["quick"].clear()

    def _ask(self, key, otherwise, action, *args, **kwargs):
        shelf = caches["shared" if str(key).startswith(SHARED) else "quick"]
        try:
            return getattr(shelf, action)(key, *args, **kwargs)
        except ValueError:  # counting up what isn't there
            return otherwise
        except Exception:  # whatever a driver raises when its server is away
            logger.exception("The cache can't be reached")
            return otherwise
