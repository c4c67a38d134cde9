"""Activities: the register, sessions, enrolment, attendance, completion, assignments, feedback.

models          `Activity`, `Session`, `Enrolment`, evidence, `DeclaredFigure`
enrolment       enrol, withdraw, promote; affiliation snapshots; `state` says what a person can do
attendance      check-in, presences, viewings
completion      completed steps, the completion rule, why somebody has not completed
joint           the rows of one canonical person in one activity, judged together
sessions        timetable, iCalendar, days in an activity's time zone
pages           `base.ActivityPage`, the look-up of pages by activity, `context.register`
notifications   e-mails about an enrolment
admin           `panel_registry.register`: panels of higher apps on an activity's page in the admin
signals         what happened, sent inside the action's transaction
"""
