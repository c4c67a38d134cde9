"""Delivery of files that the reader may see: by the web server, by the bucket, or by the platform itself."""

import re
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, HttpResponseRedirect, StreamingHttpResponse

# Shown in the page; any other type is a download, so that no upload runs as a page of this site.
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
    "audio/ogg",
    "audio/x-wav",
    "text/vtt",
)
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})$")
CHUNK = 64 * 1024
# A signed address is used at once; players that return later request a new one here.
SIGNED_SECONDS = 300


def deliver(request, path, content_type, *, is_private, disposition=""):
    """Return the response with a file of the storage. The caller has checked that the reader may see it."""
    disposition = disposition or ("inline" if content_type in INLINE else "attachment")
    if hasattr(default_storage, "signed") and content_type != "text/vtt":
        return _from_bucket(path, content_type, disposition, is_private)
    response = _by_web_server(path) if settings.X_ACCEL else _from_here(request, path)
    response["Content-Type"] = content_type
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600" if is_private else "public, max-age=86400"
    response["Content-Disposition"] = disposition
    return response


def _by_web_server(path):
    """Let nginx send the file, ranges included, from an internal location."""
    return HttpResponse(headers={"X-Accel-Redirect": settings.X_ACCEL + quote(path)})


def _from_bucket(path, content_type, disposition, is_private):
    """Redirect to the bucket, with a signature that is valid for minutes.

    Not for captions: browsers accept them only from the origin of the page.
    """
    shown = {"ResponseContentType": content_type, "ResponseContentDisposition": disposition}
    response = HttpResponseRedirect(default_storage.signed(path, SIGNED_SECONDS, shown))
    audience = "private" if is_private else "public"
    response["Cache-Control"] = f"{audience}, max-age={SIGNED_SECONDS // 2}"
    return response


def _from_here(request, path):
    file = default_storage.open(path)
    response = _part(file, request.headers.get("Range", "")) or FileResponse(file)
    response["Accept-Ranges"] = "bytes"
    return response


def _part(file, asked):
    """Return the response for a single byte range; None for no range, and for several (the whole file is sent)."""
    match = RANGE.match(asked)
    if not match or not any(match.groups()):
        return None
    size, (first, last) = file.size, match.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end or start >= size:
        file.close()
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
