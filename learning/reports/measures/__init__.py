"""Measures: the rules of counting.md as conditions on enrolments, with code, name, sentence and version."""
