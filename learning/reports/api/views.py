"""The API's own pages: its description for people, and the answer where there is nothing."""

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from . import problems
from .site import answer_problem, api

MOST_CHOICES = 30


class DocsView(TemplateView):
    """Each address with what it takes and gives, drawn from the OpenAPI document, without a script."""

    template_name = "reports/api.html"

    def get_context_data(self, **kwargs):
        schema = api.get_openapi_schema()
        about = _paragraphs(schema["info"]["description"])
        return super().get_context_data(about=about, operations=list(_operations(schema)), **kwargs)


def _paragraphs(text):
    """[[(piece, whether it is code)]]: what stands between backticks is."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n")]
    return [[(piece, bool(place % 2)) for place, piece in enumerate(one.split("`"))] for one in paragraphs]


def _operations(schema):
    for address, methods in schema["paths"].items():
        for method, operation in methods.items():
            answer = operation["responses"][200]["content"]["application/json"]["schema"]["$ref"]
            yield {
                "address": address,
                "method": method.upper(),
                "summary": operation["summary"],
                "description": _paragraphs(operation["description"]),
                "parameters": [_parameter(one, schema) for one in operation["parameters"]],
                "fields": list(_fields(answer, schema)),
            }


def _parameter(parameter, schema):
    told = parameter["schema"]
    return {
        "name": parameter["name"],
        "type": _type(told, schema).removesuffix(" | null"),
        "description": parameter.get("description", ""),
        "default": told.get("default"),
    }


def _fields(reference, schema, prefix=""):
    """(name, type) of what an answer holds, lists of objects opened."""
    for name, told in _look_up(reference, schema)["properties"].items():
        yield prefix + name, _type(told, schema)
        inner = told.get("items", told).get("$ref")
        if inner and "properties" in _look_up(inner, schema):
            yield from _fields(inner, schema, f"{prefix}{name}{'[]' if 'items' in told else ''}.")


def _look_up(reference, schema):
    return schema["components"]["schemas"][reference.rsplit("/", 1)[1]]


def _type(told, schema):
    if "$ref" in told:
        return _type(_look_up(told["$ref"], schema), schema)
    if "anyOf" in told:
        return " | ".join(_type(one, schema) for one in told["anyOf"])
    if "const" in told:
        return f"“{told['const']}”"
    if "enum" in told:
        return _choices(told["enum"])
    return told.get("format") or told["type"]


def _choices(values):
    """The values, or the first and last of a long list."""
    if len(values) > MOST_CHOICES:
        return f"{values[0]} | {values[1]} | … | {values[-1]}"
    return " | ".join(map(str, values))


@csrf_exempt
def nothing_here(request, **kwargs):
    return answer_problem(request, problems.not_found())


docs = require_safe(DocsView.as_view())
