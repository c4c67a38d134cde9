from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    COURSE = "course", _("Course")
    WEBINAR = "webinar", _("Webinar")
    TRAINING = "executive_training", _("Executive training")
    WORKSHOP = "workshop", _("Workshop")
    SEMINAR = "seminar", _("Seminar")
    SERIES = "series", _("Series or programme")
    CONGRESS = "congress", _("Congress or summit")
    EVENT = "event", _("Event or session")
    STATUTORY = "statutory", _("Statutory meeting")
    PROJECT = "project", _("Project or assistance")
    RESOURCE = "resource", _("Publication or campaign")


# Kinds that take place at a set time: without a date, an activity of these kinds shows "date to be announced".
MEETINGS = (Kind.WEBINAR, Kind.TRAINING, Kind.WORKSHOP, Kind.SEMINAR, Kind.CONGRESS, Kind.EVENT, Kind.STATUTORY)


class Mode(models.TextChoices):
    ONLINE = "online", _("Online")
    IN_PERSON = "in_person", _("In person")
    HYBRID = "hybrid", _("In person and online")
    OTHER = "other", _("Other")


class Precision(models.TextChoices):
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


class Access(models.TextChoices):
    ANYONE = "anyone", _("Anyone")
    MEMBERS = "members", _("Members only")
    APPLICATION = "application", _("By application")
    INVITATION = "invitation", _("By invitation")


class Completion(models.TextChoices):
    STEPS = "steps", _("All required lessons done")
    ATTENDANCE = "attendance", _("A share of the sessions attended")
    OFFICER = "officer", _("Marked by an officer")


class Status(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")
    CONFIRMED = "confirmed", _("Figures confirmed")


class ActionLine(models.IntegerChoices):
    DIPLOMACY = 1, _("1 · Metropolitan diplomacy and advocacy")
    CAPACITIES = 2, _("2 · Capacities for metropolitan governance")
    INTERNAL = 3, _("3 · Internal governance and culture")


class PartnerRole(models.TextChoices):
    ORGANISER = "organiser", _("Organiser")
    CONTENT = "content", _("Content")
    HOST = "host", _("Host")
    FUNDER = "funder", _("Funder")
    PARTNER = "partner", _("Partner")


class Role(models.TextChoices):
    PARTICIPANT = "participant", _("Participant")
    SPEAKER = "speaker", _("Speaker")
    TRAINER = "trainer", _("Trainer")
    STAFF = "staff", _("Staff")


class EnrolmentStatus(models.TextChoices):
    APPLIED = "applied", _("Applied")
    WAITING = "waiting", _("On the waiting list")
    ENROLLED = "enrolled", _("Enrolled")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Source(models.TextChoices):
    OWN = "own", _("Enrolled themselves")
    OFFICER = "officer", _("Enrolled by an officer")
    APPLICATION = "application", _("Applied")
    IMPORT = "import", _("From an attendance file")
    WALK_IN = "walk_in", _("Walked in")
    REPLAY = "replay", _("Watched the recording")


# These roles have precedence over "participant" in one activity: nobody is counted as both.
SPEAKING = (Role.SPEAKER, Role.TRAINER)

# Sources of people who signed up beforehand: they take a place and count as registrants (counting.md).
SEATED = (Source.OWN, Source.OFFICER, Source.APPLICATION)
