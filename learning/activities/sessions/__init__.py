"""Sessions: timetable, iCalendar files, reminders, days in an activity's time zone."""
