"""The view that serves uploaded files. Documents have a view of their own, which checks permissions first."""

import mimetypes
import posixpath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404

from ..access import recordings as recording_access
from .delivery import deliver

PRIVATE_FOLDERS = ("documents/", "original_images/", "submissions/")
mimetypes.add_type("text/vtt", ".vtt")
mimetypes.add_type("audio/mp4", ".m4a")


def serve(request, path):
    """Return 200 with the file (or an instruction to the web server or a redirect to the bucket), or 206 with a range.

    416 for a range outside the file, 404 if the file does not exist or the reader may not see it.
    """
    if path.startswith(PRIVATE_FOLDERS) or posixpath.normpath(path) != path:
        raise Http404
    audience = (
        recording_access.audience_of_file(request, path)
        if path.startswith(recording_access.FOLDERS)
        else recording_access.EVERYONE
    )
    if audience == recording_access.NOBODY:
        raise Http404
    content_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    try:
        if not default_storage.exists(path):
            raise Http404
        return deliver(request, path, content_type, is_private=audience == recording_access.READER)
    except (SuspiciousFileOperation, OSError) as error:
        raise Http404 from error
