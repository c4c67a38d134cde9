from django.core.management import call_command
from django.core.management.base import BaseCommand

from learning.activities.reminding import remind


class Command(BaseCommand):
    help = (
        "What a timer does every few minutes: publish what is due, remind people of tomorrow, clear what has expired."
    )

    def handle(self, *args, **options):
        call_command("publish_scheduled", verbosity=0)
        self.stdout.write(f"Reminded {remind()} people.")
        call_command("clearsessions", verbosity=0)
