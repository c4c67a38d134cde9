"""The data that a browser would post for an unchanged form."""

from bs4 import BeautifulSoup


def sent_back(page):
    """Return {name: [values]} of the form that posts to its own address, as the browser fills it."""
    forms = BeautifulSoup(page, "html.parser").find_all("form", method=lambda value: (value or "").lower() == "post")
    found = [_fields(form) for form in forms if not _leads_away(form)]
    return max(found, key=len)


def _leads_away(form):
    return "/accounts/logout/" in form.get("action", "") or "/admin/logout/" in form.get("action", "")


def _fields(form):
    sent = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name = field.get("name")
        if name and not field.has_attr("disabled") and "__prefix__" not in name:
            sent.setdefault(name, []).extend(_values(field))
    return {name: values for name, values in sent.items() if values}


def _values(field):
    if field.name == "select":
        return [option.get("value", option.text) for option in field.find_all("option", selected=True)]
    if field.name == "textarea":
        return [field.text.removeprefix("\n")]
    if field.get("type") in {"checkbox", "radio"}:
        return [field.get("value", "on")] if field.has_attr("checked") else []
    return [] if field.get("type") in {"submit", "button", "file"} else [field.get("value", "")]
