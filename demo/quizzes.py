"""The quizzes of the demo's courses, and the invented people's attempts."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from courses.models import Attempt, QuizPage
from courses.quizzes import grading
from courses.quizzes.frozen_questions import freeze
from learning.activities.models import CompletedStep, Result

from .content_files import toml
from .media_files import picture

RULES = ("purpose", "pass_mark", "attempts", "cool_down", "time_limit", "shuffle_questions")
# Share of questions that the invented people can answer, by the purpose of the quiz.
KNOWN = {"pre_test": (0.2, 0.6), "quiz": (0.55, 1.0), "post_test": (0.6, 1.0)}


def fields(text, slug, folder):
    """Return the fields of a quiz page.

    A question has the same id in every language. A post-test may repeat a pre-test.
    """
    if "same_as" in text:
        text = {**toml(folder / text["same_as"]), **text}
    block = QuizPage._meta.get_field("questions").stream_block
    raw = [_raw(one, f"{slug}.{place}") for place, one in enumerate(text["questions"])]
    return {
        "minutes": text["minutes"],
        "summary": text["summary"],
        "intro": text.get("intro", ""),
        "questions": block.to_python(raw),
        **{name: text[name] for name in RULES if name in text},
    }


def _raw(one, name):
    value = dict(one["value"])
    if one["type"] == "pool":
        value["questions"] = [_raw(inner, f"{name}.{place}") for place, inner in enumerate(value["questions"])]
    if "picture" in value:
        value["picture"] = {"image": picture(value["picture"]).pk, "alt": value.pop("alt")}
    return {"type": one["type"], "value": value, "id": str(uuid5(NAMESPACE_URL, name))}


def load(chance):
    """Create the attempts of everyone who has completed a quiz step, handed in at that moment."""
    quizzes = {quiz.translation_key: quiz for quiz in QuizPage.objects.filter(locale__language_code="en")}
    done = CompletedStep.objects.filter(step_key__in=quizzes).select_related("enrolment").order_by("pk")
    attempts = [_attempt(quizzes[step.step_key], step, chance) for step in done]
    Attempt.objects.bulk_create(attempts)
    Result.objects.bulk_create(
        Result(
            enrolment=attempt.enrolment,
            purpose=attempt.purpose,
            step_key=attempt.quiz_key,
            score=attempt.score,
            out_of=attempt.out_of,
            taken_at=attempt.submitted_at,
        )
        for attempt in attempts
    )


def _attempt(quiz, step, chance):
    questions = freeze(quiz.questions, chance, shuffle_questions=quiz.shuffle_questions)
    known = chance.uniform(*KNOWN[quiz.purpose])
    answers = {one["id"]: _right(one) for one in questions if chance.random() < known}
    if quiz.pass_mark and not grading.score(questions, answers).reaches(quiz.pass_mark):
        answers = {one["id"]: _right(one) for one in questions}
    score = grading.score(questions, answers)
    started_at = step.completed_at - timedelta(minutes=chance.randint(4, quiz.minutes))
    return Attempt(
        enrolment=step.enrolment,
        quiz_key=quiz.translation_key,
        number=1,
        title=quiz.title,
        purpose=quiz.purpose,
        language="en",
        questions=questions,
        pass_mark=quiz.pass_mark,
        minutes=quiz.time_limit,
        answers=answers,
        started_at=started_at,
        deadline=started_at + timedelta(minutes=quiz.time_limit) if quiz.time_limit else None,
        submitted_at=step.completed_at,
        score=score.points,
        out_of=score.out_of,
        passed=score.reaches(quiz.pass_mark) if quiz.pass_mark else None,
    )


def _right(one):
    """Return the right answer to a frozen question, in the format of `posted_answers`."""
    kind = one["kind"]
    if kind in {"one_choice", "several_choices"}:
        keys = [option["key"] for option in one["options"] if option["correct"]]
        return keys[0] if kind == "one_choice" else keys
    if kind == "matching":
        return {left["key"]: left["right"] for left in one["lefts"]}
    if kind == "ordering":
        return {item["key"]: item["place"] for item in one["items"]}
    return {
        "true_false": lambda: "true" if one["is_true"] else "false",
        "short_text": lambda: one["accepted"][0],
        "number": lambda: one["answer"],
        "gaps": lambda: [words[0] for words in one["answers"]],
    }[kind]()
