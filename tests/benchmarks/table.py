"""What was measured, as the table that README quotes; printed after all tests, when pytest captures nothing any more."""

HEAD = ["| What | Queries | In the database | Altogether | Promised |", "| --- | ---: | ---: | ---: | ---: |"]
lines = []
of_what = []


def note(what, queries="", in_database="", altogether="", promised=""):
    lines.append(f"| {what} | {queries} | {in_database} | {altogether} | {promised} |")
