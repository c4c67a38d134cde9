"""The two external players that the content security policy allows, in the modes that collect least about readers."""

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
    """Return the address of the player for a video's address; "" for any other host, to which there is only a link."""
    for pattern, address in PLAYERS:
        if match := pattern.match(url):
            return address.format(match[1])
    return ""
