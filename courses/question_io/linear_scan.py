"""Scans of text that nobody has checked, in linear time: a pattern such as `<img[^>]*>` reads the rest of the text again
for each `<img` without an end.
"""

# What a text is parsed by, in HTML and in Markdown: each of them costs time, so that they are counted first.
MARKS = "<&*_\n"
MOST_MARKS_OF_FILE = 300_000


def marks(text):
    return sum(text.count(mark) for mark in MARKS)


def tags(markup, opening):
    """(start, end) of each tag that begins as the pattern `opening` ("<img\\b") says. A tag ends at the next ">"."""
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
    """`text` with [(start, end, replacement)], which follow one another, replaced."""
    pieces, after = [], 0
    for start, end, replacement in spans:
        pieces += [text[after:start], replacement]
        after = end
    return "".join([*pieces, text[after:]])
