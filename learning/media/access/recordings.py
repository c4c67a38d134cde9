"""Access to recordings: rules registered in `apps.py` of the apps above decide, by the pages that show a recording.

A rule is a function of (request, recording) and returns EVERYONE, READER (this reader, because of who they are) or
NOBODY. The widest result counts; only editors who look after a recording see it if no page shows it.
"""

from django.db.models import Q
from wagtail.permissions import policy_registry

from learning.people.accounts import access

from ..models import CaptionTrack, Recording
from .documents import accepts

NOBODY, READER, EVERYONE = 0, 1, 2

_rules = []
# The recordings that have the file at `path`, by its folder.
_OWNERS = {
    "media/": lambda path: Q(file=path),
    "media_thumbnails/": lambda path: Q(thumbnail=path),
    "captions/": lambda path: Q(pk__in=CaptionTrack.objects.filter(file=path).values("recording")),
    "lighter/": lambda path: Q(small=path) | Q(sound=path),
}
FOLDERS = tuple(_OWNERS)


def register(rule):
    if rule not in _rules:
        _rules.append(rule)


def audience_of_page(request, page):
    """Return EVERYONE for a public page, READER for a private one that this reader may read, else NOBODY."""
    restrictions = list(page.get_view_restrictions())
    if not all(accepts(restriction, request) for restriction in restrictions):
        return NOBODY
    return READER if restrictions else EVERYONE


def audience(request, recording, *, asks=False):
    """Return EVERYONE, READER or NOBODY.

    Someone who sees the recording only because of a role gets READER once they have passed the second factor; until
    then NOBODY or, if `asks`, an exception that redirects them to it.
    """
    widest = max((rule(request, recording) for rule in _rules), default=NOBODY)
    looks_after = access.ask_to_look_after if asks else access.may_look_after
    if widest == NOBODY and looks_after(request, recording):
        return READER
    return widest


def may_see(request, recording):
    return audience(request, recording) != NOBODY


def audience_of_file(request, path):
    """Return the audience of the file at this path in the storage. A file that belongs to no recording: NOBODY."""
    folder = next(folder for folder in FOLDERS if path.startswith(folder))
    owners = Recording.objects.filter(_OWNERS[folder](path))
    return max((audience(request, recording, asks=True) for recording in owners), default=NOBODY)


def may_edit_file(user, file) -> bool:
    """Return whether `user` is an editor who may add or change `file` (a recording or a document) in its collection.

    Editors choose files, and preview the pages on which they will appear.
    """
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(type(file))
    return policy.user_has_any_permission_for_instance(user, ["add", "change"], file)
