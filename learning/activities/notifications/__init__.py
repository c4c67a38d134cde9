"""Notifications: e-mails about an enrolment, and messages from officers."""
