"""The register of panels that higher apps add to an activity's page in the admin."""

_makers = []


def register(make):
    """`make(activity, request)` returns a Wagtail component to draw, or None where it has nothing to say."""
    if make not in _makers:
        _makers.append(make)
    return make


def registered():
    return list(_makers)
