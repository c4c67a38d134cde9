import re

from django.http import FileResponse, StreamingHttpResponse

from learning.core.files.exports import XLSX

from .csv_format import as_csv
from .json_format import as_json
from .xlsx_format import as_xlsx

FORMATS = ("csv", "xlsx", "json")
# A filter may have any letter in it; a header may not.
ODD = re.compile(r"[^A-Za-z0-9_-]")


def send(table, name, form):
    """The answer with `table` as the file `name`, without its ending, in one of FORMATS. Raises `TooLong` for XLSX."""
    name = f"{ODD.sub('-', name)}.{form}"
    if form == "xlsx":
        return FileResponse(as_xlsx(table), as_attachment=True, filename=name, content_type=XLSX)
    written, kind = (as_csv, "text/csv") if form == "csv" else (as_json, "application/json")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(written(table), content_type=f"{kind}; charset=utf-8", headers=headers)
