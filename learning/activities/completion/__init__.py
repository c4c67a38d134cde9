"""Completion: rules that complete an activity, completed steps, results, and why an enrolment is not completed."""
