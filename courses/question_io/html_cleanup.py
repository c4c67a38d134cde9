"""Removal of empty elements from cleaned HTML, in one pass."""

import re

# Matches HTML as nh3 writes it: every element is closed, every special character in a text is escaped.
TOKEN = re.compile(r"<(/?)(\w+)(?:[^<>\"]|\"[^\"]*\")*>")
EMPTIED = {"p", "li", "b", "i", "ul", "ol"}
NO_WORDS = re.compile(r"(?:\s|&nbsp;)*")


def without_empty(markup):
    """Return `markup` without the elements of EMPTIED that contain only spaces, line breaks and such elements."""
    kept, opened = [], []
    after = 0
    for token in TOKEN.finditer(markup):
        _add(kept, opened, markup[after : token.start()])
        after = token.end()
        _take(kept, opened, token)
    _add(kept, opened, markup[after:])
    return "".join(kept).strip()


def _add(kept, opened, text):
    kept.append(text)
    if opened and not NO_WORDS.fullmatch(text):
        opened[-1][1] = True


def _take(kept, opened, token):
    name = token[2]
    if not token[1]:
        if name != "br":
            opened.append([len(kept), False])
        kept.append(token[0])
        return
    start, has_words = opened.pop() if opened else (0, True)
    if name in EMPTIED and not has_words:
        del kept[start:]
        return
    kept.append(token[0])
    if opened:
        opened[-1][1] = True
