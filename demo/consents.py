"""Consents of some of the invented people."""

from datetime import timedelta

from learning.activities.models import Consent

SHARES = {Consent.Purpose.NEWSLETTER: 0.3, Consent.Purpose.PHOTO: 0.2, Consent.Purpose.RECORDING: 0.25}


def load(people, chance, now):
    Consent.objects.bulk_create(
        Consent(person=person, purpose=purpose, given_at=now - timedelta(days=chance.randint(3, 400)))
        for person in people
        for purpose, share in SHARES.items()
        if chance.random() < share
    )
