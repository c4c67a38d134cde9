"""Choice of one language in texts that Moodle's filters store in several, scanned in linear time.

`<span lang="en" class="multilang">…</span><span lang="es" class="multilang">…</span>` and `{mlang en}…{mlang}`.
"""

import re
from dataclasses import dataclass

from . import linear_scan

SPAN = re.compile(r"<span\b", re.IGNORECASE)
SPAN_END = re.compile(r"</span>", re.IGNORECASE)
IS_MULTILANG = re.compile(r'\bclass="multilang"', re.IGNORECASE)
LANGUAGE = re.compile(r'\blang="([\w-]+)"', re.IGNORECASE)
MLANG = re.compile(r"\{mlang(?:\s+([\w,-]+)\s*)?\}", re.IGNORECASE)


@dataclass(frozen=True)
class Version:
    """`text[start:end]` has `words` in the languages `codes`."""

    start: int
    end: int
    codes: tuple
    words: str


def is_in_several_languages(text):
    return bool(_groups(text)) or len(_mlangs(text)) > 1


def in_language(text, language):
    """Return `text` in `language`, else in the first language that it has."""
    groups = _groups(text)
    text = linear_scan.replaced(
        text, [(group[0].start, group[-1].end, _chosen(group, language).words) for group in groups]
    )
    found = _mlangs(text)
    if not found:
        return text
    spoken = {code for version in found for code in version.codes}
    wanted = language if language in spoken else "other" if "other" in spoken else found[0].codes[0]
    kept = [(one.start, one.end, one.words if wanted in one.codes else "") for one in found]
    return linear_scan.replaced(text, kept)


def _groups(text):
    """Return [[Version]]: groups of spans with only white space between them.

    A single span is no choice and is left out.
    """
    groups = []
    for version in _spans(text):
        if groups and not text[groups[-1][-1].end : version.start].strip():
            groups[-1].append(version)
        else:
            groups.append([version])
    return [group for group in groups if len(group) > 1]


def _spans(text):
    after = 0
    for start, end in linear_scan.tags(text, SPAN):
        tag = text[start:end]
        code = LANGUAGE.search(tag) if start >= after and IS_MULTILANG.search(tag) else None
        if not code:
            continue
        closed = SPAN_END.search(text, end)
        if not closed:
            return
        after = closed.end()
        yield Version(start, after, _codes(code[1]), text[end : closed.start()])


def _mlangs(text):
    found, opened = [], None
    for mark in MLANG.finditer(text):
        if opened and not mark[1]:
            found.append(Version(opened.start(), mark.end(), _codes(opened[1]), text[opened.end() : mark.start()]))
            opened = None
        elif not opened and mark[1]:
            opened = mark
    return found


def _chosen(versions, language):
    return next((version for version in versions if version.codes[0] == language), versions[0])


def _codes(codes):
    return tuple(re.split(r"[-_]", code.strip().lower())[0] for code in codes.split(","))
