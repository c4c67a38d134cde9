from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.quizzes.attempting import settle_all
from learning.activities.reminding import remind
from learning.certificates.handing_out import go_on
from learning.reports.publishing import publish_tables

# In this hour of the day (UTC), and then each time: what is done already is not due any more.
RETENTION_HOUR = 3


class Command(BaseCommand):
    help = (
        "What a timer does every few minutes: publish what is due, remind people of tomorrow, hand in attempts whose "
        "time is over, go on with certificates, "
        "publish the tables of a closed month, clear what has expired, at night what has been kept for long enough."
    )

    def handle(self, *args, **options):
        call_command("publish_scheduled", verbosity=0)
        self.stdout.write(f"Reminded {remind()} people.")
        self.stdout.write(f"Handed in {settle_all()} attempts whose time was over.")
        self.stdout.write(f"Issued {go_on()} certificates.")
        self.stdout.write(f"Published {publish_tables()} tables.")
        call_command("clearsessions", verbosity=0)
        if timezone.now().hour == RETENTION_HOUR:
            call_command("retain", stdout=self.stdout)
