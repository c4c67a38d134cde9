"""A mail to one person from a template of templates/emails: its first line is the subject."""

import re

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

SEVERAL_BLANK_LINES = re.compile(r"\n\s*\n\s*\n")


def compose(template: str, to: str, context: dict) -> EmailMessage:
    """The message in the active language and time zone, not sent yet. No name in it can add a header."""
    subject, _blank, body = render_to_string(f"emails/{template}.txt", context).strip().partition("\n")
    text = SEVERAL_BLANK_LINES.sub("\n\n", body.strip()) + "\n"
    return EmailMessage(" ".join(subject.split()), text, to=[to])
