from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.quizzes.actions import settle_all
from learning.activities.pages import tree as page_tree
from learning.activities.sessions.reminders import remind
from learning.certificates.issuance.bulk_issue import go_on
from learning.core.emails.delivery import deliver_due
from learning.reports.monthly_tables.published_tables import publish_tables
from learning.reports.snapshots.checks import renew_seals

# Retention runs at every tick in this hour of the day (UTC); a second run finds nothing left to do.
RETENTION_HOUR = 3


class Command(BaseCommand):
    help = (
        "What a timer does every few minutes: publish what is due, remind people of tomorrow, hand in attempts whose "
        "time is over, go on with certificates, sign frozen figures with a new key, publish the tables of a closed month, "
        "deliver mail, repair the page tree, clear what has expired, at night what has been kept for long enough."
    )

    def handle(self, *args, **options):
        call_command("publish_scheduled", verbosity=0)
        self.stdout.write(f"Reminded {remind()} people.")
        self.stdout.write(f"Handed in {settle_all()} attempts whose time was over.")
        self.stdout.write(f"Issued {go_on()} certificates.")
        self.stdout.write(f"Renewed {renew_seals()} seals of frozen figures.")
        self.stdout.write(f"Published {publish_tables()} tables.")
        self._look_after_page_tree()
        # After all commands that add mail to the outbox.
        self.stdout.write(f"Sent {deliver_due().sent} mails.")
        call_command("clearsessions", verbosity=0)
        if timezone.now().hour == RETENTION_HOUR:
            call_command("retain", stdout=self.stdout)

    def _look_after_page_tree(self):
        repaired, orphans = page_tree.repair()
        if repaired:
            self.stdout.write(f"Repaired {len(repaired)} pages in the page tree.")
        if orphans:
            numbers = ", ".join(map(str, orphans))
            self.stdout.write(f"Pages without a parent: {numbers}. `manage.py fixtree` shows them and can delete them.")
