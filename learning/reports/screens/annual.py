from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from learning.people import audit_log
from learning.people.accounts.person_of_account import person_of

from .. import exports
from ..annual import LANGUAGES, gather
from ..annual.export import asked, table
from ..annual.rows import FrozenFigure
from ..measures.definitions import VERSION
from ..permissions import FREEZE, SEE_ACTIVITIES, SEE_PEOPLE, SEE_SNAPSHOTS
from ..queries import calendar_periods
from ..scope import description
from ..snapshots import actions as snapshot_actions
from .access import PermissionOr404Mixin, UnderFigures
from .forms import ScopeForm

NAMES = {"en": "English", "es": "Español", "fr": "Français"}


def language_of(request):
    """The language of the sentences: chosen, or that of the reader's profile, or of their browser. The screen about the
    sentences stays in the language of the admin."""
    person = person_of(request.user)
    wanted = [request.GET.get("language", ""), person.language if person else "", request.LANGUAGE_CODE[:2]]
    return next((language for language in wanted if language in LANGUAGES), LANGUAGES[0])


def languages(request, query):
    chosen = language_of(request)
    return [
        {"code": code, "name": NAMES[code], "is_chosen": code == chosen, "query": f"{query}&language={code}"}
        for code in LANGUAGES
    ]


class AnnualView(PermissionOr404Mixin, UnderFigures, WagtailAdminTemplateMixin, TemplateView):
    """Sentences ready to paste, each with its figures, their rules, sources and what they were the year before."""

    page_title = gettext_lazy("Annual figures")
    header_icon = "calendar-alt"
    template_name = "reports/admin/annual.html"
    permission = SEE_ACTIVITIES

    @cached_property
    def sees_raw(self):
        return self.request.user.has_perm(SEE_PEOPLE)

    @cached_property
    def form(self):
        names = ScopeForm.base_fields.keys() | {"from", "to"}
        asked = self.request.GET if names & self.request.GET.keys() else {"year": self._latest_year()}
        form = ScopeForm(asked)
        form.is_valid()
        return form

    @staticmethod
    def _latest_year():
        """The last one that has begun and holds anything."""
        return str(next((year for year in calendar_periods.years() if year <= timezone.localdate().year), ""))

    def get(self, request, *args, **kwargs):
        if self.form.errors:
            return self.render_to_response(self.get_context_data())
        scope, kind = self.form.scope, request.GET.get("export")
        annual = gather(scope, sees_raw=self.sees_raw)
        if self.sees_raw:
            details = {"measure": "women", "scope": scope.query()}
            audit_log.record(audit_log.Action.FIGURES_SEEN, request.user, details=details)
        if kind in exports.FORMATS:
            return self._export(annual, kind)
        return self.render_to_response(self.get_context_data(annual=annual, scope=scope))

    def _export(self, annual, kind):
        content = snapshot_actions.content_of(annual)
        told = exports.about(self.page_title, asked(annual.scope, sees_raw=self.sees_raw))
        rows = [FrozenFigure(figure) for figure in content["figures"]]
        name = "-".join(["annual-figures", *annual.scope.query().values(), f"rules-v{VERSION}"])
        return exports.send(table(told, rows, sentences=content["sentences"]), name, kind)

    def get_context_data(self, annual=None, scope=None, **kwargs):
        context = super().get_context_data(form=self.form, version=VERSION, **kwargs)
        # What is hidden must not be what is wrong, nor what narrows.
        context["is_narrowed"] = any(self.form[name].value() for name in self.form.fields if name != "year")
        if annual is None:
            return context
        language = language_of(self.request)
        rows = {
            fact.key: FrozenFigure(snapshot_actions.frozen(fact), fact.people if self.sees_raw else "")
            for fact in annual.facts
        }
        parts = [
            (_("Counted"), annual.counted),
            (_("Declared"), annual.declared),
            (_("Declared, and no figures of learning"), annual.context),
        ]
        return context | {
            "scope": scope,
            "told": description.scope_in_words(scope),
            "compared": description.comparison_in_words(scope),
            "query": scope.urlencode(),
            "language": language,
            "languages": languages(self.request, scope.urlencode()),
            "head": exports.about(self.page_title, asked(scope, sees_raw=self.sees_raw))[1:-1],
            "parts": [(title, [_shown(one, language, rows) for one in said]) for title, said in parts if said],
            "is_anyone_counted": bool(annual.counted),
            "rows": [row for key, row in rows.items() if row.kind == _("counted")],
            "may_freeze": self.request.user.has_perm(FREEZE),
            "sees_snapshots": self.request.user.has_perm(SEE_SNAPSHOTS),
        }


def _shown(sentence, language, rows):
    return {
        "text": sentence.in_language(language),
        "is_quote": sentence.is_quote,
        "quotes": list(dict.fromkeys(fact.quote for fact in sentence.facts if fact.quote)),
        "rows": [rows[fact.key] for fact in sentence.facts if fact.key in rows],
    }
