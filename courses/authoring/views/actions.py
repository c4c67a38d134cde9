"""Actions on a course as a whole: each a page that asks, and a POST."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages

from .. import course_copy, course_workflow, errors, publish
from ..forms import CopyForm, LanguagesForm, PublishForm
from ..publish_checks import checks_of
from ..translations import untranslated_in
from .access import OfOneCourse


class CourseActionView(OfOneCourse, FormView):
    template_name = "courses/admin/action.html"
    question = ""
    button = ""

    def form_valid(self, form):
        try:
            return self.done(form)
        except errors.AuthoringRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)

    def done(self, form):
        messages.success(self.request, self.action(form))
        return redirect(self.address("outline"))


class OfLanguages(CourseActionView):
    """Base of the actions that ask for the languages."""

    @cached_property
    def waiting(self):
        return publish.waiting(self.editions)

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "waiting": self.waiting,
            "untranslated": untranslated_in(self.course),
        }

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "nothing": not any(number for _edition, number in self.waiting) and self.nothing,
            "gaps": len(checks_of(self.course, self.request.user)),
            "gaps_url": self.address("gaps"),
        }


class PublishView(OfLanguages):
    page_title = gettext_lazy("Publish all")
    form_class = PublishForm
    tab = "publish"
    question = gettext_lazy(
        "The course and everything below it, in one go. Pages that readers see as they are stay as they are."
    )
    button = gettext_lazy("Publish")
    nothing = gettext_lazy("There is nothing to publish: readers see all of it already.")

    def may(self):
        return super().may() and self.permissions.can_publish()

    def done(self, form):
        """Run the checks that other apps register for Wagtail's own Publish button: one of them may answer first."""
        for edition in form.chosen:
            for page in filter(publish.is_unpublished, publish.pages_of(edition)):
                for hook in hooks.get_hooks("before_publish_page"):
                    answer = hook(self.request, page.get_latest_revision_as_object())
                    if hasattr(answer, "status_code"):
                        return answer
        return super().done(form)

    def action(self, form):
        number = publish.publish(form.chosen, self.request.user, form.moment)
        if form.moment is None:
            return ngettext("%(number)d page is published.", "%(number)d pages are published.", number) % {
                "number": number
            }
        return ngettext(
            "%(number)d page will be published on %(moment)s.",
            "%(number)d pages will be published on %(moment)s.",
            number,
        ) % {"number": number, "moment": date_format(localtime(form.moment), "DATETIME_FORMAT")}


class SubmitView(OfLanguages):
    page_title = gettext_lazy("Send for approval")
    form_class = LanguagesForm
    tab = "submit"
    question = gettext_lazy("The whole course goes to those who approve pages: one mail tells them.")
    button = gettext_lazy("Send for approval")
    nothing = gettext_lazy("There is nothing to approve: readers see all of it already.")

    def action(self, form):
        number = course_workflow.submit(form.chosen, self.request.user)
        return ngettext("%(number)d page waits for approval.", "%(number)d pages wait for approval.", number) % {
            "number": number
        }

    def get_context_data(self, **kwargs):
        waits = len(course_workflow.waiting_for(self.editions, self.request.user))
        return {**super().get_context_data(**kwargs), "waits": waits, "approve_url": self.address("approve")}


class ApproveView(OfOneCourse, FormView):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        number = course_workflow.approve(self.editions, request.user)
        messages.success(
            request,
            ngettext("%(number)d page is approved.", "%(number)d pages are approved.", number) % {"number": number},
        )
        return redirect(self.address("outline"))


class CourseCopyView(CourseActionView):
    page_title = gettext_lazy("Copy for a new edition")
    form_class = CopyForm
    tab = "copy"
    question = gettext_lazy(
        "A draft of everything as it was last saved, in every language, with an activity of its own: nobody is enrolled, "
        "no date is set and its lessons open from the start."
    )
    button = gettext_lazy("Copy")

    def may(self):
        return super().may() and self.may_copy()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "editions": self.editions}

    def done(self, form):
        made = course_copy.copy(self.editions, form.titles, self.request.user)
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[made.pk]), _("Edit"))
        messages.success(self.request, _("“%(title)s” is there as a draft.") % {"title": made.title}, buttons=[edit])
        return redirect(reverse("authoring:outline", args=[made.pk]))
