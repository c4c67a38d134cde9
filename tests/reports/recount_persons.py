"""Rows of one person in one activity as one row: the rule "person in an activity" of counting.md said a second time.

Each row is read with its own values, whatever is shown of it, and the evidence of all rows is put together here.
"""

from datetime import datetime, timedelta

from learning.activities.models import Enrolment

from .recount_moments import day_there, minutes_of, whole_minutes

DAYS, MOMENTS = (
    ("attended_on", "started_on", "replayed_on"),
    ("queued_at", "enrolled_at", "withdrawn_at", "completed_at"),
)
ROLES = ["trainer", "speaker", "staff", "participant"]
STATUSES = ["enrolled", "waiting", "applied", "withdrawn", "declined"]
SOURCES = ["walk_in", "import", "own", "officer", "application", "replay"]
GENDERS = ["woman", "man", "other", "undisclosed", ""]


def joined(recount):
    """({number: row} with one row for each person in an activity, {number of a row of the table: number of its row here})"""
    groups, of_persons, belongs_to = {}, {}, {}
    for row in Enrolment.all_rows.order_by("pk").values():
        row = own_values(row)
        groups.setdefault((row["activity_id"], recount.who(row)), []).append(row)
    for (_activity, who), rows in groups.items():
        rows.sort(key=lambda row: (row["person_id"] != who, row["id"]))
        first = rows[0]["id"]
        belongs_to.update((row["id"], first) for row in rows)
        of_persons[first] = rows[0] if len(rows) == 1 else as_one(recount, rows)
    return of_persons, belongs_to


def own_values(row):
    """What a row says by itself, where joint values stand in its columns."""
    own = dict(row["own_facts"] or {})
    if not own:
        return row
    told = {name: text for name, text in own.items() if name in {"role", "status", "source", "completed_by"}}
    for name in DAYS:
        told[name] = datetime.fromisoformat(own[name]).date() if own[name] else None
    for name in MOMENTS:
        told[name] = datetime.fromisoformat(own[name]) if own[name] else None
    for name in ("organisation_kind", "country", "region", "gender"):
        told[name] = own[name]
    told["organisation_id"] = int(own["organisation"]) if own["organisation"] else None
    told["is_member"] = own["is_member"] == "True"
    told["participated_on"] = earliest([told["attended_on"], told["started_on"]])
    return {**row, **told}


def earliest(values):
    return min((value for value in values if value), default=None)


def as_one(recount, rows):
    enrolled = [row for row in rows if row["status"] == "enrolled"]
    role = min((row["role"] for row in enrolled or rows), key=ROLES.index)
    of_role = [row for row in rows if row["role"] == role]
    registered = sorted(
        (row for row in of_role if recount.is_registered(row)),
        key=lambda row: (row["status"] != "enrolled", row["enrolled_at"]),
    )
    if registered:
        main = registered[0]
    elif enrolled:
        main = min(enrolled, key=lambda row: SOURCES.index(row["source"]))
    else:
        main = min(of_role, key=lambda row: STATUSES.index(row["status"]))
    named = [row for row in rows if row["organisation_id"]] or rows
    copy = next((row for row in named if row["participated_on"]), named[0])
    numbers = {row["id"] for row in rows}
    came = earliest([*(row["attended_on"] for row in rows), came_on(recount, numbers)])
    started = earliest(row["started_on"] for row in rows)
    return {
        **{name: copy[name] for name in ("organisation_id", "organisation_kind", "country", "region", "is_member")},
        "id": rows[0]["id"],
        "activity_id": rows[0]["activity_id"],
        "person_id": rows[0]["person_id"],
        "role": role,
        "registered": bool(registered),
        "status": "enrolled" if enrolled else main["status"],
        "source": main["source"],
        "enrolled_at": main["enrolled_at"],
        "gender": min((row["gender"] for row in rows), key=GENDERS.index),
        "attended_on": came,
        "started_on": started,
        "participated_on": earliest([came, started]),
        "replayed_on": earliest([*(row["replayed_on"] for row in rows), replayed_on(recount, numbers)]),
        "completed_at": earliest([*(row["completed_at"] for row in rows), completed_at(recount, rows, numbers)]),
    }


def presences_of(recount, numbers, mode):
    return [
        one
        for one in recount.presences.values()
        if one["enrolment_id"] in numbers and one["mode"] == mode and one["withdrawn_at"] is None
    ]


def sessions_attended(recount, numbers):
    """([sessions attended, in order of time], [sessions with a minute of presence], minutes in all)"""
    mine = presences_of(recount, numbers, "live")
    minutes = {}
    for one in mine:
        minutes.setdefault(one["session_id"], set()).update(minutes_of(one, recount.sessions[one["session_id"]]))
    attended, there = [], []
    for pk, moments in minutes.items():
        session = recount.sessions[pk]
        minimum = recount.activities[session["activity_id"]]["minimum_minutes"]
        length = (session["ends_at"] - session["starts_at"]) // timedelta(minutes=1)
        checked_in = any(one["session_id"] == pk and one["source"] == "check_in" for one in mine)
        if moments and (checked_in or len(moments) >= min(minimum, length)):
            attended.append(session)
        if moments:
            there.append(session)
    by_time = sorted(attended, key=lambda one: one["starts_at"])
    return by_time, there, sum(map(len, minutes.values()))


def came_on(recount, numbers):
    """The day on which the person of these rows became a live attendee, by the evidence alone."""
    attended, there, minutes = sessions_attended(recount, numbers)
    if attended:
        return day_there(attended[0])
    if not there or minutes < recount.activities[there[0]["activity_id"]]["minimum_minutes"]:
        return None
    return min(map(day_there, there))


def replayed_on(recount, numbers):
    """The day on which the person became a viewer: 60 distinct seconds of one recording, or of replays in a file."""
    seen, moments = {}, []
    for one in recount.viewings.values():
        if one["enrolment_id"] in numbers:
            seconds, first = seen.get(one["recording_key"], (set(), one["first_seen_at"]))
            for start, end in one["stretches"]:
                seconds = seconds | set(range(start, end))
            seen[one["recording_key"]] = seconds, min(first, one["first_seen_at"])
    moments += [first for seconds, first in seen.values() if len(seconds) >= 60]
    replays = [one for one in presences_of(recount, numbers, "replay") if one["starts_at"] < one["ends_at"]]
    if {at for one in replays for at in whole_minutes(one["starts_at"], one["ends_at"])}:
        moments.append(min(one["starts_at"] for one in replays))
    if not moments:
        return None
    activity = next(row for row in recount.raw.values() if row["id"] in numbers)["activity_id"]
    return recount.day(recount.activities[activity], min(moments))


def completed_at(recount, rows, numbers):
    """When the evidence of all rows completed it; None where it doesn't."""
    activity = recount.activities[rows[0]["activity_id"]]
    if activity["completion"] == "attendance":
        attended, _there, _minutes = sessions_attended(recount, numbers)
        held = len(recount.sessions_of(activity))
        needed = -(-held * activity["attendance_share"] // 100)
        return attended[needed - 1]["ends_at"] if held and len(attended) >= needed else None
    if activity["completion"] == "steps":
        first = {}
        for one in recount.steps.values():
            if one["enrolment_id"] in numbers:
                first[one["step_key"]] = earliest([first.get(one["step_key"]), one["completed_at"]])
        done = [first.get(key) for key in recount.required]
        return max(done) if done and all(done) else None
    return None
