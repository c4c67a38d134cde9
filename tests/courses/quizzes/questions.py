"""One question of each type as the admin keeps it: (type, value)."""

CARE = "<p>Who cares?</p>"
EACH_TYPE = {
    "one_choice": {
        "text": "<p>Which is a capital?</p>",
        "options": [
            {"text": "Dakar", "correct": True, "feedback": "Of Senegal."},
            {"text": "Barcelona", "correct": False, "feedback": "Of Catalonia, not of a country."},
        ],
        "explanation": "<p>Capitals are seats of government.</p>",
    },
    "several_choices": {
        "text": "<p>Which are unpaid?</p>",
        "options": [
            {"text": "Cooking at home", "correct": True, "feedback": "Nobody is paid."},
            {"text": "Nursing in a hospital", "correct": False, "feedback": "That is a wage."},
            {"text": "Walking a child to school", "correct": True, "feedback": ""},
        ],
    },
    "true_false": {
        "text": "<p>Trees need water.</p>",
        "is_true": True,
        "feedback_true": "They do.",
        "feedback_false": "Look again.",
    },
    "short_text": {"text": "<p>The capital of Colombia?</p>", "accepted": ["Bogotá", "Bogotá D.C."]},
    "number": {"text": "<p>How wide is the pit?</p>", "answer": "1.5", "tolerance": "0.1", "unit": "m"},
    "matching": {
        "text": "<p>Which city is where?</p>",
        "pairs": [{"left": "Dakar", "right": "Senegal"}, {"left": "Quito", "right": "Ecuador"}],
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
