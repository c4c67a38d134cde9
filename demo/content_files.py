"""Readers of the demo's files: TOML for texts, CSV for the data of the 2023 report."""

import csv
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
CONTENT = HERE / "content"
LANGUAGES = ("en", "es", "fr")


def toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def in_languages(folder, name):
    """Return {language: content} of the existing files NAME.<language>.toml, the original language first."""
    files = {language: folder / f"{name}.{language}.toml" for language in LANGUAGES}
    return {language: toml(file) for language, file in files.items() if file.exists()}


def rows(name):
    with (HERE / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(text):
    return [part.strip() for part in text.split(";") if part.strip()]
