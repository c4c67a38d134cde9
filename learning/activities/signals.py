"""Signals of actions, sent inside the action's transaction and under the activity's lock.

Receivers belong to apps that depend on this one. They are few, each is connected in the `apps.py` of its app, and they
must not raise: a receiver that can't do its work leaves it undone.
"""

from django.dispatch import Signal

# `enrolment`, and `writes`: whether the action writes a mail by itself; what receivers answer, a dict of JSON, are words for it.
enrolment_completed = Signal()
# Arguments: `enrolment`, which has lost its completion or its participation.
evidence_withdrawn = Signal()
# Arguments: `activity`, whose attendance is complete.
figures_confirmed = Signal()
# Arguments: `activity`. Asks the app that knows the lessons which are required: a receiver returns `steps.Step`s, or
# None.
required_steps = Signal()
