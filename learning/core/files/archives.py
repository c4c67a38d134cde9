"""ZIP archives, and the office files that are ZIP archives inside: what they would unfold to, by unfolding them."""

import re
import stat
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
LARGEST = 300 * MEGABYTE
# A page of zeros shrinks a thousandfold; texts and tables that people write some ten- to thirtyfold.
STEEPEST = 200
SMALL = 10 * MEGABYTE
MOST_FILES = 10_000
DEEPEST = 2
# The end of an archive, its comment of up to 65,535 bytes included, and the list before it.
END = struct.Struct("<4sHHHHIIH")
LONGEST_END = END.size + 65_535
LONGEST_LIST = MOST_FILES * 400
CHUNK = 256 * 1024
DRIVE = re.compile(r"[A-Za-z]:")
# What must be inside for a name.
NAMES = {
    "zip": "",
    "docx": "word/",
    "xlsx": "xl/",
    "pptx": "ppt/",
    "odt": "mimetype",
    "ods": "mimetype",
    "odp": "mimetype",
    "epub": "mimetype",
}


class _Bomb(Exception):
    """It would unfold to more than anyone can use."""


def check(file, name):
    """Raises ValidationError for what is no archive, not what its name says, or would unfold to far too much."""
    try:
        _refuse_long_list(file)
        with ZipFile(file) as archive:
            names = archive.namelist()
            size = _unfolded(file, archive, depth=1, left=LARGEST)
        if size > SMALL and size > STEEPEST * file.size:
            raise _Bomb
    except _Bomb as error:
        told = {"number": LARGEST // MEGABYTE}
        raise ValidationError(
            _(
                "This archive would unfold to more than %(number)d MB, or far more than its size allows for: a “zip bomb”."
            )
            % told
        ) from error
    except (BadZipFile, OSError, ValueError, struct.error, zlib.error, NotImplementedError, EOFError) as error:
        raise ValidationError(_("This archive can't be opened.")) from error
    finally:
        file.seek(0)
    if NAMES[name] and not any(inside.startswith(NAMES[name]) for inside in names):
        raise ValidationError(_("The content of this file is not what its name .%(name)s promises.") % {"name": name})
    if any(inside.lower().endswith("vbaproject.bin") for inside in names):
        raise ValidationError(_("This file holds macros, which run. Save it without them."))


def _refuse_long_list(file):
    """Before the library reads the list of files, each entry of which costs time and memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - LONGEST_END))
    end = file.read(LONGEST_END)
    place = end.rfind(b"PK\5\6")
    if place < 0 or len(end) - place < END.size:
        raise BadZipFile
    _signature, _disk, _first, _here, entries, list_size, _offset, _comment = END.unpack_from(end, place)
    # Archives of more than 65,535 files, or of 4 GB, count elsewhere.
    if entries > MOST_FILES or list_size > LONGEST_LIST:
        raise _Bomb
    file.seek(0)


def _unfolded(file, archive, depth, left):
    """Bytes that it really unfolds to, archives inside included. What its list says is not believed."""
    entries = archive.infolist()
    if len(entries) > MOST_FILES or depth > DEEPEST:
        raise _Bomb
    _refuse_overlaps(entries)
    if has_unsafe_names(entries):
        raise ValidationError(
            _("This archive names a file outside its own folder (“../” or an absolute path), or a link. Pack it again.")
        )
    total = 0
    # In the order of the bytes: within an archive, going back means unfolding it again from its start.
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.flag_bits & 1:
            raise ValidationError(_("This archive is locked with a password: nobody can check what is inside."))
        size, is_archive = _inflated(file, entry, left - total)
        total += size
        if is_archive:
            total += _inside(archive, entry, depth, left - total)
    return total


def has_unsafe_names(entries):
    """Whether one of the ZipInfo `entries` would be unpacked outside the archive's own folder, or is a symbolic link."""
    return any(_is_unsafe(entry.orig_filename) or stat.S_ISLNK(entry.external_attr >> 16) for entry in entries)


def _is_unsafe(name):
    parts = name.replace("\\", "/").split("/")
    return "\0" in name or not parts[0] or ".." in parts or bool(DRIVE.match(name))


def _refuse_overlaps(entries):
    """Files that share their bytes are how a small archive unfolds to petabytes."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise _Bomb
        end = entry.header_offset + entry.compress_size


def _inside(archive, entry, depth, left):
    with archive.open(entry) as inner:
        _refuse_long_list(inner)
        with ZipFile(inner) as nested:
            return _unfolded(inner, nested, depth + 1, left)


def _inflated(file, entry, left):
    """(bytes it unfolds to, whether it begins as an archive). Stops as soon as it is too much."""
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise BadZipFile
    file.seek(entry.header_offset)
    header = file.read(30)
    if header[:4] != b"PK\3\4":
        raise BadZipFile
    name, extra = struct.unpack("<HH", header[26:30])
    file.seek(entry.header_offset + 30 + name + extra)
    if entry.compress_type == ZIP_STORED:
        if entry.compress_size > left:
            raise _Bomb
        return entry.compress_size, file.read(4) == b"PK\3\4"
    return _stream(file, entry.compress_size, left)


def _stream(file, packed, left):
    inflater, total, first = zlib.decompressobj(-15), 0, b""
    while packed > 0 and not inflater.eof:
        data = file.read(min(CHUNK, packed))
        if not data:
            raise EOFError
        packed -= len(data)
        while data and not inflater.eof:
            part = inflater.decompress(data, CHUNK)
            first, total, data = first or part[:4], total + len(part), inflater.unconsumed_tail
            if total > left:
                raise _Bomb
    return total, first == b"PK\3\4"
