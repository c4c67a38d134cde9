"""Durations of recordings, read from the header of the file."""

import struct

# An MP4 consists of boxes: four bytes of size, four of name. The duration is in moov/mvhd.
BOX = struct.Struct(">I4s")
FAR = 1_000


def seconds_of(file):
    """Return the seconds of an MP4 (m4a, m4v); None for other formats and for unreadable files."""
    try:
        file.seek(0)
        return _mp4(file, file.size)
    except (struct.error, OSError, ValueError, ZeroDivisionError):
        return None
    finally:
        file.seek(0)


def _mp4(file, end):
    for _box in range(FAR):
        start = file.tell()
        if start >= end:
            return None
        size, name = BOX.unpack(file.read(8))
        if size == 1:
            size = struct.unpack(">Q", file.read(8))[0]
        if name == b"mvhd":
            return _movie_header(file)
        if name == b"moov":
            continue
        if size < 8:
            return None
        file.seek(start + size)
    return None


def _movie_header(file):
    version = file.read(4)[0]
    layout = struct.Struct(">QQIQ" if version == 1 else ">IIII")
    _made, _changed, scale, length = layout.unpack(file.read(layout.size))
    return length / scale
