from django.core.management.base import BaseCommand

from learning.people.privacy import retention


class Command(BaseCommand):
    help = "Apply the retention periods: what is held about people for longer than the settings say goes."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *args, dry_run, **options):
        for rule in retention.registered():
            if not rule.days:
                self.stdout.write(f"{rule.name}: kept without limit")
                continue
            number = rule.waiting().count() if dry_run else retention.apply_rule(rule)
            self.stdout.write(f"{rule.name}: {number} older than {rule.days} days{' would go' if dry_run else ' went'}")
