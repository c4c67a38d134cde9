"""Attendance: check-in, presences in sessions, viewings of recordings."""
