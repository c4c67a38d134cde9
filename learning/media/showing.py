"""A recording as a page shows it: what it costs to load, its captions and its transcript, the reader's language first."""

import mimetypes
from dataclasses import dataclass

from .models import CaptionTrack, Recording


def clock(seconds):
    """520 → "08:40", 3725 → "1:02:05"."""
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


@dataclass(frozen=True)
class Track:
    captions: CaptionTrack
    is_first: bool

    @property
    def paragraphs(self):
        """The transcript: [(time as "08:40", text)]."""
        return [(clock(start), text) for start, text in self.captions.transcript]


@dataclass(frozen=True)
class Shown:
    """`position` is the second where the reader stopped, 0 where they are to begin."""

    recording: Recording
    tracks: list[Track]
    position: int = 0

    @property
    def content_type(self):
        return mimetypes.guess_type(self.recording.filename)[0] or "video/mp4"

    @property
    def length(self):
        return clock(self.recording.seconds) if self.recording.seconds else ""

    @property
    def stopped_at(self):
        return clock(self.position) if self.position else ""

    @property
    def source(self):
        """A media fragment lets the browser start where the reader stopped, without a script."""
        return f"{self.recording.url}#t={self.position}" if self.position else self.recording.url


def shown(recording, language, position=0):
    """`recording` for a reader of `language`. Its captions are prefetched, or one query."""
    captions = sorted(recording.captions.all(), key=lambda track: (track.language != language, track.pk))
    tracks = [Track(track, is_first=number == 0) for number, track in enumerate(captions)]
    # Who stopped at the very end begins again.
    is_inside = 5 <= position < recording.seconds - 10
    return Shown(recording, tracks, position if is_inside else 0)
