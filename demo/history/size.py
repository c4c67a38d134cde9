from dataclasses import dataclass
from datetime import date, timedelta

# Nobody is invented under an address that mail could reach (RFC 2606).
DOMAIN = "history.example.org"
# Taking part in more than this share of everything is no history of people.
FULLEST = 0.6


class TooCrowded(ValueError):
    """More participations than so few people can have in so few activities."""


@dataclass(frozen=True)
class Size:
    """How much history to invent. The same numbers, seed and last day give the same rows in an empty database.

    `participations` are enrolments that took part; no-shows, waiting and withdrawn people come on top.
    """

    people: int
    activities: int
    participations: int
    until: date
    years: int = 5
    seed: int = 1

    def __post_init__(self):
        if min(self.people, self.activities, self.years) < 1 or self.participations < 0:
            raise ValueError("A history needs people, activities and years.")
        if self.participations > self.largest * self.activities:
            raise TooCrowded(f"At most {self.largest * self.activities} participations fit.")

    @property
    def largest(self):
        """How many take part in one activity at most."""
        return max(1, int(self.people * FULLEST))

    @property
    def since(self):
        return self.until - timedelta(days=round(365.25 * self.years))

    @property
    def organisations(self):
        return max(6, self.people // 40)
