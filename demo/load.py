"""Load the whole demo in one transaction: all of it or nothing."""

from random import Random

from django.db import transaction
from django.utils import timezone

from learning.reports.monthly_tables.published_tables import publish_tables

from . import (
    accounts,
    assignments,
    certificates,
    consents,
    figures,
    media_files,
    notes,
    organisations,
    participation,
    past_years,
    people,
    programme,
    quizzes,
    report_2023,
    themes,
)

SEED = 2023


@transaction.atomic
def load():
    """Load the demo. Dates are relative to today; people and their participation are the same every time."""
    media_files.forget()
    chance, now = Random(SEED), timezone.now()  # noqa: S311 - invented people, no secrets
    organisations.load()
    themes.load()
    programme.load(now.date())
    past_years.load(now.date())
    past_years.aim_at(programme.PLAN)
    certificates.sign()
    report_2023.load()
    invented = people.load(chance)
    participation.load(invented, chance, now)
    accounts.load(now)
    quizzes.load(chance)
    assignments.load(now)
    certificates.load()
    notes.load(now)
    consents.load(invented, chance, now)
    organisations.propose_some(invented)
    figures.load()
    publish_tables()
