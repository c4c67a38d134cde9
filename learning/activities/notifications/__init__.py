"""Notifications: e-mails about an enrolment, messages from officers."""
