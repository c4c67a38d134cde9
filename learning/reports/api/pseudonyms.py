"""People without their names: the same person is the same pseudonym to one token, and another to every other."""

from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

CANONICAL_UUID = Coalesce("person__merged_into__merged_into__uuid", "person__merged_into__uuid", "person__uuid")
SALT = "learning.reports.api.pseudonyms"


def pseudonym(token, uuid):
    """Keyed with SECRET_KEY: who has the uuid can't compute it, and it can't be turned back."""
    return salted_hmac(SALT, f"{token.pk}:{uuid}", algorithm="sha256").hexdigest()[:32]
