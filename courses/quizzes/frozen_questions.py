"""What one attempt is asked, taken out of a quiz's blocks: drawn, shuffled, and kept as JSON with its right answers.

The pieces of a question are named by the place at which they are shown ("1", "2", …): a name gives nothing away.
"""

from . import gap_text


def freeze(questions, chance, *, translations=(), shuffle_questions=False, shuffle_options=True):
    """[question as JSON] of `questions`, the quiz's stream; `chance` is a `random.Random` that draws and shuffles.

    A question that `translations`, the stream of another language, has under the same id is asked in that language.
    """
    by_id = {block.id: block for block in every_question(translations)}
    drawn = list(_draw(questions, chance))
    if shuffle_questions:
        chance.shuffle(drawn)
    return [_freeze_one(_translated(block, by_id), chance, shuffle_options) for block in drawn]


def every_question(stream):
    """All questions of a stream, those in pools included."""
    for block in stream:
        if block.block_type == "pool":
            yield from block.value["questions"]
        else:
            yield block


def _draw(stream, chance):
    for block in stream:
        if block.block_type == "pool":
            pool = list(block.value["questions"])
            yield from chance.sample(pool, min(block.value["draw"], len(pool)))
        else:
            yield block


def _translated(block, by_id):
    own = by_id.get(block.id)
    return own if own and own.block_type == block.block_type else block


def _freeze_one(block, chance, shuffle_options):
    value = block.value
    picture = value["picture"]
    return {
        "id": block.id,
        "kind": block.block_type,
        "text": value["text"].source,
        "picture": {"image": picture["image"].pk, "alt": picture["alt"]} if picture["image"] else None,
        "points": value["points"],
        "explanation": value["explanation"].source if value["explanation"] else "",
        **PARTS[block.block_type](value, chance, shuffle_options),
    }


def _choices(value, chance, shuffle):
    options = [
        {"text": option["text"], "correct": option["correct"], "feedback": option["feedback"]}
        for option in value["options"]
    ]
    if shuffle:
        chance.shuffle(options)
    return {"options": _named(options)}


def _true_false(value, chance, shuffle):
    return {name: value[name] for name in ("is_true", "feedback_true", "feedback_false")}


def _short_text(value, chance, shuffle):
    return {"accepted": list(value["accepted"]), "forgives_accents": value["forgives_accents"]}


def _number(value, chance, shuffle):
    return {"answer": str(value["answer"]), "tolerance": str(value["tolerance"] or 0), "unit": value["unit"]}


def _matching(value, chance, shuffle):
    """What stands on the right is shown once, however many it goes with."""
    texts = list(dict.fromkeys([*[pair["right"] for pair in value["pairs"]], *value["distractors"]]))
    chance.shuffle(texts)
    rights = _named([{"text": text} for text in texts])
    key_of = {right["text"]: right["key"] for right in rights}
    lefts = [{"text": pair["left"], "right": key_of[pair["right"]]} for pair in value["pairs"]]
    if shuffle:
        chance.shuffle(lefts)
    return {"lefts": _named(lefts), "rights": rights}


def _ordering(value, chance, shuffle):
    """Never shown in the right order, whatever the lot says."""
    items = [{"text": text, "place": place} for place, text in enumerate(value["items"], start=1)]
    chance.shuffle(items)
    if all(item["place"] == place for place, item in enumerate(items, start=1)):
        items.reverse()
    return {"items": _named(items)}


def _gaps(value, chance, shuffle):
    texts, answers = gap_text.split(value["gapped"])
    wrong = list(value["distractors"])
    words = sorted({words[0] for words in answers} | set(wrong), key=str.casefold) if wrong else []
    return {"texts": texts, "answers": answers, "words": words, "forgives_accents": value["forgives_accents"]}


def _named(pieces):
    return [{"key": str(place), **piece} for place, piece in enumerate(pieces, start=1)]


PARTS = {
    "one_choice": _choices,
    "several_choices": _choices,
    "true_false": _true_false,
    "short_text": _short_text,
    "number": _number,
    "matching": _matching,
    "ordering": _ordering,
    "gaps": _gaps,
}
