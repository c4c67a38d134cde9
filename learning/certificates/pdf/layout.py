"""Typesetting of an accessible PDF from a template in `sheets/` and data as JSON."""

import json
from datetime import UTC, datetime
from pathlib import Path

import typst

from . import fonts

SHEETS = Path(__file__).parent / "sheets"


def typeset(sheet, data, pictures=None, *, made_at=None):
    """Return the PDF of `sheet` ("certificate") with `data` and `pictures` ({name: bytes}).

    The same data and the same `made_at` give the same bytes.
    """
    made_at = (made_at or datetime.now(UTC)).replace(microsecond=0)
    try:
        return _compile(sheet, data, pictures or {}, made_at)
    except typst.TypstError:
        # A character that no font has. The second attempt transliterates it; any other error is raised again.
        return _compile(sheet, _settable(data), pictures or {}, made_at)


def _compile(sheet, data, pictures, made_at):
    sources = {path.name: path.read_bytes() for path in SHEETS.glob("*.typ")}
    return typst.compile(
        {"main": sources[f"{sheet}.typ"], **sources},
        font_paths=fonts.library(),
        sys_inputs={
            "data": json.dumps(data, ensure_ascii=False),
            # The compiler takes only text as input; a picture is passed as the numbers of its bytes.
            "pictures": json.dumps({name: list(picture) for name, picture in pictures.items()}),
        },
        pdf_standards=["ua-1"],
        timestamp=made_at,
    )


def _settable(data):
    if isinstance(data, dict):
        return {name: _settable(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_settable(value) for value in data]
    return fonts.settable(data) if isinstance(data, str) else data
