"""Who may come in: a token in the header, in scope, not too often. Cookies and sessions open nothing here."""

from allauth.core.internal.ratelimit import consume
from ninja.security import HttpBearer

from . import problems, tokens

# For each token; and for each address that shows tokens which don't exist.
RATES = {"token": "120/m/key", "unknown": "30/m/ip"}
SECONDS = 60


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
        if not _within(request, "token", str(token.pk)):
            raise problems.too_often(SECONDS)
        if self.scope not in token.scopes:
            raise problems.not_in_scope()
        return token

    @staticmethod
    def refuse(request):
        if not _within(request, "unknown"):
            raise problems.too_often(SECONDS)
        raise problems.unknown_token()


def _within(request, action, key=None):
    """Counted where all processes count; when that place can't be reached, nobody comes in."""
    return consume(request, app="learning.reports.api", action=action, config=RATES, key=key, limit_get=True)
