"""Enrolment: taking a place and giving it back, affiliation snapshots, invitations, consents."""
