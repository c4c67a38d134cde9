"""Figures of an activity, or of a scope as a whole."""

from dataclasses import dataclass

from ..small_numbers.percentages import percent


@dataclass(frozen=True)
class Figures:
    """Each name is a measure, with a rule in `definitions` and a condition in `conditions`. None is what was not asked."""

    registrants: int = 0
    attendees: int = 0
    expected: int = 0
    attended: int = 0
    starters: int = 0
    participants: int = 0
    walk_ins: int = 0
    replays: int = 0
    completers: int = 0
    cohort_completers: int = 0
    registered_completers: int = 0
    replay_completers: int = 0
    replay_registrants: int = 0
    women: int = 0
    answered: int = 0
    organisations: int = 0
    members: int = 0
    non_members: int = 0
    cities: int = 0
    member_cities: int = 0
    places: int = 0
    countries: int = 0
    regions: int = 0

    @property
    def no_shows(self):
        return self.expected - self.attended

    @property
    def attendance_rate(self):
        """Live attendees who had registered ÷ registrants, in whole per cent; None where that is no figure to show.

        Registrants of what has a date: nobody is expected at a course at one's own pace.
        """
        return percent(self.attended, self.expected)

    @property
    def no_show_rate(self):
        rate = self.attendance_rate
        return None if rate is None else 100 - rate

    @property
    def completion_rate(self):
        """Of those who took part in the period, how many have completed, whenever that was."""
        return percent(self.cohort_completers, self.participants)

    @property
    def registrant_completion_rate(self):
        """Completed ÷ registrants; who completed by the recording alone is in neither."""
        return percent(self.registered_completers, self.registrants - self.replay_registrants)

    @property
    def women_share(self):
        """Women among those who answered, in whole per cent; None where that is no figure to show."""
        return percent(self.women, self.answered)

    @property
    def coverage(self):
        """Who answered among the participants, in whole per cent."""
        return percent(self.answered, self.participants)


BODIES = ("organisations", "members", "non_members", "cities", "member_cities", "places", "countries", "regions")
MEASURES = tuple(Figures.__dataclass_fields__)


def figures_of(told, measures=MEASURES):
    """From {measure: number}. What was not asked for is None, never 0."""
    return Figures(**{measure: told.get(measure, 0) if measure in measures else None for measure in MEASURES})


PEOPLE = tuple(name for name in MEASURES if name not in BODIES)
