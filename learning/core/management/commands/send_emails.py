import time

from django.core.management.base import BaseCommand
from django.db import connections

from learning.core.emails.delivery import deliver_due


class Command(BaseCommand):
    help = "Deliver the mail of the outbox that is due, once or, with --loop, for as long as it runs."

    def add_arguments(self, parser):
        parser.add_argument("--loop", type=int, metavar="SECONDS", help="look again after this many seconds, for ever")

    def handle(self, *args, loop=None, **options):
        self._deliver()
        while loop:
            connections.close_all()
            time.sleep(loop)
            self._deliver()

    def _deliver(self):
        report = deliver_due()
        self.stdout.write(f"Sent {report.sent} mails, {report.not_sent} not.")
        if report.is_server_away:
            self.stderr.write("The mail server can't be reached.")
