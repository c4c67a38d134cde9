"""Authentication of the API: a token in the header with a scope and a rate limit. Cookies and sessions are ignored."""

from allauth.account.adapter import get_adapter
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from learning.core.caching import API_THROTTLE

from . import problems, tokens

# For each token; and for each IP address that sends tokens which don't exist.
RATES = {"token": "120/m", "unknown": "30/m"}
SECONDS = 60


class SharedThrottle(SimpleRateThrottle):
    """Count the requests of one `ident` in the cache that all processes share: its keys begin with API_THROTTLE."""

    def __init__(self, action: str, ident: str) -> None:
        super().__init__(RATES[action])
        self.action, self.ident = action, ident

    def get_cache_key(self, request):
        return f"{API_THROTTLE}:{self.action}:{self.ident}"

    def allow_request(self, request):
        """Return False also where the count was not stored, because the cache can't be reached."""
        return super().allow_request(request) and self.key in self.cache


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
