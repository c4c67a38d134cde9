"""Frozen questions: what one attempt is asked, drawn and shuffled from a quiz's blocks, as JSON with the right answers."""

from .types import TYPES


def freeze(questions, chance, *, translations=(), shuffle_questions=False, shuffle_options=True):
    """Return the frozen questions (JSON) of `questions`, the quiz's stream.

    `chance` is a `random.Random` that draws and shuffles. A question that has the same id in `translations`, the stream
    of another language, is asked in that language.
    """
    by_id = {block.id: block for block in every_question(translations)}
    drawn = list(_draw(questions, chance))
    if shuffle_questions:
        chance.shuffle(drawn)
    return [_freeze_one(_translated(block, by_id), chance, shuffle_options) for block in drawn]


def every_question(stream):
    """Yield all questions of a stream, those in pools included."""
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
        **TYPES[block.block_type].freeze(value, chance, shuffle_options),
    }
