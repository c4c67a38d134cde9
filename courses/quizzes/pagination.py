"""Pagination of the questions of an attempt."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paging:
    number: int
    count: int
    first: int
    questions: list

    @classmethod
    def of(cls, attempt, asked_for):
        """Return the page that the address asks for, or the nearest one that exists."""
        size = _size(attempt)
        count = -(-len(attempt.questions) // size) or 1
        text = str(asked_for or "1")
        number = min(max(1, int(text) if text.isdecimal() and len(text) < 6 else 1), count)
        start = (number - 1) * size
        return cls(number, count, start + 1, attempt.questions[start : start + size])

    @staticmethod
    def page_of(attempt, question):
        """Return the number of the page with the question of that number."""
        return (question - 1) // _size(attempt) + 1

    @property
    def is_last(self):
        return self.number == self.count

    def after(self, wish):
        """Return the number of the page to which "next" and "back" lead."""
        step = {"next": 1, "back": -1}.get(wish, 0)
        return min(max(1, self.number + step), self.count)


def _size(attempt):
    return attempt.per_page or len(attempt.questions) or 1
