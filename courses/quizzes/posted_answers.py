"""What someone answered, read from a posted form. Whatever the question doesn't offer is as if nothing was sent.

One choice and true/false: a key, or "". Several choices: [keys]. Text and number: what was typed. Matching: {left's key:
right's key}. Ordering: {item's key: place}. Gaps: [what was typed].
"""

LONGEST = 500


def name_of(question, part=""):
    """The field's name in the form."""
    return f"q-{question['id']}-{part}" if part else f"q-{question['id']}"


def read(questions, post):
    """{question's id: answer} for all of `questions`; `post` is a QueryDict."""
    return {question["id"]: READERS[question["kind"]](question, post) for question in questions}


def is_complete(question, answer):
    """Whether nothing of it was left out."""
    if question["kind"] == "matching":
        return len(answer or {}) == len(question["lefts"])
    if question["kind"] == "ordering":
        return len(set((answer or {}).values())) == len(question["items"])
    if question["kind"] == "gaps":
        return all(answer or [""])
    return bool(answer)


def _typed(post, name):
    return post.get(name, "").replace("\0", "").strip()[:LONGEST]


def _one_of(post, name, keys):
    chosen = post.get(name, "")
    return chosen if chosen in keys else ""


def _one_choice(question, post):
    return _one_of(post, name_of(question), {option["key"] for option in question["options"]})


def _several_choices(question, post):
    chosen = set(post.getlist(name_of(question)))
    return [option["key"] for option in question["options"] if option["key"] in chosen]


def _true_false(question, post):
    return _one_of(post, name_of(question), {"true", "false"})


def _text(question, post):
    return _typed(post, name_of(question))


def _matching(question, post):
    keys = {right["key"] for right in question["rights"]}
    found = {left["key"]: _one_of(post, name_of(question, left["key"]), keys) for left in question["lefts"]}
    return {left: right for left, right in found.items() if right}


def _ordering(question, post):
    places = {str(place) for place in range(1, len(question["items"]) + 1)}
    found = {item["key"]: _one_of(post, name_of(question, item["key"]), places) for item in question["items"]}
    return {item: int(place) for item, place in found.items() if place}


def _gaps(question, post):
    typed = [_typed(post, name_of(question, str(gap))) for gap in range(1, len(question["answers"]) + 1)]
    words = question["words"]
    return [word if not words or word in words else "" for word in typed]


READERS = {
    "one_choice": _one_choice,
    "several_choices": _several_choices,
    "true_false": _true_false,
    "short_text": _text,
    "number": _text,
    "matching": _matching,
    "ordering": _ordering,
    "gaps": _gaps,
}
