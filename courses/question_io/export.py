"""Export of a quiz's questions from its draft."""

from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from . import block_mapping
from .question import NotTaken, Remark, Told
from .text_conversion import plain


@dataclass(frozen=True)
class Export(Told):
    """An exported file, and the Remarks on what it leaves out or contains only in part."""

    name: str
    content: bytes
    lines: list


def export(page, form):
    """Return the Export of `page` (a quiz, as the revision to export) in `form`, a `formats.Format`."""
    questions, lines = [], []
    for number, (block, is_drawn) in enumerate(_blocks(page.questions), 1):
        try:
            question, lost = block_mapping.from_block(block.block_type, block.value)
        except NotTaken as refused:
            lines.append(Remark(number, plain(str(block.value["text"])), str(refused)))
            continue
        lost = [*lost, _("It is no longer drawn from a pool.")] if is_drawn else lost
        questions.append(question)
        lines += [Remark(number, question.title, said, is_taken=True) for said in lost]
    content, more = form.write(questions, page.title)
    lines = sorted([*lines, *more], key=lambda line: line.number)
    return Export(f"{slugify(page.title) or 'questions'}.{form.extension}", content, lines)


def _blocks(stream):
    """Yield (the block of a question, whether it is drawn from a pool)."""
    for block in stream:
        if block.block_type == "pool":
            yield from ((inner, True) for inner in block.value["questions"])
        else:
            yield block, False
