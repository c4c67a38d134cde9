"""The content of a page's streams as stored: no picture or recording is loaded for it.

Blocks are recognised by their keys, so that steps of every kind are read alike: an `image` beside an `alt` is a
picture, a `video` or an `audio` is a recording.
"""

import json
import re
from dataclasses import dataclass

from django.utils.html import strip_tags
from wagtail.fields import StreamField

from courses.blocks import HOLDERS

WORDS_A_MINUTE = 200
NOT_READ = {"type", "id", "url", "embed"}


@dataclass(frozen=True)
class Stored:
    """Content of one page.

    `places` are the ids of blocks with a picture without alternative text, `recordings` the ids of the recordings,
    `words` is the number of words.
    """

    places: list
    recordings: list
    words: int

    @property
    def is_empty(self):
        return not self.words and not self.recordings


def stored_in(page, drafted):
    """Return the Stored content of `page`; `drafted` is the content of its latest revision, if that differs."""
    places, recordings, words = [], [], 0
    for block in _blocks(page, drafted):
        value = block.get("value")
        for part in _dicts(value):
            if part.get("image") and "alt" in part and not part["alt"]:
                places.append(block.get("id", ""))
            recordings += [part[name] for name in HOLDERS.values() if isinstance(part.get(name), int)]
        words += sum(len(re.findall(r"\w+", strip_tags(text))) for text in _texts(value))
    return Stored(places, recordings, words)


def _blocks(page, drafted):
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        stored = drafted.get(field.name)
        blocks = getattr(page, field.name).get_prep_value() if stored is None else stored
        yield from json.loads(blocks) if isinstance(blocks, str) else blocks


def _dicts(value):
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _dicts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _dicts(part)


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_READ:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
