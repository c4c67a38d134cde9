"""All settings, from the environment, safe for production by default.

README.md lists the variables. `DEMO=1` is the only switch that relaxes security: plain http, a key made for the
folder, mail kept in a folder instead of sent. It never combines with DATABASE_URL.
"""

from email.utils import parseaddr
from functools import partial
from pathlib import Path
from secrets import token_hex
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import available_timezones

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from . import single_sign_on_settings
from .account_settings import *  # noqa: F403
from .core import caching, security_headers
from .environment import BASE_URL, DEMO, HTTPS, env, flag, words
from .wagtail_settings import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent


def kept_secret_key(path, make=get_random_secret_key):
    """Return the demo's own key, made once and stored beside its database."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make())
        path.chmod(0o600)
    return path.read_text()


DEBUG = False
DATA_DIR = Path(env("DATA_DIR", BASE_DIR / "var"))
if DEMO and env("DATABASE_URL"):
    raise ImproperlyConfigured(
        "DEMO=1 loads invented people: it never runs where DATABASE_URL is set. Unset one of the two."
    )

SECRET_KEY = env("SECRET_KEY") or (kept_secret_key(DATA_DIR / "secret-key") if DEMO else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text (or DEMO=1 to try the platform out).")
# Earlier keys: what they signed or encrypted can still be read, and `tick` signs it again with the current key.
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")

ALLOWED_HOSTS = words("ALLOWED_HOSTS") or (
    ["localhost", "127.0.0.1", "[::1]"] if DEMO else [urlsplit(BASE_URL).hostname]
)
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "learning.people.accounts.allauth_app.AccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.microsoft",
    "allauth.socialaccount.providers.google",
    "csp",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    # Apps of this project, lowest layer first: `home` grants roles after migrate, when all permissions exist.
    "learning.core",
    "learning.people",
    "learning.media",
    "learning.activities",
    "learning.certificates",
    "learning.reports",
    "learning.reports.api",
    "courses",
    "webinars",
    "home",
    *(["demo"] if DEMO or flag("WITH_DEMO_APP") else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "learning.core.middleware.compression.CompressionMiddleware",
    "learning.reports.api.middleware.ApiProblemMiddleware",
    "learning.core.middleware.unreadable_input.UnreadableInputMiddleware",
    "learning.core.middleware.headers.ContentSecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "learning.core.middleware.health.HealthCheckMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "learning.core.middleware.language.ReaderLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "learning.core.middleware.csv_files.CsvByteOrderMarkMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "learning.people.accounts.middleware.staff.StaffSessionMiddleware",
    "learning.people.accounts.middleware.staff.AdminAccessMiddleware",
    "learning.people.accounts.middleware.staff.SecondFactorMiddleware",
    "learning.people.accounts.middleware.rate_limits.FormRateLimitMiddleware",
    "learning.core.middleware.headers.PersonalPagesMiddleware",
    "learning.people.accounts.middleware.time_zone.ReaderTimeZoneMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "learning.core.middleware.business_errors.BusinessErrorMiddleware",
]

ROOT_URLCONF = "learning.urls"
WSGI_APPLICATION = "learning.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.site",
            ],
        },
    }
]

# SQLite in the data folder, or the database in DATABASE_URL. IMMEDIATE makes a writing transaction wait at BEGIN, so
# that on SQLite what an action has counted stays true until it writes.
DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'learning.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Figures group up to a million rows by person. With PostgreSQL's default of 4 MB it sorts them on disk; with
    # these settings in memory. Compilation (jit) takes longer than the query: 0.2 to 2 s each time. Options in
    # DATABASE_URL (?options=…) are kept, as behind a pooler that takes no options.
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options.setdefault("options", "-c jit=off -c work_mem=64MB -c random_page_cost=1.1")
    # An unreachable server is noticed after seconds, not after the two minutes of TCP.
    _options.setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL")
CACHES = caching.cache_settings(REDIS_URL)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if env("TASKS", "immediate") == "database"
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", DATA_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "learning" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", DATA_DIR / "media"))
STORAGES = {
    "default": {
        "BACKEND": "learning.core.files.bucket_storage.Bucket",
        "OPTIONS": {
            "bucket_name": env("S3_BUCKET"),
            "file_overwrite": False,
            "querystring_auth": True,
            "signature_version": "s3v4",
            "custom_domain": None,
        },
    }
    if env("S3_BUCKET")
    else {"BACKEND": "learning.core.files.disk_storage.DiskStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Internal location from which nginx sends uploads, as "/protected/". Empty: the platform sends them itself.
X_ACCEL = env("X_ACCEL", "")
# Uploads are refused if less space than this is free: the database may be on the same disk.
KEEP_FREE_MEGABYTES = int(env("KEEP_FREE_MEGABYTES", "200"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Mail
MAIL_DIR = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "Metropolis Learning <learning@localhost>")
SERVER_EMAIL = parseaddr(DEFAULT_FROM_EMAIL)[1]
# Every e-mail is first a row of the outbox; only the transport behind it talks to a mail server, outside of requests.
EMAIL_BACKEND = "learning.core.emails.backend.OutboxBackend"
EMAIL_TIMEOUT = 10
if env("EMAIL_URL"):
    _mail = urlsplit(env("EMAIL_URL"))
    OUTBOX_TRANSPORT = "learning.core.emails.smtp_transport.SMTPTransport"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS = "tls" in parse_qs(_mail.query, keep_blank_values=True)
    EMAIL_USE_SSL = _mail.scheme == "smtps"
else:
    OUTBOX_TRANSPORT = "learning.core.emails.folder_transport.ShownAndKeptBackend"
# "thread": a thread in each web process delivers; "timer": only `manage.py tick` or `manage.py send_emails`.
OUTBOX_DELIVERY = env("MAIL_DELIVERY", "thread")
if OUTBOX_DELIVERY not in {"thread", "timer"}:
    raise ImproperlyConfigured("MAIL_DELIVERY is “thread” or “timer”.")
# An e-mail that can't be delivered is given up after this many days, unless it has an earlier deadline of its own.
OUTBOX_DEADLINE_DAYS = 7

# Certificates: the issuer's name, and the key that signs badges: the seed of an Ed25519 key in hex, or its PEM.
# Without a key there are no badges. Earlier public keys stay published, so that what they signed stays valid.
CERTIFICATE_ISSUER = env("CERTIFICATE_ISSUER", "Metropolis")
CERTIFICATE_KEY = env("CERTIFICATE_KEY") or (
    kept_secret_key(DATA_DIR / "certificate-key", make=partial(token_hex, 32)) if DEMO else ""
)
CERTIFICATE_OLD_KEYS = words("CERTIFICATE_OLD_KEYS")

# Retention of personal data in days (shown by templates/home/portal/privacy.html).
RETENTION_DAYS = {
    "import_files": int(env("KEEP_IMPORT_FILES_DAYS", "30")),
    "emails": int(env("KEEP_EMAILS_DAYS", "30")),
    "refused_addresses": int(env("KEEP_REFUSED_ADDRESSES_DAYS", "180")),
    "identifiable_participation": int(env("KEEP_IDENTIFIABLE_DAYS", str(5 * 365))),
}

# Languages and times
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "learning" / "locale"]
FORMAT_MODULE_PATH = ["learning.formats"]
USE_I18N = USE_TZ = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "UTC"
# Time zones that every browser knows.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(zone for zone in available_timezones() if "/" in zone and zone[:3] != "Sys")]

# Security
SECURE_SSL_REDIRECT = HTTPS and not flag("NO_SSL_REDIRECT")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY") else None
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Messages contain names: they are stored on the server, and need no cookie of their own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "home.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY, ADMIN_CONTENT_SECURITY_POLICY = security_headers.content_security(
    env, single_sign_on_settings.origins(env)
)
PERMISSIONS_POLICY = {"camera": [], "microphone": [], "geolocation": [], "payment": [], "usb": []}

# Other settings of Wagtail are in learning.wagtail_settings. The platform is translated into these languages only.
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "redact_secrets": {"()": "learning.core.log_filters.RedactSecrets"},
        "one_line_for_bad_requests": {"()": "learning.core.log_filters.BadRequestFilter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["one_line_for_bad_requests", "redact_secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "WARNING")},
}
