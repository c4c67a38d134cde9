"""The rules of counting as data: every figure on a screen and in an export names the one that made it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Definition:
    """`version` goes up when the rule changes; figures that were printed name the version they were made with."""

    code: str
    name: str
    sentence: str
    version: int = 1


DEFINITIONS = {
    definition.code: definition
    for definition in (
        Definition(
            "registrants",
            _("Registrants"),
            _(
                "People who enrolled, were enrolled by an officer or were chosen from applications, before the activity "
                "ended, and had not withdrawn before it started (for a course at one's own pace: before their first "
                "lesson). Walk-ins, people known only from an attendance file or from the recording, and people who "
                "wait, applied or were declined are not among them."
            ),
        ),
        Definition(
            "participants",
            _("Participants"),
            _(
                "People who came live, or completed at least one lesson or quiz; once per activity. Who came was checked "
                "in, or present for the activity's minimum (10 minutes unless set otherwise), rejoining included. "
                "Speakers, trainers and staff are not participants."
            ),
        ),
        Definition(
            "walk_ins",
            _("Walk-ins"),
            _("Participants who had not enrolled before: they walked in, or only an attendance file names them."),
        ),
        Definition(
            "replays",
            _("Replay viewers"),
            _("People who saw at least 60 seconds of the recording. A figure of its own, never added to participants."),
        ),
        Definition(
            "completers",
            _("Completers"),
            _("People who met every rule of completion. Who completed by the recording alone is shown apart."),
        ),
        Definition(
            "organisations",
            _("Organisations"),
            _(
                "Distinct organisations that participants came for, as it was when they took part. Two bodies in one "
                "place are two organisations; merged ones are one."
            ),
        ),
        Definition(
            "members",
            _("Members"),
            _("Organisations among them that were members on the day of the activity's first session."),
        ),
        Definition(
            "non_members",
            _("Non-members"),
            _("Organisations among them that were not members on the day of the activity's first session."),
        ),
        Definition(
            "countries",
            _("Countries"),
            _("Distinct countries of the organisations that participants came for, never of a network address."),
        ),
        Definition(
            "women",
            _("Women"),
            _(
                "Women among the participants who answered the question about gender, always with the share who "
                "answered. “I prefer not to say” and no answer are no answers. A share of fewer than 5 people is not "
                "shown."
            ),
        ),
        Definition(
            "declared",
            _("Declared"),
            _(
                "What staff know without the people behind it, as printed in its source. It stands beside what is "
                "counted and is not de-duplicated with it; activities that a declared figure covers are not counted "
                "beside it. “Over 300” means strictly more than 300."
            ),
        ),
        Definition(
            "people",
            _("People"),
            _("Distinct persons among the participants of all the activities shown: counted anew, never summed."),
        ),
        Definition(
            "year",
            _("Year"),
            _(
                "An activity belongs to the year in which it starts. A course that is always open belongs to each year "
                "in which someone started it, with those who started, enrolled or completed in that year."
            ),
        ),
    )
}
VERSION = max(definition.version for definition in DEFINITIONS.values())
