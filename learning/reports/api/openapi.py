"""The OpenAPI document, with the exact types that the API accepts and returns."""

PROBLEM = "application/problem+json"
HEADERS = {
    "401": {"WWW-Authenticate": {"description": "How to come in.", "schema": {"type": "string"}}},
    "429": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string"}}},
}


def narrowed(schema):
    """`schema` as Ninja wrote it, mended in place: errors are problems, and no parameter is null (it is left out)."""
    for operations in schema["paths"].values():
        for operation in operations.values():
            operation["parameters"] = [_parameter(one) for one in operation["parameters"]]
            for status, response in operation["responses"].items():
                _answer(str(status), response)
    return schema


def _parameter(parameter):
    told = parameter["schema"]
    choices = [one for one in told.get("anyOf", []) if one.get("type") != "null"]
    if len(choices) == 1:
        rest = {name: value for name, value in told.items() if name not in {"anyOf", "default"}}
        parameter["schema"] = {**rest, **choices[0]}
    return parameter


def _answer(status, response):
    if status.startswith("4") and "content" in response:
        response["content"] = {PROBLEM: next(iter(response["content"].values()))}
        if status in HEADERS:
            response["headers"] = HEADERS[status]
