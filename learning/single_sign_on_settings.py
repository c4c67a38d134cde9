"""Settings of log-in with an external account, switched on by environment variables alone.

OpenID Connect: OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME.

Microsoft: MICROSOFT_CLIENT_ID, MICROSOFT_CLIENT_SECRET, MICROSOFT_TENANT.

Google: GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET.
"""

from urllib.parse import urlsplit

MICROSOFT, GOOGLE = "https://login.microsoftonline.com", "https://accounts.google.com"


def providers(env):
    """Return allauth's SOCIALACCOUNT_PROVIDERS for the variables in `env` (a look-up function).

    An e-mail address that OIDC_ISSUER or Google marks as verified is trusted, and logs in to the account that has it.
    Microsoft's addresses are not trusted: in another company's directory an address can be anybody's.
    """
    found = {}
    if env("OIDC_ISSUER"):
        found["openid_connect"] = {
            "APPS": [_app(env, "OIDC", "sso", env("OIDC_NAME", "single sign-on"), server_url=env("OIDC_ISSUER"))],
            "EMAIL_AUTHENTICATION": True,
            "OAUTH_PKCE_ENABLED": True,
        }
    if env("MICROSOFT_CLIENT_ID"):
        tenant = env("MICROSOFT_TENANT", "organizations")
        found["microsoft"] = {"APPS": [_app(env, "MICROSOFT", "microsoft", "Microsoft", tenant=tenant)]}
    if env("GOOGLE_CLIENT_ID"):
        found["google"] = {
            "APPS": [_app(env, "GOOGLE", "google", "Google")],
            "EMAIL_AUTHENTICATION": True,
            "OAUTH_PKCE_ENABLED": True,
        }
    return found


def _app(env, prefix, provider_id, name, **settings):
    return {
        "provider_id": provider_id,
        "name": name,
        "client_id": env(f"{prefix}_CLIENT_ID"),
        "secret": env(f"{prefix}_CLIENT_SECRET", ""),
        "settings": settings,
    }


def origins(env):
    """Return the origins of the log-in form for the Content-Security-Policy: ["https://accounts.google.com", …]."""
    issuer = urlsplit(env("OIDC_ISSUER", ""))
    found = [f"{issuer.scheme}://{issuer.netloc}"] if issuer.netloc else []
    return [
        *found,
        *([MICROSOFT] if env("MICROSOFT_CLIENT_ID") else []),
        *([GOOGLE] if env("GOOGLE_CLIENT_ID") else []),
    ]
