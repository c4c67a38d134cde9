"""Wagtail's preview modes of courses and their steps."""

from django.utils.translation import gettext_lazy as _

ENROLLED = "enrolled"
MODES = [("", _("As a visitor")), (ENROLLED, _("As someone enrolled"))]
