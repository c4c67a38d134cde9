"""Uploaded files, served by the platform itself where no web server or bucket does, with ranges so that video seeks."""

import mimetypes
import re

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse

# Shown in the page; anything else is offered as a download, so that no upload runs as a page of this site.
INLINE = (
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/avif",
    "image/gif",
    "video/mp4",
    "video/webm",
    "audio/mpeg",
    "audio/mp4",
    "text/vtt",
)
RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
CHUNK = 64 * 1024
# Documents have a view of their own, which asks for permission first.
PRIVATE_FOLDERS = ("documents/", "original_images/", "submissions/")


def serve(request, path):
    """200 with the file, 206 with the part asked for, 416 for a part outside it, 404 else."""
    mimetypes.add_type("text/vtt", ".vtt")
    try:
        if path.startswith(PRIVATE_FOLDERS) or not default_storage.exists(path):
            raise Http404
        file = default_storage.open(path)
    except (SuspiciousFileOperation, OSError) as error:
        raise Http404 from error
    content_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = _part(file, request.headers.get("Range", "")) or FileResponse(file)
    response["Content-Type"] = content_type
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=86400"
    response["Content-Disposition"] = "inline" if content_type in INLINE else "attachment"
    return response


def _part(file, asked):
    """The response for a single byte range; None where none was asked for (several in one are answered whole)."""
    match = RANGE.match(asked)
    if not match or not any(match.groups()):
        return None
    size, (first, last) = file.size, match.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end or start >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_chunks(file, start, end - start + 1), status=206)
    response["Content-Length"] = end - start + 1
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response


def _chunks(file, start, length):
    with file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
