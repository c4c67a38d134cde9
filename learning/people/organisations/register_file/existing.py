"""The organisations in the register, indexed to find the one that a row is about."""

from collections import defaultdict

from django.utils.translation import gettext as _

from learning.people.models import Organisation
from learning.people.models.organisation import folded_name

from .cells import Wrong
from .columns import COUNTRY, EXTERNAL_ID, NAME, UUID


class Known:
    """Every organisation with its names, domains and memberships, in four queries."""

    def __init__(self):
        found = Organisation.objects.select_related("merged_into__merged_into")
        self.organisations = list(found.prefetch_related("aliases", "domains", "memberships").order_by("pk"))
        self.by_uuid = {str(body.uuid): body for body in self.organisations}
        self.by_external_id = {body.external_id: body for body in self.organisations if body.external_id}
        self.countries = {body.country for body in self.organisations}
        self.by_name = defaultdict(list)
        for body in self.organisations:
            self.by_name[body.folded].append(body)

    def meant_by(self, row):
        """The organisation that `row` is about, None for a new one; raises (column, Wrong)."""
        given = row.cells.get(UUID)
        if given:
            body = self.by_uuid.get(UUID.read(given))
            if body is None:
                said = _("No organisation has this uuid.")
                raise Wrong(said, _("Leave it as it was exported, or empty for a new organisation."))
            return body
        return self.by_external_id.get(row.cells.get(EXTERNAL_ID)) or self._by_name(row)

    def _by_name(self, row):
        """The name exactly, accents and case forgiven, in the country that the row names where it has that column."""
        named = self.by_name.get(folded_name(row.cells.get(NAME, "")), []) if row.cells.get(NAME) else []
        if COUNTRY in row.cells:
            country = COUNTRY.read(row.cells[COUNTRY])
            here = [body for body in named if body.country == country]
            if named and not here and not country:
                said = _("An organisation of this name is in the register, with a country.")
                raise Wrong(said, _("Write the country."))
            named = here
        # One that counts as another is meant only where no other has the name.
        named = [body for body in named if not body.merged_into_id] or named
        if len(named) > 1:
            said = _("%(number)d organisations have this name in this country.") % {"number": len(named)}
            raise Wrong(said, _("Write the uuid or the external id of the one you mean."))
        return self._not_another(named[0], row) if named else None

    def _not_another(self, body, row):
        """A row with an external id of its own is not about one that has another."""
        given = row.cells.get(EXTERNAL_ID)
        if given and body.external_id and given != body.external_id:
            said = _("The organisation of this name has the external id %(id)s.") % {"id": body.external_id}
            raise Wrong(said, _("Correct the external id, or write the uuid if it is to be changed."))
        return body
