"""Who may see a recording. The pages it stands on say it: each layer above registers a rule for its own in `apps.py`.

A rule is a function of (request, recording) and answers EVERYONE, READER (this one, because of who they are) or NOBODY.
The widest answer counts; a recording of which no page speaks is seen by those alone who look after it.
"""

from django.db.models import Q
from wagtail.permissions import policy_registry

from learning.people.accounts import access

from ..models import CaptionTrack, Recording
from .documents import accepts

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


def audience_of_page(request, page):
    """EVERYONE for a published page that is not private, READER for a private one that this reader may read, else NOBODY."""
    restrictions = list(page.get_view_restrictions())
    if not all(accepts(restriction, request) for restriction in restrictions):
        return NOBODY
    return READER if restrictions else EVERYONE


def audience(request, recording, *, asks=False):
    """EVERYONE, READER or NOBODY. Who sees it by a role alone is READER once they have shown their second factor; until
    then NOBODY or, where it `asks`, sent to show it."""
    widest = max((rule(request, recording) for rule in _rules), default=NOBODY)
    looks_after = access.ask_to_look_after if asks else access.may_look_after
    if widest == NOBODY and looks_after(request, recording):
        return READER
    return widest


def may_see(request, recording):
    return audience(request, recording) != NOBODY


def audience_of_file(request, path):
    """The same for a file by its place in the storage. A file that no recording has is nobody's."""
    folder = next(folder for folder in FOLDERS if path.startswith(folder))
    owners = Recording.objects.filter(_OWNERS[folder](path))
    return max((audience(request, recording, asks=True) for recording in owners), default=NOBODY)


def may_edit_file(user, file) -> bool:
    """Whether `user` is an editor who may add or change `file` (a recording or a document) in its collection.

    Editors choose files, and preview the pages that these are to stand on.
    """
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(type(file))
    return policy.user_has_any_permission_for_instance(user, ["add", "change"], file)
