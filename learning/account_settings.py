"""Settings of accounts: log-in, the second factor of staff, rate limits."""

from . import single_sign_on_settings
from .environment import DEMO, HTTPS, env, flag

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["learning.people.accounts.backends.PeopleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_ADAPTER = "learning.people.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "learning.people.accounts.forms.LogInForm",
    "signup": "learning.people.accounts.forms.SignUpForm",
    "add_email": "learning.people.accounts.forms.NewAddressForm",
    "change_password": "learning.people.accounts.forms.ChangePasswordForm",
    "set_password": "learning.people.accounts.forms.SetPasswordForm",
    "reset_password": "learning.people.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "learning.people.accounts.forms.NewPasswordForm",
    "reauthenticate": "learning.people.accounts.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "confirm_email": "1/3m/key",
    # E-mail addresses that staff enter, per account (learning.people.accounts.middleware.rate_limits).
    "address": "30/m/key",
    # Invitations by a focal point, up to fifty e-mails each.
    "invite": "10/h/user,30/d/user",
}
# The one proxy that SECURE_PROXY_SSL_HEADER trusts: rate limits count the reader's address, not the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if flag("BEHIND_PROXY") else 0
MFA_ADAPTER = "learning.people.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "learning.people.accounts.forms.CodeForm",
    "reauthenticate": "learning.people.accounts.forms.CodeAgainForm",
    "activate_totp": "learning.people.accounts.forms.SetUpAppForm",
    "add_webauthn": "learning.people.accounts.forms.NewKeyForm",
    "edit_webauthn": "learning.people.accounts.forms.KeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_TOLERANCE = 1
# Everything that requires a role (the admin, trainers' pages, files of participants) requires a second factor; the
# pages of focal points too unless it is switched off. The demo's accounts are open to everyone.
SECOND_FACTOR_FOR_STAFF = not DEMO
SECOND_FACTOR_FOR_FOCAL_POINTS = flag("SECOND_FACTOR_FOR_FOCAL_POINTS", "0" if DEMO else "1")
STAFF_IDLE_MINUTES = int(env("STAFF_IDLE_MINUTES", "30"))
STAFF_SESSION_HOURS = int(env("STAFF_SESSION_HOURS", "12"))
SOCIALACCOUNT_PROVIDERS = single_sign_on_settings.providers(env)
SOCIALACCOUNT_ADAPTER = "learning.people.accounts.adapter.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "account_login"
