"""The transport of a platform without a mail server: e-mails are printed and stored in a folder."""

import sys

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend as FileBackend


class ShownAndKeptBackend(FileBackend):
    """One file a connection in `settings.MAIL_DIR`; the plain text also on the terminal."""

    # So that a file has one mail in it, and erasing a person deletes no mail of another.
    one_mail_per_connection = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, file_path=settings.MAIL_DIR, **kwargs)

    def write_message(self, message):
        if not getattr(message, "is_transient", False):
            super().write_message(message)
        print(f"\n✉  {', '.join(message.to)}\n   {message.subject}\n\n{message.body}\n", file=sys.stderr, flush=True)
