"""Pages of focal points: the people of their organisation, one colleague, confirmation and removal."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from home.catalogue import searchable
from home.views.catalogue import address
from learning.people.accounts import access
from learning.people.accounts.person_of_account import person_of
from learning.people.models import Person
from learning.people.organisations import affiliations
from learning.people.organisations.focal_points import organisation_of, organisations_of

from .. import colleagues
from .base import OwnObjectView

PAGE_SIZE = 25


@login_required
@never_cache
def my_organisations(request):
    """Redirect to the only organisation that the reader looks after, or show a choice of several.

    404 for everyone else.
    """
    person = person_of(request.user)
    bodies = organisations_of(person) if person else []
    if not bodies:
        raise Http404
    access.require_to_look_after(request, bodies[0])
    if len(bodies) == 1:
        return redirect("my_organisation", bodies[0].uuid)
    return render(request, "home/portal/organisations.html", {"organisations": bodies})


class OfMyOrganisation(OwnObjectView):
    """View about one organisation (`self.organisation`, canonical) for its focal points."""

    def look_up(self, uuid):
        self.organisation = organisation_of(self.person, uuid)
        if self.organisation is None:
            raise Http404
        access.require_to_look_after(self.request, self.organisation)

    def show(self, template, **context):
        return render(self.request, template, {"organisation": self.organisation, **context})


class OrganisationView(OfMyOrganisation):
    """List the people of the organisation, narrowed by a plain form.

    An unknown state, or a search of quotation marks only, finds nobody.
    """

    def get(self, request):
        typed, state = request.GET.get("words", "").strip(), request.GET.get("state", "")
        words, people = searchable(typed), colleagues.people_of(self.organisation)
        if (state and state not in colleagues.STATES) or (typed and not words):
            people = people.none()
        found = colleagues.narrowed(people, self.organisation, words=words, state=state)
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        theirs = colleagues.participations(page.object_list, self.organisation)
        return self.show(
            "home/portal/organisation.html",
            rows=[(person, theirs[person.pk]) for person in page.object_list],
            numbers=colleagues.numbers_of(self.organisation),
            words=words,
            state=state,
            states=colleagues.STATES.items(),
            page_of=page,
            previous=address(request, page=page.previous_page_number()) if page.has_previous() else "",
            next=address(request, page=page.next_page_number()) if page.has_next() else "",
        )


class ColleagueView(OfMyOrganisation):
    """One colleague, and everything they take part in for the organisation."""

    must_belong = False

    def look_up(self, uuid, person):
        """Find the canonical person of the address in the list of colleagues, or raise 404."""
        super().look_up(uuid)
        row = Person.objects.select_related("merged_into__merged_into").filter(uuid=person).first()
        found = row and colleagues.people_of(self.organisation).filter(pk=row.canonical.pk).first()
        if not found or (self.must_belong and not found.belongs):
            raise Http404
        self.colleague, self.is_self = found, found.pk == self.person.pk

    def get(self, request):
        theirs = colleagues.participations([self.colleague], self.organisation)[self.colleague.pk]
        return self.show("home/portal/colleague.html", participations=theirs, is_self=self.is_self)

    def show(self, template, **context):
        return super().show(template, colleague=self.colleague, **context)

    def said(self, sentence):
        messages.success(self.request, sentence % {"name": self.colleague, "organisation": self.organisation})


class ConfirmColleagueView(ColleagueView):
    must_belong = True

    def get(self, request):
        return self.back()

    def post(self, request):
        affiliations.confirm(self.colleague, self.organisation, by=request.user)
        self.said(_("%(name)s is confirmed as belonging to %(organisation)s."))
        return self.back()

    def back(self):
        return redirect("colleague", self.organisation.uuid, self.colleague.uuid)


class RemoveColleagueView(ColleagueView):
    """Remove a colleague after a confirmation page, because it sends an e-mail.

    404 for the reader: one's own affiliation changes on the profile.
    """

    must_belong = True

    def look_up(self, uuid, person):
        super().look_up(uuid, person)
        if self.is_self:
            raise Http404

    def get(self, request):
        return self.show("home/portal/remove_colleague.html")

    def post(self, request):
        affiliations.remove(self.colleague, self.organisation, by=request.user)
        self.said(_("%(name)s no longer belongs to %(organisation)s and gets an e-mail about it."))
        return redirect("my_organisation", self.organisation.uuid)
