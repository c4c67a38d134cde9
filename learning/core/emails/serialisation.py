"""An EmailMessage as columns of the outbox, and back."""

from base64 import b64decode, b64encode
from email.mime.base import MIMEBase
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

ALTERNATIVE, ATTACHMENT = "alternative", "attachment"


def content_of(message) -> dict:
    """Values for the content columns of `OutgoingEmail`; the recipient is not among them."""
    alternatives = [_part(ALTERNATIVE, None, one.content, one.mimetype) for one in getattr(message, "alternatives", [])]
    host = urlsplit(settings.BASE_URL).hostname
    headers = {"Message-ID": make_msgid(domain=host), "Auto-Submitted": "auto-generated", **message.extra_headers}
    return {
        "from_email": message.from_email,
        "reply_to": list(message.reply_to),
        "subject": str(message.subject),
        "text": message.body,
        "parts": [*alternatives, *map(_attachment, message.attachments)],
        "headers": {name: str(value) for name, value in headers.items()},
    }


def message_of(row, connection=None) -> EmailMultiAlternatives:
    """The EmailMessage of a row with content. `is_transient` on it tells transports to keep no copy."""
    message = EmailMultiAlternatives(
        row.subject,
        row.text,
        row.from_email,
        [row.to],
        reply_to=row.reply_to,
        headers=row.headers,
        connection=connection,
    )
    for part in row.parts:
        content = part["text"] if "text" in part else b64decode(part["base64"])
        if part["as"] == ALTERNATIVE:
            message.attach_alternative(content, part["type"])
        else:
            message.attach(part["name"], content, part["type"])
    message.is_transient = row.is_transient
    return message


def _attachment(attachment):
    if isinstance(attachment, MIMEBase):
        name, kind = attachment.get_filename(), attachment.get_content_type()
        return _part(ATTACHMENT, name, attachment.get_payload(decode=True) or b"", kind)
    return _part(ATTACHMENT, *attachment)


def _part(role, name, content, mimetype):
    """Text stays text, so that it can be searched for whom it names."""
    held = {"text": str(content)} if not isinstance(content, bytes) else {"base64": b64encode(content).decode()}
    return {"as": role, "name": name, "type": mimetype, **held}
