"""Pictures of figures, drawn as SVG on the server: numbers go in, attributes come out.

Each is a frozen dataclass that a template of its name under `drawing/` writes down; `reports/charts/figure.html` puts it on a
page, with its heading and the same data as a table. Text keeps its size on every screen, because nothing but the
world is scaled: bars and columns are placed in per cent of the width that is there. Words that have no room in it are
left out (see `text_fit`): the table has them. All of it is readable without colour, and mirrored where the language runs
from right to left, but for the world and for time.
"""

from .bars import Bars, bars
from .funnel import funnel
from .timeline import Timeline, timeline
from .world_map import Place, World, world

__all__ = ["Bars", "Place", "Timeline", "World", "bars", "funnel", "timeline", "world"]
