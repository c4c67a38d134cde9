"""A list of people with a checkbox for each: its value when the page was drawn (`was`) and now (`is`)."""


def ticked(data, name):
    """Return the ids of enrolments under `name`; invalid values are ignored."""
    return {int(pk) for pk in data.getlist(name) if pk.isdecimal() and len(pk) < 19}
