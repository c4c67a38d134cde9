"""A list of people with a checkbox for each: its value when the page was drawn (`was`) and now (`is`)."""


def ticked(data, name):
    """The ids of enrolments under `name`; anything else is as if it weren't there."""
    return {int(pk) for pk in data.getlist(name) if pk.isdecimal() and len(pk) < 19}
