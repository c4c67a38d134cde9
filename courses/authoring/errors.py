"""Errors of the authoring actions: each gives the author the reason as a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.core.errors import BusinessError


class AuthoringRefused(BusinessError):
    """Base class of the errors. Its text is the reason as a sentence; nothing was changed."""


class Locked(AuthoringRefused):
    def __init__(self, page):
        super().__init__(
            _("“%(title)s” is locked. The person who locked it has to unlock it first.")
            % {"title": page.get_admin_display_title()}
        )


class Unfinished(AuthoringRefused):
    """A page whose draft is not valid; `error` is Django's ValidationError."""

    def __init__(self, page, error):
        super().__init__(
            _("“%(title)s” can't be published yet: %(problems)s")
            % {"title": page.get_admin_display_title(), "problems": " ".join(error.messages)}
        )


class UnfinishedBlocks(AuthoringRefused):
    """The page's own form shows best what is missing in which field."""

    def __init__(self, page, field):
        super().__init__(
            _(
                "“%(title)s” can't be published yet: something under “%(field)s” is not finished. Open the page and publish "
                "it there: it shows what."
            )
            % {"title": page.get_admin_display_title(), "field": field.verbose_name}
        )


class AddressTaken(AuthoringRefused):
    def __init__(self, page):
        super().__init__(
            _("There is another page with the address “%(slug)s” in that module. Change one of the two first.")
            % {"slug": page.slug}
        )


class NothingToDo(AuthoringRefused):
    def __init__(self):
        super().__init__(_("There is nothing to publish: readers see all of it already."))


class NothingToSend(AuthoringRefused):
    def __init__(self):
        super().__init__(_("There is nothing to send: readers see all of it already, or it waits for approval."))


class BrokenPageTree(AuthoringRefused):
    """A page tree in which `number` pages have no parent."""

    def __init__(self, number):
        super().__init__(
            ngettext(
                "The course was not copied: %(number)d page has lost the page above it. Ask an administrator to repair the "
                "page tree (manage.py fixtree), then copy again.",
                "The course was not copied: %(number)d pages have lost the page above them. Ask an administrator to repair "
                "the page tree (manage.py fixtree), then copy again.",
                number,
            )
            % {"number": number}
        )
