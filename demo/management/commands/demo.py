from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.load import load
from learning.people.models import Person


class Command(BaseCommand):
    help = "Load the demo: real texts, the figures of 2023 and invented people. In demo mode and on an empty database only."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("The demo has invented people in it and is loaded in demo mode only: set DEMO=1.")
        if Person.objects.exists():
            self.stdout.write("There are people here already: the demo is left as it is.")
            return
        load()
        self.stdout.write(f"Loaded the demo: {Person.objects.count()} invented people.")
