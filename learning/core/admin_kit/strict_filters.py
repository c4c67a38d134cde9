"""Strict filters: a filter of a listing that can't be read finds nothing. Wagtail would show everything instead."""

from django.core.exceptions import BadRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages


class StrictFilters:
    """For Wagtail's listings. Views that filter rows of their own look at `has_readable_filters`."""

    @cached_property
    def has_readable_filters(self):
        filters = getattr(self, "filters", None)
        return not filters or filters.is_valid()

    def get(self, request, *args, **kwargs):
        if not self.has_readable_filters:
            if getattr(self, "is_export", False):
                raise BadRequest("A filter of this file can't be read.")
            if not self.results_only:
                messages.error(request, self._refusal())
        return super().get(request, *args, **kwargs)

    def filter_queryset(self, queryset):
        if not self.has_readable_filters:
            return queryset.none() if hasattr(queryset, "none") else []
        return super().filter_queryset(queryset)

    def _refusal(self):
        form = self.filters.form
        told = [
            f"{form[name].label} “{self.request.GET.get(name, '')[:40]}”: {' '.join(errors)}"
            for name, errors in form.errors.items()
            if name in form.fields
        ]
        return _("Nothing is found, since a filter can't be read. %(filters)s") % {"filters": " ".join(told)}
