from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from .. import permissions
from ..models.membership_periods import first_overlap, told
from ..models.organisation import folded_name
from ..names import clean_name
from ..reference.email_domains import clean_domain
from .status_labels import SaysWhatIsOdd

APPOINT = f"people.{permissions.APPOINT}"


class OrganisationForm(SaysWhatIsOdd, WagtailAdminModelForm):
    """Focal points are seen and changed by those alone who may also appoint them."""

    def __init__(self, *args, for_user=None, **kwargs):
        super().__init__(*args, for_user=for_user, **kwargs)
        if for_user and not for_user.has_perm(APPOINT):
            self.formsets.pop("focal_points", None)

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])

    def clean(self):
        self._refuse_aliases_alike()
        self._refuse_memberships_that_overlap()
        return super().clean()

    def _refuse_memberships_that_overlap(self):
        forms = self._filled("memberships", "since")
        overlap = first_overlap([(form.cleaned_data["since"], form.cleaned_data["until"]) for form in forms])
        if overlap:
            earlier, later = overlap
            refused = _("It was a member already then: %(earlier)s. Two memberships can't overlap.")
            form = next(form for form in forms if (form.cleaned_data["since"], form.cleaned_data["until"]) == later)
            form.add_error("since", refused % {"earlier": told(earlier)})

    def _refuse_aliases_alike(self):
        """Two spellings that differ in accents or case are one alias."""
        seen = set()
        for form in self._filled("aliases", "name"):
            folded = folded_name(form.cleaned_data["name"])
            if folded in seen:
                form.add_error("name", _("This alias is there already; accents and case make no difference."))
            seen.add(folded)

    def _filled(self, name, field):
        """The formset's forms that are valid as far as they go and say something in `field`."""
        forms = self.formsets[name].forms if name in self.formsets else []
        return [
            form
            for form in forms
            if form.is_valid() and not form.cleaned_data.get("DELETE") and form.cleaned_data.get(field)
        ]


class DomainForm(WagtailAdminModelForm):
    def clean_domain(self):
        return clean_domain(self.cleaned_data["domain"])


class DomainsPanel(InlinePanel):
    """Domains with their own form, which writes them the way they are compared."""

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"]["domains"]["form"] = DomainForm
        return options


ORGANISATION_PANELS = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("name"),
                FieldPanel("kind"),
                MultiFieldPanel(
                    [FieldRowPanel([FieldPanel("country"), FieldPanel("region")]), FieldPanel("place")],
                    heading=_("Where"),
                ),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")], heading=_("On the map")),
                FieldPanel("time_zone"),
                FieldPanel("external_id"),
                FieldPanel("is_confirmed"),
            ],
            heading=_("Organisation"),
        ),
        ObjectList(
            [
                InlinePanel("aliases", heading=_("Other names"), label=_("alias"), panels=[FieldPanel("name")]),
                DomainsPanel("domains", heading=_("E-mail domains"), label=_("domain"), panels=[FieldPanel("domain")]),
            ],
            heading=_("Names and domains"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "memberships",
                    heading=_("Memberships"),
                    label=_("membership"),
                    panels=[FieldRowPanel([FieldPanel("since"), FieldPanel("until")])],
                )
            ],
            heading=_("Membership"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "focal_points",
                    heading=_("Focal points"),
                    label=_("focal point"),
                    help_text=_(
                        "They see on the site, by name, who of this organisation takes part in what, invite colleagues "
                        "and say who has left. Name people who work there and need it, with an account of their own."
                    ),
                    panels=[FieldPanel("person")],
                )
            ],
            heading=_("Focal points"),
            permission=APPOINT,
        ),
    ],
    base_form_class=OrganisationForm,
)
