"""The screens counted once more from the raw rows, in plain Python, over generated histories."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from learning.activities.joint.merge_receivers import join_unjoined
from learning.activities.models import ActivityPartner, Enrolment, EnrolmentEvent, Feedback, Target
from learning.people.models import Organisation, Person
from learning.reports.queries import breakdowns
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_member, make_organisation, make_person

PEOPLE, BODIES = 6, 4
COUNTRY, REGION = ["CO", "CO", "FR", "SN"], ["latin-america", "latin-america", "europe", "africa"]
# The fourth is always open; the others start over New Year, in May and in July.
BEGINS = [date(2024, 12, 31), date(2025, 5, 12), date(2025, 7, 1), None]
GENDERS = ["woman", "man", "other", "undisclosed", ""]
ROLES, RANKS = ["speaker", "staff", "participant"], ["waiting", "applied", "withdrawn", "declined"]
SOURCES = ["walk_in", "own", "application", "replay"]
STATUSES = ["enrolled", "enrolled", "withdrawn", "applied", "waiting", "declined"]
SCOPES = [Scope(), Scope.of_year(2024), Scope.of_year(2025), Scope(date(2025, 1, 1), date(2025, 6, 30))]

rows = st.fixed_dictionaries(
    {
        "person": st.integers(0, PEOPLE - 1),
        "activity": st.integers(0, 3),
        "role": st.sampled_from(["participant"] * 6 + ["speaker", "staff"]),
        "status": st.sampled_from(STATUSES),
        "source": st.sampled_from(["own", "own", "application", "walk_in", "replay"]),
        "body": st.one_of(st.none(), st.integers(0, BODIES - 1)),
        "gender": st.sampled_from(GENDERS),
        "took_part": st.booleans(),
        "live": st.booleans(),
        "completed": st.booleans(),
        "applied": st.booleans(),
        # When it happened, in the course that is always open.
        "on": st.sampled_from([date(2024, 11, 1), date(2025, 2, 1), date(2025, 8, 1)]),
        "rating": st.one_of(st.none(), st.integers(1, 5)),
    }
)
histories = st.fixed_dictionaries(
    {
        "rows": st.lists(rows, min_size=2, max_size=16, unique_by=lambda row: (row["person"], row["activity"])),
        "merged": st.dictionaries(st.integers(2, PEOPLE - 1), st.integers(0, 1), max_size=3),
        # Whether the second organisation counts as the first.
        "one_body": st.booleans(),
        # Which activity has which organisation in which role.
        "partners": st.sets(
            st.tuples(st.integers(0, 3), st.integers(0, BODIES - 1), st.sampled_from(["host", "funder"])), max_size=4
        ),
        "targets": st.dictionaries(
            st.tuples(st.integers(0, 3), st.sampled_from(["participants", "organisations"])),
            st.integers(0, 5),
            max_size=3,
        ),
    }
)


def write(history):
    """The rows of a history in the database: (activities, organisations)."""
    bodies = [
        make_member(f"Body {n}", country=COUNTRY[n]) if n < 2 else make_organisation(country=COUNTRY[n])
        for n in range(BODIES)
    ]
    if history["one_body"]:
        Organisation.objects.filter(pk=bodies[1].pk).update(merged_into=bodies[0])
    people = [make_person(organisation=None) for _number in range(PEOPLE)]
    for one, other in history["merged"].items():
        people[one].merged_into = people[other]
    Person.objects.bulk_update(people, ["merged_into"])
    activities = [make_activity(starts_on=day, kind="seminar" if day else "course") for day in BEGINS]
    for row in history["rows"]:
        enrolment = Enrolment.objects.create(**_fields(row, activities, bodies, people))
        at = datetime(row["on"].year, row["on"].month, 1, tzinfo=UTC)
        if row["applied"]:
            EnrolmentEvent.objects.create(enrolment=enrolment, status="applied", at=at)
        if row["rating"]:
            Feedback.objects.create(enrolment=enrolment, rating=row["rating"], given_at=at)
    for activity, body, role in history["partners"]:
        ActivityPartner.objects.create(activity=activities[activity], organisation=bodies[body], role=role)
    for (activity, metric), value in history["targets"].items():
        Target.objects.create(activity=activities[activity], metric=metric, value=value)
    join_unjoined()
    return activities, bodies


def _fields(row, activities, bodies, people):
    body = None if row["body"] is None else bodies[row["body"]]
    at = datetime(row["on"].year, row["on"].month, 1, tzinfo=UTC)
    took_part = row["on"] if row["took_part"] else None
    return {
        "activity": activities[row["activity"]],
        "person": people[row["person"]],
        "role": row["role"],
        "source": row["source"],
        "status": row["status"],
        "queued_at": at,
        "enrolled_at": at,
        "withdrawn_at": at if row["status"] == "withdrawn" else None,
        "organisation": body,
        "organisation_kind": "local" if body else "",
        "country": body.country if body else "",
        "region": body.region if body else "",
        "is_member": row["body"] in {0, 1},
        "gender": row["gender"],
        "attended_on": took_part if row["live"] else None,
        "started_on": None if row["live"] else took_part,
        "participated_on": took_part,
        "completed_at": at if row["completed"] else None,
        "completed_by": "officer" if row["completed"] else "",
        "replayed_on": None,
    }


def as_one(who, rows):
    """The rows of one person in one activity, judged together."""
    # Of answers given at the same moment the one that was written last counts.
    rated = sorted((row for row in rows if row["rating"]), key=lambda row: row["on"])
    rows = sorted(rows, key=lambda row: row["person"] != who)
    enrolled = [row for row in rows if row["status"] == "enrolled"]
    role = min((row["role"] for row in enrolled or rows), key=ROLES.index)
    of_role = [row for row in rows if row["role"] == role]
    registered = sorted(filter(is_registered, of_role), key=lambda row: (row["status"] != "enrolled", row["on"]))
    if registered:
        main = registered[0]
    elif enrolled:
        main = min(enrolled, key=lambda row: SOURCES.index(row["source"]))
    else:
        main = min(of_role, key=lambda row: RANKS.index(row["status"]))
    came = [row for row in rows if row["took_part"]]
    done = [row for row in rows if row["completed"]]
    named = [row for row in rows if row["body"] is not None] or rows
    return {
        "person": who,
        "activity": rows[0]["activity"],
        "role": role,
        "status": "enrolled" if enrolled else main["status"],
        "source": main["source"],
        "body": next((row for row in named if row["took_part"]), named[0])["body"],
        "gender": min((row["gender"] for row in rows), key=GENDERS.index),
        "took_part": bool(came),
        "live": any(row["live"] for row in came),
        "completed": bool(done),
        "applied": any(row["applied"] for row in rows),
        "on": min((row["on"] for row in came), default=rows[0]["on"]),
        "completed_on": min((row["on"] for row in done), default=None),
        "rating": rated[-1]["rating"] if rated else None,
    }


def take_gender_again(rows):
    """Joining rows takes the copy again of those that have not begun: the profiles of a history name no gender."""
    for row in rows:
        if not row["took_part"]:
            row["gender"] = ""


def is_registered(row):
    """Whether a row by itself is a registrant; it was withdrawn on the day on which it was enrolled, if it was."""
    if row["source"] not in {"own", "application"} or row["status"] not in {"enrolled", "withdrawn"}:
        return False
    begin = BEGINS[row["activity"]]
    if begin is None:
        return row["status"] == "enrolled" or (row["took_part"] and not row["live"])
    return row["status"] == "enrolled" and row["on"] <= begin


class Recount:
    """The rules of counting.md, said again over dictionaries."""

    def __init__(self, history):
        self.history = history
        groups = {}
        for row in history["rows"]:
            groups.setdefault((row["activity"], self.who(row)), []).append({**row, "completed_on": row["on"]})
        joined = {who for (_of, who), rows in groups.items() if len(rows) > 1}
        for (activity, who), rows in groups.items():
            if who in joined and BEGINS[activity] is None:
                take_gender_again(rows)
        # One row for each person in an activity.
        self.everyone = [as_one(who, rows) if len(rows) > 1 else rows[0] for (_of, who), rows in groups.items()]
        self.rows = [row for row in self.everyone if row["role"] == "participant"]

    def who(self, row):
        return self.history["merged"].get(row["person"], row["person"])

    def body(self, row):
        return 0 if row["body"] == 1 and self.history["one_body"] else row["body"]

    def day(self, row):
        """Where its figures stand: by its activity or, in the open course, by what happened."""
        return BEGINS[row["activity"]] or row["on"]

    def day_completed(self, row):
        return BEGINS[row["activity"]] or row["completed_on"]

    def lies(self, row, scope):
        day = self.day(row)
        return (not scope.first or day >= scope.first) and (not scope.last or day <= scope.last)

    def came(self, scope=None):
        return [row for row in self.rows if row["took_part"] and (scope is None or self.lies(row, scope))]

    def people(self, found):
        return len({self.who(row) for row in found})

    def participations(self, found):
        return len({(row["activity"], self.who(row)) for row in found})

    def bodies(self, found):
        return {self.body(row) for row in found if row["body"] is not None}

    def tally(self, found):
        def of(*genders):
            return self.people([row for row in found if row["gender"] in genders])

        known = [row for row in found if row["body"] is not None]
        return breakdowns.Tally(
            participations=self.participations(found),
            people=self.people(found),
            organisations=len(self.bodies(found)),
            members=len(self.bodies([row for row in found if row["body"] in {0, 1}])),
            countries=len({COUNTRY[row["body"]] for row in known}),
            women=of("woman"),
            men=of("man"),
            others=of("other"),
            answered=of("woman", "man", "other"),
        )
