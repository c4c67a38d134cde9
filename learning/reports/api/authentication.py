"""Authentication of the API: a token in the header with a scope and a rate limit. Cookies and sessions are ignored."""

import logging

from allauth.account.adapter import get_adapter
from django.core.cache import caches
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from . import problems, tokens

logger = logging.getLogger(__name__)
# For each token; and for each IP address that sends tokens which don't exist.
RATES = {"token": "120/m", "unknown": "30/m"}
SECONDS = 60


class SharedThrottle(SimpleRateThrottle):
    """Count the requests of one `ident` in the cache that all processes share. Without this cache none is allowed."""

    def __init__(self, action: str, ident: str) -> None:
        super().__init__(RATES[action])
        self.action, self.ident = action, ident

    @property
    def cache(self):
        return caches["shared"]

    def get_cache_key(self, request):
        return f"api-throttle:{self.action}:{self.ident}"

    def allow_request(self, request):
        try:
            return super().allow_request(request)
        except Exception:  # any error of a driver whose server is away
            logger.exception("The shared cache can't be reached")
            return False


class Bearer(HttpBearer):
    """The token that may read `scope`."""

    def __init__(self, scope):
        super().__init__()
        self.scope = scope

    def __call__(self, request):
        return super().__call__(request) or self.refuse(request)

    def authenticate(self, request, secret):
        token = tokens.find(secret)
        if token is None:
            return None
        if not SharedThrottle("token", str(token.pk)).allow_request(request):
            raise problems.too_often(SECONDS)
        if self.scope not in token.scopes:
            raise problems.not_in_scope()
        return token

    @staticmethod
    def refuse(request):
        if not SharedThrottle("unknown", get_adapter().get_client_ip(request)).allow_request(request):
            raise problems.too_often(SECONDS)
        raise problems.unknown_token()
