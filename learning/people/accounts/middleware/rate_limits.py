"""Rate limits of forms that allauth does not limit, counted with allauth's. The rates are in
learning.account_settings.
"""

from allauth.core.ratelimit import consume_or_429

# By the name of the address; whoever adds a form that takes a password, a code or an address adds a line.
LIMITED = {
    "socialaccount_signup": "signup",
    "account_confirm_email": "reset_password_from_key",
    "wagtailusers_users:add": "address",
    "wagtailusers_users:edit": "address",
    "person:add": "address",
    "person:edit": "address",
    "activity:invite": "address",
    "activity:walk_in": "address",
}


class FormRateLimitMiddleware:
    """429 for who sends one of these forms more often than `ACCOUNT_RATE_LIMITS` allows."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        action = LIMITED.get(request.resolver_match.view_name)
        if action is None or request.method != "POST":
            return None
        return consume_or_429(request, action=action, key=f"user {request.user.pk}")
