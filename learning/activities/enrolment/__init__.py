"""Enrolment in activities: places and waiting list, affiliation snapshots, invitations, consents."""
