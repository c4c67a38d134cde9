"""Uploads on this machine's disk: refused with a sentence before the disk is full, and never kept in part."""

import errno
import shutil
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.translation import gettext as _

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def sentence() -> str:
    return _(
        "There is no room for the file now, and nothing was saved. Try again later, or tell the people who run this site."
    )


class NoRoomError(OSError):
    """The disk has less space left than a file and the reserve need."""


class DiskStorage(FileSystemStorage):
    """Django's storage on disk, which keeps `settings.KEEP_FREE_MEGABYTES` free for the database and the logs."""

    def has_room(self, size: int) -> bool:
        """Return whether a file of `size` bytes fits and the reserve stays free."""
        folder = next(one for one in (Path(self.location), *Path(self.location).parents) if one.exists())
        return shutil.disk_usage(folder).free - size >= settings.KEEP_FREE_MEGABYTES * 1024 * 1024

    def _save(self, name, content):
        if not self.has_room(content.size):
            raise NoRoomError(errno.ENOSPC, sentence())
        is_new = not self.exists(name)
        try:
            return super()._save(name, content)
        except OSError as error:
            if error.errno not in FULL:
                raise
            if is_new:
                self.delete(name)
            raise NoRoomError(errno.ENOSPC, sentence()) from error


def check_room(size: int) -> None:
    """Raise ValidationError where uploads lie on a disk that has no room for `size` bytes more."""
    if hasattr(default_storage, "has_room") and not default_storage.has_room(size):
        raise ValidationError(sentence())
