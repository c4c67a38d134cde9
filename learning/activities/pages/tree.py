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
    """Before a page is saved: take its place in the tree from the database.

    Moving and adding pages write the place with queries of their own. A page that was read earlier, as a revision that is
    published on commit, would write the old place back: treebeard then takes a page with children for one without.
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
    """What is wrong with the tree. One query: `Page.find_problems` takes two for each page."""
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

    Nothing is deleted: what has no parent is for an administrator to decide, with Wagtail's command `fixtree`.
    """
    problems = find_problems()
    if problems.repairable:
        Page.fix_tree()
    return problems.repairable, problems.orphans
