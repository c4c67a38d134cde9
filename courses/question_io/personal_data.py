"""Personal data in the import of questions: who uploaded a file."""

from learning.people.privacy import personal_data

from ..models import QuestionFile


def register():
    personal_data.explain(
        QuestionFile,
        "uploaded_by__person",
        "A file of questions on its way in: says who brought it. It goes with the account.",
    )
