from django.core.management.base import BaseCommand, CommandError

from learning.activities.models import Activity
from learning.certificates.issuance import bulk_issue


class Command(BaseCommand):
    help = (
        "Issue what an activity's people have earned, some hundred at a time. Stopped at any moment, it goes on where it "
        "was when it is called again."
    )

    def add_arguments(self, parser):
        parser.add_argument("activity", type=int, help="its number in the register, as in /admin/activities/12/")

    def handle(self, *args, activity, **options):
        found = Activity.objects.filter(pk=activity).first()
        if found is None:
            raise CommandError(f"There is no activity {activity} in the register.")
        self.stdout.write(f"Issued {bulk_issue.hand_out(found)} certificates.")
