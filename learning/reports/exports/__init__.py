"""Tables of any length as files, written row by row: a million rows take no more memory than a page."""

from .csv_format import as_csv
from .json_format import as_json
from .response import FORMATS, send
from .table import ExportColumn, Table, about, with_column
from .xlsx_format import MOST_ROWS, TooLong, as_xlsx

__all__ = [
    "FORMATS",
    "MOST_ROWS",
    "ExportColumn",
    "Table",
    "TooLong",
    "about",
    "as_csv",
    "as_json",
    "as_xlsx",
    "send",
    "with_column",
]
