"""One question of each type as the admin stores it, and the form fields that answer it rightly."""

from courses.quizzes.types.base import name_of

EACH_TYPE = {
    "one_choice": {
        "text": "<p>Which is a capital?</p>",
        "options": [
            {"text": "Dakar", "correct": True, "feedback": "Seat of Senegal's government."},
            {"text": "Barcelona", "correct": False, "feedback": "Of Catalonia, not of a country."},
        ],
        "explanation": "<p>Capitals are seats of government.</p>",
    },
    "several_choices": {
        "text": "<p>Which are unpaid?</p>",
        "options": [
            {"text": "Cooking at home", "correct": True, "feedback": "Nobody is paid for it."},
            {"text": "Nursing in a hospital", "correct": False, "feedback": "That is a wage."},
            {"text": "Walking a child to school", "correct": True, "feedback": ""},
        ],
    },
    "true_false": {
        "text": "<p>Trees need water.</p>",
        "is_true": True,
        "feedback_true": "They do indeed.",
        "feedback_false": "Look at their roots again.",
    },
    "short_text": {"text": "<p>The capital of Colombia?</p>", "accepted": ["Bogotá", "Santafé"]},
    "number": {"text": "<p>How wide is the pit?</p>", "answer": "1.57", "tolerance": "0.13", "unit": "m"},
    "matching": {
        "text": "<p>Which city is where?</p>",
        "pairs": [{"left": "Lomé", "right": "Togo"}, {"left": "Quito", "right": "Ecuador"}],
        "distractors": ["Peru"],
    },
    "ordering": {"text": "<p>In which order?</p>", "items": ["Dig", "Plant", "Water"]},
    "gaps": {
        "text": "<p>Fill in.</p>",
        "gapped": "A metre has [[a hundred|100]] centimetres of [[length]].",
        "distractors": [],
    },
}


def question(kind, **changes):
    return (kind, {**EACH_TYPE[kind], **changes})


def each_type():
    return [question(kind) for kind in EACH_TYPE]


def right(frozen):
    """Return the fields of a form that answers every one of `frozen` rightly."""
    fields = {}
    for one in frozen:
        fields |= RIGHT[one["kind"]](one)
    return fields


def _chosen(one):
    return {name_of(one): [option["key"] for option in one["options"] if option["correct"]]}


RIGHT = {
    "one_choice": _chosen,
    "several_choices": _chosen,
    "true_false": lambda one: {name_of(one): "true" if one["is_true"] else "false"},
    "short_text": lambda one: {name_of(one): one["accepted"][0]},
    "number": lambda one: {name_of(one): one["answer"]},
    "matching": lambda one: {name_of(one, left["key"]): left["right"] for left in one["lefts"]},
    "ordering": lambda one: {name_of(one, item["key"]): item["place"] for item in one["items"]},
    "gaps": lambda one: {name_of(one, str(gap)): words[0] for gap, words in enumerate(one["answers"], start=1)},
}
