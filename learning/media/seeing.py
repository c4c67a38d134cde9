"""Who may see a recording. The pages it stands on say it: each layer above registers a rule for its own in `apps.py`.

A rule is a function of (user, recording) and answers EVERYONE, READER (this one, because of who they are) or NOBODY.
The widest answer counts; a recording of which no page speaks is seen by those alone who look after it.
"""

from django.db.models import Q
from wagtail.permissions import policy_registry

from .models import CaptionTrack, Recording

NOBODY, READER, EVERYONE = 0, 1, 2

_rules = []
# Which rows a file of a folder belongs to.
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


def audience(user, recording):
    """EVERYONE, READER or NOBODY."""
    widest = max((rule(user, recording) for rule in _rules), default=NOBODY)
    if widest == NOBODY and looks_after(user, recording):
        return READER
    return widest


def may_see(user, recording):
    return audience(user, recording) != NOBODY


def audience_of_file(user, path):
    """The same for a file by its place in the storage. A file that no recording has is nobody's."""
    folder = next(folder for folder in FOLDERS if path.startswith(folder))
    owners = Recording.objects.filter(_OWNERS[folder](path))
    return max((audience(user, recording) for recording in owners), default=NOBODY)


def looks_after(user, file):
    """Whether `user` is an editor who may add or change `file` (a recording or a document) in its collection.

    Editors choose files, and preview the pages that these are to stand on.
    """
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(type(file))
    return policy.user_has_any_permission_for_instance(user, ["add", "change"], file)
