from dataclasses import dataclass
from datetime import date, timedelta

# A domain to which no e-mail can be delivered (RFC 2606).
DOMAIN = "history.example.org"
# No person takes part in a larger share of all activities.
FULLEST = 0.6


class TooCrowded(ValueError):
    """More participations than so few people can have in so few activities."""


@dataclass(frozen=True)
class Size:
    """Size of the history. The same numbers, seed and last day give the same rows in an empty database.

    `participations` are enrolments that took part; no-shows, waiting and withdrawn people are additional.
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
        """Return the maximum number of participants of one activity."""
        return max(1, int(self.people * FULLEST))

    @property
    def since(self):
        return self.until - timedelta(days=round(365.25 * self.years))

    @property
    def organisations(self):
        return max(6, self.people // 40)
