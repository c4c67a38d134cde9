from .admin_table import ACTIVITIES, CHOOSERS, COURSES, FIGURES, HOME, PEOPLE
from .table import ALLAUTH, DOORS, SITE
from .walking import addresses

TABLE = SITE | DOORS | ALLAUTH | HOME | PEOPLE | CHOOSERS | ACTIVITIES | COURSES | FIGURES
# What is known by its prefix alone.
WAGTAILS = [address.route for address in addresses() if address.route not in TABLE]
