"""What the exchange of questions holds about a person."""

from learning.people import holdings

from ..models import QuestionFile


def register():
    holdings.explain(
        QuestionFile,
        "uploaded_by__person",
        "A file of questions on its way in: says who brought it. It goes with the account.",
    )
