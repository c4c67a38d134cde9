"""Where mail goes while no mail server is named: shown in the terminal and kept in a folder."""

import sys

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend as FileBackend


class ShownAndKeptBackend(FileBackend):
    """One file a connection in `settings.MAIL_DIR`; the plain text also on the terminal."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, file_path=settings.MAIL_DIR, **kwargs)

    def write_message(self, message):
        super().write_message(message)
        print(f"\n✉  {', '.join(message.to)}\n   {message.subject}\n\n{message.body}\n", file=sys.stderr, flush=True)
