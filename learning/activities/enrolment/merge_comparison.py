"""What activities contribute to the comparison of two persons before they are merged."""

from django.utils.translation import gettext_lazy as _

from learning.people.canonical import counting_as_one_of
from learning.people.duplicates import comparison
from learning.people.models import Organisation, Person

from ..models import Enrolment
from .counts import COUNTED


def register():
    comparison.register(Organisation, _("Enrolments"), _enrolments)
    comparison.register(Organisation, _("Activities that their people took part in"), _took_part("organisation"))
    comparison.register(Person, _("Activities enrolled in"), lambda rows: _activities(_of(rows, "person")))
    comparison.register(Person, _("Activities took part in"), _took_part("person"))


def _of(rows, path):
    return Enrolment.objects.filter(counting_as_one_of(type(rows[0]), [row.pk for row in rows], path))


def _enrolments(rows):
    return _of(rows, "organisation").count()


def _took_part(path):
    return lambda rows: _activities(_of(rows, path).filter(COUNTED["took_part"]))


def _activities(enrolments):
    return enrolments.order_by().values("activity").distinct().count()
