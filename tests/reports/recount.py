"""The rules of counting.md said a second time, in plain Python, over the raw rows of the tables.

Nothing of learning.reports is used here but the name of the answer, so that a mistake there is not made here too.
"""

from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from learning.activities.models import Activity, CompletedStep, DeclaredFigure, Enrolment, Presence, Session, Viewing
from learning.people.models import Membership, Organisation, Person
from learning.reports.queries.totals import Figures

from .recount_moments import day_in, day_there, minutes_of
from .recount_persons import came_on, joined
from .recount_scope import FAR_AHEAD, LONG_AGO, by_id, replay_alone, took_part

CITIES = {"local", "association"}
ANY_TIME = {"course", "series", "project", "resource"}


class Recount:
    def __init__(self, required=()):
        self.activities, self.people, self.bodies = by_id(Activity), by_id(Person), by_id(Organisation)
        self.presences, self.viewings = by_id(Presence), by_id(Viewing)
        self.sessions, self.steps, self.memberships = by_id(Session), by_id(CompletedStep), by_id(Membership)
        self.required = required
        self.raw = {row["id"]: row for row in Enrolment.all_rows.values("id", "activity_id")}
        # One row for each person in an activity, and the number of the row that each row of the table belongs to.
        self.enrolments, self.belongs_to = joined(self)
        self.figures_declared = [
            {
                **row,
                "covers": set(
                    DeclaredFigure.covers.through.objects.filter(declaredfigure=pk).values_list("activity", flat=True)
                ),
            }
            for pk, row in by_id(DeclaredFigure).items()
            if row["metric"] in {"participants", "attendees", "activities"} and row["is_platform_metric"]
        ]

    # Who and what.

    @staticmethod
    def canonical(rows, pk):
        while pk is not None and rows[pk]["merged_into_id"] is not None:
            pk = rows[pk]["merged_into_id"]
        return pk

    def who(self, row):
        return self.canonical(self.people, row["person_id"])

    def body(self, row):
        return self.canonical(self.bodies, row["organisation_id"])

    def place(self, row):
        body = self.bodies[self.body(row)]
        return (body["place"].lower(), body["country"]) if body["place"] else None

    def sessions_of(self, activity):
        found = [one for one in self.sessions.values() if one["activity_id"] == activity["id"]]
        return sorted(found, key=lambda one: (one["starts_at"], one["id"]))

    def is_open(self, activity):
        return activity["starts_on"] is None and not self.sessions_of(activity)

    # When.

    def begin(self, activity):
        if activity["starts_on"]:
            return activity["starts_on"]
        sessions = self.sessions_of(activity)
        return day_there(sessions[0]) if sessions else None

    def has_begun_in(self, asked, activity):
        begin = self.begin(activity)
        if begin is None:
            return False
        first = last = begin
        if activity["precision"] == "month":
            first, last = begin.replace(day=1), begin.replace(day=monthrange(begin.year, begin.month)[1])
        elif activity["precision"] == "year":
            first, last = begin.replace(month=1, day=1), begin.replace(month=12, day=31)
        return asked.holds(first) and asked.holds(last)

    def is_asked_for(self, asked, activity):
        of_line = asked.action_line is None or activity["action_line"] == asked.action_line
        return of_line and asked.activity in {None, activity["id"]}

    # Which activities.

    def parts(self, activity):
        """Ids of the activities that an aggregate is the total of: all below it that are no aggregates."""
        found = set()
        for child in self.activities.values():
            if child["parent_id"] == activity:
                found |= self.parts(child["id"]) | (set() if child["is_aggregate"] else {child["id"]})
        return found

    def named(self, asked):
        """Ids of the activities of a scope, counted or not."""
        found = {one["id"] for one in self.activities.values() if self.is_asked_for(asked, one)}
        for aggregate in [one for one in found if one == asked.activity and self.activities[one]["is_aggregate"]]:
            found |= self.parts(aggregate)
        every = [self.activities[one] for one in found]
        return {
            one["id"] for one in every if not asked.has_period or self.is_open(one) or self.has_begun_in(asked, one)
        }

    def covered(self, asked, named):
        """Ids of the activities that a declared figure of the scope covers, aggregates with their parts."""
        found = set()
        for figure in self.figures_declared:
            if self._stands(figure, asked, named):
                found |= figure["covers"]
        return found | {part for one in found if self.activities[one]["is_aggregate"] for part in self.parts(one)}

    def _stands(self, figure, asked, named):
        in_year = (asked.first or LONG_AGO) <= date(figure["year"], 1, 1) and (
            date(figure["year"], 12, 31) <= (asked.last or FAR_AHEAD)
        )
        if figure["activity_id"] is None:
            return in_year and asked.action_line is None and asked.activity is None
        activity = self.activities[figure["activity_id"]]
        is_any_time = self.is_open(activity) and activity["kind"] in ANY_TIME
        return activity["id"] in named and (in_year or not is_any_time)

    def counted(self, asked):
        """Ids of the activities whose participations count in a scope."""
        named = self.named(asked)
        every = [self.activities[one] for one in named - self.covered(asked, named)]
        if asked.activity and self.activities[asked.activity]["status"] == "cancelled":
            return set()
        return {
            one["id"]
            for one in every
            if one["status"] != "cancelled" and not one["is_aggregate"] and (self.is_open(one) or self.has_begun(one))
        }

    # Which rows.

    def rows(self, asked):
        """Enrolments of participants that may count, with their activity."""
        counted = self.counted(asked)
        for row in self.enrolments.values():
            if row["role"] == "participant" and row["activity_id"] in counted:
                yield row, self.activities[row["activity_id"]]

    def that(self, asked, condition, day):
        """Those rows that meet the condition, in an open course on a `day` in the period."""
        return [
            row
            for row, activity in self.rows(asked)
            if condition(row) and (not asked.has_period or not self.is_open(activity) or asked.holds(day(row)))
        ]

    @staticmethod
    def day(activity, moment):
        return day_in(activity, moment)

    def day_of(self, name):
        """The day of a row on which something happened that is kept in the column `name`."""

        def of(row):
            if name.endswith("_on"):
                return row[name]
            return self.day(self.activities[row["activity_id"]], row[name])

        return of

    def has_begun(self, activity):
        """What is always open never begins."""
        if sessions := self.sessions_of(activity):
            return sessions[0]["starts_at"] <= timezone.now()
        return activity["starts_on"] is not None and activity["starts_on"] <= self.day(activity, timezone.now())

    def registered(self, row):
        """A row of several was judged with them."""
        return row["registered"] if "registered" in row else self.is_registered(row)

    def is_registered(self, row):
        activity = self.activities[row["activity_id"]]
        if row["source"] not in {"own", "officer", "application"} or row["enrolled_at"] is None:
            return False
        if row["status"] not in {"enrolled", "withdrawn"}:
            return False
        left = row["withdrawn_at"] if row["status"] == "withdrawn" else None
        sessions = self.sessions_of(activity)
        if sessions:
            in_time = row["enrolled_at"] < max(one["ends_at"] for one in sessions)
            stayed = left is not None and left >= sessions[0]["starts_at"]
        elif activity["starts_on"]:
            in_time = self.day(activity, row["enrolled_at"]) <= (activity["ends_on"] or activity["starts_on"])
            stayed = left is not None and self.day(activity, left) >= activity["starts_on"]
        else:
            in_time, stayed = True, row["started_on"] is not None
        return in_time and (row["status"] == "enrolled" or stayed)

    def figures(self, asked, *, per_activity=False):
        """The figures asked for; persons once in all, or once per activity."""

        def people(condition, day="participated_on"):
            found = self.that(asked, condition, self.day_of(day))
            return len({(self.who(row), per_activity and row["activity_id"]) for row in found})

        def things(name, condition):
            found = self.that(asked, lambda row: took_part(row) and condition(row), self.day_of("participated_on"))
            return len({name(row) for row in found} - {None})

        def expected(row):
            return self.registered(row) and self.has_begun(self.activities[row["activity_id"]])

        def of_body(row):
            return row["organisation_id"] is not None

        def of_city(row):
            return of_body(row) and row["organisation_kind"] in CITIES

        return Figures(
            registrants=people(self.registered, "enrolled_at"),
            attendees=people(lambda row: row["attended_on"]),
            expected=people(expected, "enrolled_at"),
            attended=people(lambda row: expected(row) and row["attended_on"], "enrolled_at"),
            starters=people(lambda row: row["started_on"]),
            participants=people(took_part),
            walk_ins=people(lambda row: took_part(row) and row["source"] in {"walk_in", "import"}),
            replays=people(lambda row: row["replayed_on"], "replayed_on"),
            completers=people(lambda row: row["completed_at"] and not replay_alone(row), "completed_at"),
            cohort_completers=people(lambda row: took_part(row) and row["completed_at"]),
            registered_completers=people(
                lambda row: self.registered(row) and row["completed_at"] and not replay_alone(row), "enrolled_at"
            ),
            replay_completers=people(lambda row: row["completed_at"] and replay_alone(row), "completed_at"),
            replay_registrants=people(
                lambda row: self.registered(row) and row["completed_at"] and replay_alone(row), "enrolled_at"
            ),
            women=people(lambda row: took_part(row) and row["gender"] == "woman"),
            answered=people(lambda row: took_part(row) and row["gender"] in {"woman", "man", "other"}),
            organisations=things(self.body, of_body),
            members=things(self.body, lambda row: of_body(row) and row["is_member"]),
            non_members=things(self.body, lambda row: of_body(row) and not row["is_member"]),
            cities=things(self.body, of_city),
            member_cities=things(self.body, lambda row: of_city(row) and row["is_member"]),
            places=things(self.place, of_city),
            countries=things(lambda row: row["country"] or None, bool),
            regions=things(lambda row: row["region"] or None, bool),
        )

    def hours(self, asked):
        rows = {row["id"]: row for row, _activity in self.rows(asked) if took_part(row)}
        live, steps = {}, {}
        for one in self.presences.values():
            if self.belongs_to[one["enrolment_id"]] in rows and one["mode"] == "live" and one["withdrawn_at"] is None:
                key = one["session_id"], self.who(rows[self.belongs_to[one["enrolment_id"]]])
                live.setdefault(key, set()).update(minutes_of(one, self.sessions[one["session_id"]]))
        for one in self.steps.values():
            row = rows.get(self.belongs_to[one["enrolment_id"]])
            if row is None:
                continue
            activity = self.activities[row["activity_id"]]
            if (
                not asked.has_period
                or not self.is_open(activity)
                or asked.holds(self.day(activity, one["completed_at"]))
            ):
                key = row["activity_id"], self.who(row), one["step_key"]
                steps[key] = max(steps.get(key, 0), one["minutes"])
        seconds = sum(len(moments) for moments in live.values()) * 60 + sum(steps.values()) * 60
        return (Decimal(seconds) / 3600).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def engagement(self, asked):
        """(members that took part, members), canonical bodies."""
        members = {
            self.canonical(self.bodies, one["organisation_id"])
            for one in self.memberships.values()
            if one["since"] <= (asked.last or FAR_AHEAD) and (one["until"] or FAR_AHEAD) >= (asked.first or LONG_AGO)
        }
        came = self.that(asked, lambda row: took_part(row) and row["organisation_id"], self.day_of("participated_on"))
        return len(members & {self.body(row) for row in came}), len(members)

    def held(self, asked):
        """How many activities count as one each."""
        came = [row for row, _activity in self.rows(asked) if took_part(row)]
        started = {row["activity_id"] for row in came if not asked.has_period or asked.holds(row["participated_on"])}
        return len(
            [one for one in self.counted(asked) if one in started or self._was_held(self.activities[one], asked)]
        )

    def _was_held(self, activity, asked):
        said_so = activity["status"] in {"held", "confirmed"} and activity["kind"] not in ANY_TIME
        return not self.is_open(activity) or (said_so and not asked.has_period)

    def settled(self):
        """{number of the row that shows a person in an activity: whether they came live}, from the evidence alone."""
        return {
            pk: came_on(self, {raw for raw, of in self.belongs_to.items() if of == pk}) is not None
            for pk in self.enrolments
        }
