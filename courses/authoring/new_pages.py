"""Creating a module or step from its title and minutes."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page

from ..models import CoursePage, ModulePage, StepPage


def kinds():
    """Return [(model name, page class)] of the pages that a course can contain, lessons first."""
    models = sorted(CoursePage.allowed_subpage_models(), key=lambda model: model is ModulePage)
    return [(model._meta.model_name, model) for model in models]


def parents_of(course):
    """Return the pages below which a step can be added: the course itself and its modules."""
    return [course, *ModulePage.objects.child_of(course).filter(alias_of=None).order_by("path")]


@transaction.atomic
def add(parent, kind, *, title, user, minutes=None):
    """Add a draft of a page of `kind` (a name of `kinds()`) at the end of `parent` and return it.

    Raise PermissionDenied if `user` may not add it, ValidationError if the page is not valid.
    """
    model = apps.get_model("courses", kind)
    parent = Page.objects.select_for_update().get(pk=parent.pk).specific
    if not (model.can_create_at(parent) and parent.permissions_for_user(user).can_add_subpage()):
        raise PermissionDenied
    own = {"minutes": minutes} if minutes and issubclass(model, StepPage) else {}
    page = model(title=title, locale_id=parent.locale_id, live=False, owner=user, **own)
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    return page
