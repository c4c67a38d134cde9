"""Production's settings with a fast hasher, files in a temporary folder, and the database in DATABASE_URL."""

import os
import tempfile
from pathlib import Path

HERE = Path(tempfile.gettempdir()) / f"learning-tests-{os.getuid()}"
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("DATA_DIR", str(HERE / str(os.getpid())))
os.environ.setdefault("BASE_URL", "http://testserver")
os.environ.setdefault("ALLOWED_HOSTS", "testserver localhost 127.0.0.1")
os.environ.pop("DEMO", None)
os.environ.setdefault("WITH_DEMO_APP", "1")

from learning.settings import *  # noqa: E402, F403
from learning.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
CERTIFICATE_KEY, CERTIFICATE_OLD_KEYS = "11" * 32, []
# Tests of the second factor switch it on; all others log in without.
SECOND_FACTOR_FOR_STAFF = SECOND_FACTOR_FOR_FOCAL_POINTS = False
# E-mails go through the outbox to django.core.mail.outbox, on commit and without a thread (see conftest.py).
OUTBOX_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
OUTBOX_DELIVERY = "inline"
CONN_MAX_AGE = 0
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and live servers share it, and it uses WAL as in production.
    DATABASES["default"].setdefault("TEST", {})["NAME"] = str(HERE / f"{os.environ.get('TEST_DB', 'test')}.sqlite3")
    HERE.mkdir(exist_ok=True)
