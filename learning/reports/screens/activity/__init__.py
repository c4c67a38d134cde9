"""The screen of one activity: its report, to read and to print."""
