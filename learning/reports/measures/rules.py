"""Rules of counting: (code, name, sentence, version above 1). A rule that changes gets a new version: snapshots name it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WHO = (
    (
        "person",
        _("Person"),
        _(
            "One human being, however many rows they have: one per verified e-mail address, capitals ignored; rows "
            "that staff merged count as one. Nobody is merged by name alone, and someone who was erased is still one "
            "person."
        ),
    ),
    (
        "registrants",
        _("Registrants"),
        _(
            "People who enrolled, were enrolled by an officer or were chosen from applications, before the activity "
            "ended, and had not withdrawn before it started (for a course at one's own pace: before their first "
            "lesson). Walk-ins, people known only from an attendance file or from the recording, and people who "
            "wait, applied or were declined are not among them. Those of an activity that has not begun are shown beside "
            "that activity and are in no total yet."
        ),
        2,
    ),
    (
        "participants",
        _("Participants"),
        _(
            "People who came live, or completed at least one lesson or quiz; once per activity. Who came was checked "
            "in, or present for the activity's minimum (10 minutes unless set otherwise), rejoining included. "
            "Speakers, trainers and staff are not participants. Only activities that were held are counted: not cancelled "
            "ones, nor what has not begun."
        ),
        2,
    ),
    (
        "participations",
        _("Participations"),
        _("Participants of each activity, added up: one person in two webinars is two participations."),
        2,
    ),
    (
        "people",
        _("People"),
        _("Distinct persons among the participants of all the activities shown: counted anew, never summed."),
        2,
    ),
    (
        "activities",
        _("Activities"),
        _(
            "Activities that were held: not cancelled, and begun. A course that is always open was held where someone "
            "started it, an activity without a date where an officer says so. Cancelled activities and totals of other "
            "activities are not counted, nor are activities that a declared figure covers."
        ),
        2,
    ),
)
WHAT_THEY_DID = (
    (
        "attendees",
        _("Live attendees"),
        _(
            "Participants who came: checked in, or present live for at least the activity's minimum. All evidence of "
            "one person is joined, so that nothing counts twice, and cut to the length of the session."
        ),
        2,
    ),
    ("starters", _("Learners who started"), _("Participants who completed at least one lesson or quiz.")),
    (
        "attendance_rate",
        _("Attendance rate and no-shows"),
        _(
            "Live attendees who had registered, divided by registrants; no-shows are the rest. Walk-ins are in "
            "neither, nor are courses at one's own pace, where nobody is expected, nor what has not begun yet. Over "
            "several activities each registration counts, not each person."
        ),
        2,
    ),
    (
        "walk_ins",
        _("Walk-ins"),
        _("Participants who had not enrolled before: they walked in, or only an attendance file names them."),
        2,
    ),
    (
        "replays",
        _("Replay viewers"),
        _("People who saw at least 60 seconds of the recording. A figure of its own, never added to participants."),
        2,
    ),
    (
        "watched",
        _("Watched the recording"),
        _("Replay viewers who saw at least four fifths of a recording, each second counted once."),
    ),
    (
        "minutes_watched",
        _("Minutes watched"),
        _(
            "Distinct minutes of a recording that participants saw, each minute of each person once however often they "
            "played it. A person's minutes belong to the year in which they first saw it."
        ),
    ),
    (
        "completers",
        _("Completers"),
        _("People who met every rule of completion. Who completed by the recording alone is shown apart."),
    ),
    (
        "replay_completers",
        _("Completed by the recording alone"),
        _("People who met the rules of completion and took part in no other way. They are in no rate of completion."),
        2,
    ),
    (
        "completion_rate",
        _("Completion rate"),
        _(
            "Of those who took part in the period, how many have completed, whenever that was. A second line divides "
            "the registrants who completed by all registrants. Over several activities each participation counts."
        ),
        2,
    ),
    (
        "applications",
        _("Applications"),
        _(
            "People who applied to an activity, by where they stand now: undecided, declined, waiting, withdrawn or "
            "enrolled. Those who came and those who completed are counted of all who applied. An application belongs "
            "to the period of its activity; to a course that is always open, to the day on which it was made."
        ),
        2,
    ),
    (
        "feedback",
        _("Feedback"),
        _(
            "What participants thought of an activity, from 1 to 5: how many answered, each person once with their last "
            "answer, and the average of the answers to one decimal. Anyone without the permission to see people sees the "
            "answers as they stood at the end of a month, and new ones once 5 or more were added; with a number of 1 to 4 "
            "people among them, or where all answered alike, only how many answered."
        ),
        2,
    ),
    (
        "hours",
        _("Learning hours"),
        _(
            "Minutes that participants were present live, each once, plus the nominal minutes kept with the lessons "
            "they completed, divided by 60."
        ),
    ),
)
FROM_WHERE = (
    (
        "organisations",
        _("Organisations"),
        _(
            "Distinct organisations that participants came for, as it was when they took part. Two bodies in one "
            "place are two organisations; merged ones are one."
        ),
    ),
    (
        "cities",
        _("Cities"),
        _(
            "Organisations among them that are local or regional governments, or associations of these. “Member "
            "cities” are those that were members on the day."
        ),
    ),
    (
        "places",
        pgettext_lazy("where cities are", "Places"),
        _("Distinct places in which those cities sit, as the register says now: city and canton of Geneva are one."),
    ),
    (
        "members",
        _("Members"),
        _("Organisations among them that were members on the day of the activity's first session."),
    ),
    (
        "non_members",
        _("Non-members"),
        _("Organisations among them that were not members on the day of the activity's first session."),
    ),
    (
        "engagement",
        _("Members' engagement"),
        _(
            "Organisations that were members on any day of the period and had at least one participant in it, divided "
            "by all that were members on any day of it."
        ),
    ),
    (
        "countries",
        _("Countries"),
        _("Distinct countries of the organisations that participants came for, never of a network address."),
    ),
    (
        "regions",
        _("World regions"),
        _("The association's five regions, by the organisations that participants came for."),
    ),
)
SHARES = (
    (
        "women",
        _("Women"),
        _(
            "Women among the participants who answered the question about gender, always with the share who "
            "answered. “I prefer not to say” and no answer are no answers. A share of fewer than 5 people is not "
            "shown."
        ),
    ),
    (
        "small_cells",
        _("Small numbers"),
        _(
            "Tables by gender, role or answers show only their totals where any number in them is of 1 to 4 people or "
            "where all answered alike, and no share of fewer than 5 people is shown. They stand as of the end of a month, "
            "and change only once 5 or more people were added whose answers may be shown by the same rule. Only staff with "
            "the permission see the numbers themselves, and that look is logged."
        ),
        2,
    ),
)
PRINT = (
    (
        "year",
        _("Year"),
        _(
            "An activity belongs to the year in which it starts. A course that is always open belongs to each year "
            "in which someone started it, with those who started, enrolled or completed in that year."
        ),
    ),
    (
        "period",
        _("Period"),
        _(
            "Counted as a year is, from the first day to the last. An activity begins on the day that it has where it "
            "takes place; one whose date is known only to the month or the year belongs where the whole of that lies "
            "in the period."
        ),
    ),
    (
        "change",
        _("Change"),
        _(
            "This period less the one before, divided by the one before; “n/a” where that was 0. A period that is still "
            "running is compared with the one before up to the same day."
        ),
        2,
    ),
    (
        "targets",
        _("Targets"),
        _(
            "What was reached less the target, divided by the target, as in “+61 %”; “n/a” where the target is 0 or the "
            "activity has not begun. Totals add up the activities that have begun. Organisations are added up as their "
            "targets are, so that one in two activities counts twice. Totals of other activities, and what a declared figure "
            "covers, are not added; where a figure is declared of the activity itself, it is what was reached."
        ),
        2,
    ),
    (
        "declared",
        _("Declared"),
        _(
            "What staff know without the people behind it, as printed in its source. It stands beside what is "
            "counted and is not de-duplicated with it; activities that a declared figure covers are not counted beside it, "
            "on any screen or in any file. A figure that covers its own activity stands once, as declared. “Over 300” means "
            "strictly more than 300."
        ),
        2,
    ),
    (
        "aggregate",
        _("Total of its parts"),
        _(
            "An activity that is the total of others shows the figures of its parts, each person once. It adds nothing to "
            "totals beside its parts."
        ),
    ),
    (
        "over",
        _("“Over”"),
        _("“Over 300” is said of what is strictly more than 300: of 301, never of exactly 300."),
    ),
    (
        "as_printed",
        _("As printed"),
        _(
            "A figure that was printed once is quoted as it was printed, with our own reckoning beside it if it differs."
        ),
    ),
)
