"""Linear-time scans of untrusted text.

A pattern such as `<img[^>]*>` would read the rest of the text again for each `<img` without an end.
"""

# Characters by which HTML and Markdown are parsed: each costs time, so they are counted first.
MARKS = "<&*_\n"
MOST_MARKS_OF_FILE = 300_000


def marks(text):
    return sum(text.count(mark) for mark in MARKS)


def tags(markup, opening):
    """Yield (start, end) of each tag that begins with the pattern `opening` ("<img\\b"). A tag ends at the next ">"."""
    after = 0
    for found in opening.finditer(markup):
        if found.start() < after:
            continue
        end = markup.find(">", found.end())
        if end < 0:
            return
        after = end + 1
        yield found.start(), after


def replaced(text, spans):
    """Return `text` with the `spans` [(start, end, replacement)] replaced. They are in order and do not overlap."""
    pieces, after = [], 0
    for start, end, replacement in spans:
        pieces += [text[after:start], replacement]
        after = end
    return "".join([*pieces, text[after:]])
