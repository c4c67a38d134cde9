"""Answers read from a posted form. What a question doesn't offer counts as not sent."""

from .types import TYPES


def read(questions, post):
    """Return {question's id: answer} for all of `questions` (frozen); `post` is a QueryDict."""
    return {question["id"]: TYPES[question["kind"]].read(question, post) for question in questions}


def is_complete(question, answer):
    """Return whether no part of `question` was left out."""
    return TYPES[question["kind"]].is_complete(question, answer)
