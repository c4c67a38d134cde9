"""The measurements, as the table in README; printed after all tests, when pytest no longer captures output."""

HEAD = ["| What | Queries | In the database | Altogether | Promised |", "| --- | ---: | ---: | ---: | ---: |"]
lines = []
of_what = []


def note(what, queries="", in_database="", altogether="", promised=""):
    lines.append(f"| {what} | {queries} | {in_database} | {altogether} | {promised} |")
