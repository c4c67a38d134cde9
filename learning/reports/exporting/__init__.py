"""Tables of any length as files: written as they are read, so that a million rows take no more memory than a page."""

from .as_csv import as_csv
from .as_json import as_json
from .as_xlsx import MOST_ROWS, TooLong, as_xlsx
from .sending import FORMATS, send
from .table import Column, Table, about, with_column

__all__ = [
    "FORMATS",
    "MOST_ROWS",
    "Column",
    "Table",
    "TooLong",
    "about",
    "as_csv",
    "as_json",
    "as_xlsx",
    "send",
    "with_column",
]
