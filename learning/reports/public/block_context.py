"""The template context of each public block: from its value, its scope and its name on the page."""

from datetime import date

from django.utils.translation import gettext as _

from learning.people.names import fold
from learning.people.reference.places import Region

from ..charts import bars, timeline, world
from ..charts.labels import number
from ..scope.description import scope_in_words
from . import block_numbers, choices, periods


def sentence(value, scope, name):
    said = block_numbers.sentences(scope).get(value["sentence"], "")
    return {"sentence": said, "told_of": scope_in_words(scope)}


def numbers(value, scope, name):
    found, names = block_numbers.numbers(scope), dict(choices.NUMBERS)
    chosen = dict.fromkeys(value[place] for place in ("first", "second", "third"))
    told = [(names[measure], _("under 5") if found[measure] is None else number(found[measure])) for measure in chosen]
    return {"numbers": told, "told_of": scope_in_words(scope)}


def regions(value, scope, name):
    what = str(dict(choices.IN_REGIONS)[value["measure"]])
    title = value["title"] or _("%(what)s by world region") % {"what": what}
    found = block_numbers.by_region(scope, value["measure"])
    rows = sorted(((str(Region(region).label), told) for region, told in found), key=lambda row: fold(row[0]))
    drawing = bars(name, title, (_("World region"), what), rows)
    hides = _hides(told for _label, told in rows)
    return {"drawing": drawing, "told_of": scope_in_words(scope), "hides": hides, "empty": _why_empty(scope)}


def over_time(value, scope, name):
    first, last = choices.span_of(value)
    cut = periods.cut(scope, first, last, value["step"])
    told = block_numbers.over_time([one for _label, _short, one in cut], value["measure"])
    what = str(dict(choices.IN_TIME)[value["measure"]])
    title = value["title"] or _("%(what)s over time") % {"what": what}
    rows = [(label, short, count) for (label, short, _scope), count in zip(cut, told, strict=True)]
    head = (str(dict(choices.STEPS)[value["step"]]), what)
    drawing = timeline(name, title, head, rows if _has_any(told) else [])
    whole = scope.narrowed(first=date(first, 1, 1), last=date(last, 12, 31))
    return {"drawing": drawing, "told_of": scope_in_words(whole), "hides": _hides(told)}


def map_of_places(value, scope, name):
    title = value["title"] or _("Organisations that took part")
    places = block_numbers.places(scope)
    hides = _hides(place.people for place in places)
    drawing = world(name, title, places)
    return {"drawing": drawing, "told_of": scope_in_words(scope), "hides": hides, "empty": _why_empty(scope)}


def declared(value, scope, name):
    chosen = set(value["figures"])
    said = [(text, source) for ids, text, source in block_numbers.declared(scope) if not chosen or ids & chosen]
    return {"said": said, "told_of": scope_in_words(scope)}


def _why_empty(scope):
    """What is said in place of a drawing where people took part, but too few to be told apart."""
    return _("Too few people took part to draw this.") if block_numbers.has_anyone(scope) else ""


def _hides(numbers):
    return any(told is None for told in numbers)


def _has_any(numbers):
    return any(told is None or told for told in numbers)
