from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from learning.people.accounts.middleware.time_zone import COOKIE
from learning.people.accounts.person_of_account import person_of
from learning.people.accounts.profile_form import ProfileForm
from learning.people.organisations.lookup import suggestions_while_typing

from .base import OwnView


class ProfileView(OwnView):
    def get(self, request):
        return self.show(ProfileForm(person=self.person, zone=request.COOKIES.get(COOKIE, "")))

    def post(self, request):
        form = ProfileForm(request.POST, person=self.person)
        if not form.is_valid():
            return self.show(form)
        person = form.save()
        with translation.override(person.language if "language" in form.changed_data else translation.get_language()):
            messages.success(request, _("Your profile is saved."))
            return redirect(reverse("profile"))

    def show(self, form):
        return render(self.request, "home/portal/profile.html", {"form": form, "email": self.request.user.email})


def organisation_suggestions(request):
    """Return at most 10 organisations that match what is typed, as JSON; 401 if the reader is not logged in."""
    if not request.user.is_authenticated:
        return JsonResponse({"suggestions": []}, status=401)
    found = suggestions_while_typing(request.GET.get("q", ""), person_of(request.user))
    return JsonResponse({"suggestions": found})
