"""Logging filters: one line for a bad request, and no keys or tokens of addresses in any line."""

import logging
import re

HIDDEN = "[hidden]"
# Addresses that let their reader in: the key of a password reset or of an e-mail confirmation.
KEYS_IN_PATHS = re.compile(r"(/accounts/(?:password/reset/key|confirm-email)/)[^/\s?\"]+")
# Parameters of sign-on, signed links and signed uploads.
KEYS_IN_QUERIES = re.compile(
    r"([?&](?:code|state|token|key|secret|sign|signature|password|session_state|id_token|x-amz-[\w-]+)=)[^&\s\"#]+",
    re.IGNORECASE,
)
LONGEST = 20_000


def redacted(text: str) -> str:
    """Return `text` with the keys and tokens of all addresses in it replaced; what is over 20,000 characters is cut."""
    return KEYS_IN_QUERIES.sub(rf"\1{HIDDEN}", KEYS_IN_PATHS.sub(rf"\1{HIDDEN}", text[:LONGEST]))


class RedactSecrets(logging.Filter):
    """Hide keys and tokens that stand in addresses, in messages of Django's loggers and of gunicorn's access log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redacted(record.getMessage()), None
        return True


class BadRequestFilter(logging.Filter):
    """Log a request that was refused with 400 in one line: its input is at fault, so a traceback tells nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", None) == 400:
            record.msg, record.args = " ".join(record.getMessage().split()), None
            record.exc_info = record.exc_text = None
        return True


def redact_access_log() -> None:
    """Redact gunicorn's access log too, whose handlers gunicorn sets up itself."""
    logger = logging.getLogger("gunicorn.access")
    if not any(isinstance(one, RedactSecrets) for one in logger.filters):
        logger.addFilter(RedactSecrets())
