"""Access by a role: whether a person may look after an object, and has shown the second factor that this requires.

Every view and file outside the admin that opens to somebody because of a role asks here. An app registers one rule for
each model of its own in its `apps.py`. The admin itself is guarded by `middleware.staff.SecondFactorMiddleware`.
"""

from django.http import Http404

from .second_factor import FOR_STAFF, SecondFactorNeeded, lacks_second_factor

_rules = {}


def register(model, rule, setting=FOR_STAFF):
    """Let `rule(user, instance) -> bool` say whether `user` has a role for an instance of `model` or a subclass.

    `setting` names the setting that says whether this role takes a second factor.
    """
    _rules[model] = rule, setting


def has_role_for(user, thing) -> bool:
    """Whether a role of `user` lets them look after `thing`, second factor or not."""
    rule, _setting = _rule_of(thing)
    return user.is_authenticated and rule(user, thing)


def may_look_after(request, thing) -> bool:
    """Whether the reader has a role for `thing` and has shown the second factor it takes."""
    return has_role_for(request.user, thing) and not lacks_second_factor(request, _rule_of(thing)[1])


def ask_to_look_after(request, thing) -> bool:
    """The same, but raise `SecondFactorNeeded` where nothing but the second factor is missing."""
    if not has_role_for(request.user, thing):
        return False
    if lacks_second_factor(request, _rule_of(thing)[1]):
        raise SecondFactorNeeded
    return True


def require_to_look_after(request, thing) -> None:
    """Raise Http404 without a role for `thing`, `SecondFactorNeeded` where only the second factor is missing."""
    if not ask_to_look_after(request, thing):
        raise Http404


def _rule_of(thing):
    return next(_rules[model] for model in type(thing).__mro__ if model in _rules)
