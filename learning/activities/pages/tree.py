"""Wagtail's page tree kept sound: no stale position is written, and problems are found and repaired."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Page

FIELDS = ("path", "depth", "numchild")


@dataclass(frozen=True)
class Problems:
    """Ids of pages whose parent is missing (`orphans`), or whose depth or number of children is wrong."""

    orphans: list[int]
    bad_depth: list[int]
    bad_numchild: list[int]

    @property
    def repairable(self) -> list[int]:
        return sorted({*self.bad_depth, *self.bad_numchild})


def keep_position(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Before a page is saved, set its position in the tree to that of the database.

    Moving and adding pages write positions with queries of their own. A page read earlier, such as a revision published
    on commit, would write its old position back, and treebeard would then take a page with children for one without.
    """
    if not isinstance(instance, Page) or instance.pk is None or raw or update_fields is not None:
        return
    row = Page.objects.select_for_update().filter(pk=instance.pk).values(*FIELDS).first()
    has_moved = row and row["path"] != instance.path
    for name, value in (row or {}).items():
        setattr(instance, name, value)
    if has_moved:
        instance.set_url_path(instance.get_parent(update=True))


def find_problems() -> Problems:
    """Return the `Problems` of the tree. One query: `Page.find_problems` takes two for each page."""
    orphans, bad_depth, children, numchild = [], [], {}, {}
    rows = Page.objects.order_by("path").values_list("pk", "path", "depth", "numchild")
    for pk, path, depth, number in rows.iterator():
        parent = path[: -Page.steplen]
        if parent and parent not in numchild:
            orphans.append(pk)
        elif parent:
            children[parent] = children.get(parent, 0) + 1
        if depth != len(path) // Page.steplen:
            bad_depth.append(pk)
        numchild[path] = (pk, number)
    bad_numchild = [pk for path, (pk, number) in numchild.items() if number != children.get(path, 0)]
    return Problems(orphans, bad_depth, bad_numchild)


@transaction.atomic
def repair() -> tuple[list[int], list[int]]:
    """Correct depths and numbers of children. Returns the ids of (repaired pages, pages without a parent).

    Nothing is deleted: an administrator decides about pages without a parent, with Wagtail's command `fixtree`.
    """
    problems = find_problems()
    if problems.repairable:
        Page.fix_tree()
    return problems.repairable, problems.orphans
