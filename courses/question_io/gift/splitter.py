"""Splitting a GIFT file into its questions, with their category and comments."""

import re
from dataclasses import dataclass

from .. import bank_labels

CATEGORY = "$CATEGORY:"
LABEL = re.compile(r"\[(id|tag):((?:\\.|[^\\\[\]])+)\]")


@dataclass(frozen=True)
class GiftText:
    """The `text` of a question, its `category`, and `labels`: sentences on the ID numbers and tags in its comments."""

    text: str
    category: str
    labels: tuple


def parts_of(text, most):
    """Return [GiftText]. Blank lines and categories separate questions, comments do not. Stop after `most`."""
    parts, lines, comments, category = [], [], [], ""
    for line in [*text.split("\n"), ""]:
        bare = line.strip()
        if bare.startswith("//"):
            comments.append(bare)
        elif bare and not bare.startswith(CATEGORY):
            lines.append(line)
        else:
            if lines:
                parts.append(GiftText("\n".join(lines).strip(), category, _labels("\n".join(comments))))
            lines, comments = [], []
            category = bare.removeprefix(CATEGORY).strip() if bare else category
            if len(parts) >= most:
                break
    return parts


def _labels(comments):
    """Return sentences on labels in comments, which Moodle writes as // [id:waste-7] [tag:waste]."""
    found = [(kind, told.replace(r"\]", "]").strip()) for kind, told in LABEL.findall(comments)]
    numbers = [told for kind, told in found if kind == "id"]
    said = (bank_labels.number(", ".join(numbers)), bank_labels.tags(told for kind, told in found if kind == "tag"))
    return tuple(filter(None, said))
