"""Values of environment variables that several settings modules use."""

import os

env = os.environ.get


def flag(name, default="0"):
    return env(name, default).lower() in {"1", "true", "yes", "on"}


def words(name, default=""):
    return [word for word in env(name, default).replace(",", " ").split() if word]


DEMO = flag("DEMO")
BASE_URL = env("BASE_URL", f"http://127.0.0.1:{env('PORT', '8000')}" if DEMO else "https://localhost").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
