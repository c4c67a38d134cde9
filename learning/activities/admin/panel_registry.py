"""The register of panels that higher apps add to an activity's page in the admin."""

_makers = []


def register(make):
    """Register `make(activity, request)`, which returns a Wagtail component, or None if there is nothing to show."""
    if make not in _makers:
        _makers.append(make)
    return make


def registered():
    return list(_makers)
