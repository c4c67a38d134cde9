from datetime import date
from itertools import count

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from learning.people.models import FocalPoint, Membership, Organisation, Person, User

numbers = count(1)


def make_organisation(name=None, **fields):
    return Organisation.objects.create(name=name or f"City {next(numbers)}", **{"country": "CO", **fields})


def make_member(name=None, since=date(2000, 1, 1), until=None, **fields):
    """Return an organisation with a membership."""
    organisation = make_organisation(name, **fields)
    Membership.objects.create(organisation=organisation, since=since, until=until)
    return organisation


def make_person(name=None, organisation=..., **fields):
    number = next(numbers)
    if organisation is ...:
        organisation = make_organisation()
    fields = {"email": f"person{number}@example.org", "language": "en", **fields}
    return Person.objects.create(name=name or f"Person {number}", organisation=organisation, **fields)


def make_user(email=None, *groups, password="correct horse", person=..., **fields):
    """Return an account with a verified address and, by default, a person with an organisation."""
    email = email or f"user{next(numbers)}@example.org"
    user = User.objects.create_user(email, password, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    user.groups.add(*Group.objects.filter(name__in=groups))
    if person is ...:
        make_person(name=email.split("@")[0].title(), email=email, user=user)
    return user


def make_focal_point(organisation, person=None):
    """Return the account of a focal point of `organisation`: of `person`, or of a new person of that organisation."""
    if person is None:
        person = make_user(f"focal{next(numbers)}@example.org").person
        Person.objects.filter(pk=person.pk).update(organisation=organisation)
        person.refresh_from_db()
    FocalPoint.objects.create(organisation=organisation, person=person)
    return person.user
