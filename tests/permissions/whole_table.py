from .admin_table import ACTIVITIES, CERTIFICATES, CHOOSERS, COURSES, FIGURES, HOME, MEDIA, PEOPLE
from .table import ALLAUTH, API, DOORS, SITE
from .walking import addresses

TABLE = SITE | DOORS | ALLAUTH | HOME | MEDIA | PEOPLE | CHOOSERS | ACTIVITIES | COURSES | CERTIFICATES | FIGURES | API
# Addresses that are only in the table by their prefix.
WAGTAILS = [address.route for address in addresses() if address.route not in TABLE]
