"""Recordings without captions: why a page was not published."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from .recordings import publish_checks


class PublishRefusedMiddleware:
    """Middleware: where many pages are published at once, or one is approved, there is no form to say it in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, publish_checks.Uncaptioned):
            return None
        messages.error(request, str(exception))
        editing = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": editing})
        return redirect(editing)
