import time
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demo.history.generate import PeopleHere, RealPeopleHere, generate
from demo.history.size import Size
from learning.activities.choices import Role
from learning.activities.models import Enrolment
from learning.people.models import Person


class Command(BaseCommand):
    help = "Invent a history of any size, to measure with: the same numbers, seed and last day give the same history."

    def add_arguments(self, parser):
        parser.add_argument("--people", type=int, default=1000)
        parser.add_argument("--activities", type=int, default=40)
        parser.add_argument("--participations", type=int, default=5000, help="No-shows and others come on top.")
        parser.add_argument("--years", type=int, default=5)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--until", type=date.fromisoformat, help="The last day; unset, that of last year.")
        parser.add_argument("--yes-add", action="store_true", help="Add to the invented people that are here.")

    def handle(self, *, people, activities, participations, years, seed, until, yes_add, **options):
        began = time.monotonic()
        until = until or date(timezone.localdate().year - 1, 12, 31)
        try:
            generate(Size(people, activities, participations, until, years, seed), may_add=yes_add)
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
        except RealPeopleHere as refused:
            raise CommandError("There are real people here: nobody is invented among them.") from refused
        except PeopleHere as refused:
            raise CommandError(
                "There are invented people or organisations here. To add more, say --yes-add."
            ) from refused
        took_part = Enrolment.objects.filter(role=Role.PARTICIPANT).exclude(participated_on=None).count()
        self.stdout.write(
            f"{Person.objects.count()} people, {Enrolment.objects.count()} enrolments, "
            f"{took_part} of them took part: {time.monotonic() - began:.0f} s."
        )
