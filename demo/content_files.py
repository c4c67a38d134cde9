"""The demo's files: TOML for texts, CSV for what the 2023 report says."""

import csv
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
CONTENT = HERE / "content"
LANGUAGES = ("en", "es", "fr")


def toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def in_languages(folder, name):
    """{language: content} of the files NAME.<language>.toml that are there; the first is the one it was written in."""
    files = {language: folder / f"{name}.{language}.toml" for language in LANGUAGES}
    return {language: toml(file) for language, file in files.items() if file.exists()}


def rows(name):
    with (HERE / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(text):
    return [part.strip() for part in text.split(";") if part.strip()]
