"""Signals of actions, sent inside the action's transaction and under the activity's lock.

Receivers are few, listed in their apps' `apps.py`, and never fail: what they can't do they leave.
"""

from django.dispatch import Signal

# `enrolment`, and `writes`: whether the action writes a mail by itself; what receivers answer, a dict of JSON, are words for it.
enrolment_completed = Signal()
# `enrolment`, which has lost its completion or its participation.
evidence_withdrawn = Signal()
# `activity`: attendance is complete.
figures_confirmed = Signal()
# `activity`: asks the layer that knows its lessons which are required; a receiver answers with `steps.Step`s, or None.
required_steps = Signal()
