"""Other hosts' players that keep what they learn of a reader to the least: the two that the content security policy lets in."""

import re

PLAYERS = (
    (
        re.compile(
            r"https://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?(?:.*&)?v=|embed/|live/|shorts/)|youtu\.be/)([\w-]{11})(?![\w-])"
        ),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (
        re.compile(r"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d+)(?!\d)"),
        "https://player.vimeo.com/video/{}?dnt=1",
    ),
)


def player_of(url):
    """The address of the player for a video's address; "" for any other host, whose page is only linked to."""
    for pattern, address in PLAYERS:
        if match := pattern.match(url):
            return address.format(match[1])
    return ""
