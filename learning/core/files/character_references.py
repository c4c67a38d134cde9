"""Character references (&amp;, &#233;) in untrusted text."""

import html
import re

# Python refuses to read numbers of thousands of digits; no character has more than seven.
TOO_LONG = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}")


def unescaped(text):
    """`text` with its character references replaced, save those with more digits than any character has."""
    pieces, after = [], 0
    for found in TOO_LONG.finditer(text):
        pieces += [html.unescape(text[after : found.start()]), found[0]]
        after = found.end()
    return "".join([*pieces, html.unescape(text[after:])])
