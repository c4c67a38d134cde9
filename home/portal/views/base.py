from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from learning.people.accounts.person_of_account import person_of


@method_decorator(never_cache, name="dispatch")
class OwnView(LoginRequiredMixin, View):
    """View about the logged-in reader, `self.person`.

    Redirects users without a confirmed e-mail address to the confirmation page.
    """

    def dispatch(self, request, *args, **kwargs):
        self.person = person_of(request.user)
        if request.user.is_authenticated and self.person is None:
            return redirect("account_email_verification_sent")
        return super().dispatch(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class OwnObjectView(LoginRequiredMixin, View):
    """View about an object that the reader looks after: 404 for anyone else, whatever the method.

    `look_up(**kwargs)` finds the object that the address names, or raises 404.
    """

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.person = person_of(request.user)
        if self.person is None:
            raise Http404
        self.look_up(**kwargs)
        return super().dispatch(request)
