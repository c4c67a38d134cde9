from django.utils.functional import cached_property


class WholeList:
    """For Wagtail's listings: with `?rows=all` all rows stand on one page, as they are printed."""

    MOST_ROWS = 2000

    @cached_property
    def is_whole_list(self):
        return self.request.GET.get("rows") == "all"

    @property
    def whole_list_url(self):
        query = self.request.GET.copy()
        query.pop("p", None)
        query["rows"] = "all"
        return f"{self.get_index_url()}?{query.urlencode()}"

    def get_paginate_by(self, queryset):
        return self.MOST_ROWS if self.is_whole_list else super().get_paginate_by(queryset)
