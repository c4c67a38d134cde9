"""Template context of a recording: file sizes, captions, chapters and transcript, the reader's language first."""

import mimetypes
from dataclasses import dataclass, field

from django.utils.translation import gettext

from ..formats import chapters
from ..formats.chapters import clock
from ..models import CaptionTrack, Recording, megabytes


@dataclass(frozen=True)
class Track:
    captions: CaptionTrack
    is_first: bool

    @property
    def paragraphs(self):
        """Return the transcript: [(second, time as "08:40", text)]."""
        return [(int(start), clock(start), text) for start, text in self.captions.transcript]


@dataclass(frozen=True)
class Keeping:
    """Where the page sends viewings, and the token of the moment when it was opened."""

    url: str
    opened: str
    read_url: str
    read_at: object = None


@dataclass(frozen=True)
class PlayerContext:
    """`position` is the second where the reader stopped, 0 to begin at the start; `keeping` is None for visitors."""

    recording: Recording
    tracks: list[Track]
    chapters: list = field(default_factory=list)
    chapters_language: str = ""
    position: int = 0
    keeping: Keeping | None = None

    @property
    def is_audio(self):
        return self.recording.type == "audio"

    @property
    def transcript(self):
        """Return the track whose text is shown on the page; None without captions."""
        return self.tracks[0] if self.tracks else None

    @property
    def content_type(self):
        return content_type(self.recording.filename)

    @property
    def lighter(self):
        """Return smaller files: [(kind, label, address, megabytes)]; a browser that saves data plays the first."""
        files = (
            ("small", gettext("small video"), self.recording.small),
            ("sound", gettext("sound only"), self.recording.sound),
        )
        return [(kind, label, file.url, megabytes(file)) for kind, label, file in files if file]

    @property
    def length(self):
        return clock(self.recording.seconds) if self.recording.seconds else ""

    @property
    def stopped_at(self):
        return clock(self.position) if self.position else ""

    @property
    def source(self):
        """Return the address with a media fragment: the browser starts where the reader stopped, without a script."""
        return f"{self.recording.url}#t={self.position}" if self.position else self.recording.url


def content_type(name):
    guessed = mimetypes.guess_type(name)[0] or "video/mp4"
    return "video/mp4" if guessed == "video/x-m4v" else guessed


def player_context(recording, language, position=0, keeping=None):
    """Return the player context for a reader of `language`. Its captions are prefetched, or cost one query."""
    captions = sorted(recording.captions.all(), key=lambda track: (track.language != language, track.pk))
    tracks = [Track(track, is_first=number == 0) for number, track in enumerate(captions)]
    told = sorted(recording.chapters, key=lambda code: code != language)[:1]
    # A reader who stopped near the end begins again.
    is_inside = 5 <= position < recording.seconds - 10
    return PlayerContext(
        recording,
        tracks,
        chapters.read(recording.chapters[told[0]]) if told else [],
        told[0] if told else "",
        position if is_inside else 0,
        keeping,
    )
