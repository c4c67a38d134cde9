"""A list of people with a box to tick for each: what stood when it was drawn (`was`), and what stands now (`is`)."""


def ticked(data, name):
    """The ids of enrolments under `name`; anything else is as if it weren't there."""
    return {int(pk) for pk in data.getlist(name) if pk.isdecimal() and len(pk) < 19}
