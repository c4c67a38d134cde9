"""Completion: what completes an activity, completed steps, results, and why someone is not completed."""
