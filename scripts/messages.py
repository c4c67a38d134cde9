"""Command for translations. update: update learning/locale from the code. check: fail if it is outdated or incomplete.

Both need gettext's programs; serving and testing do not.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django
import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "learning" / "locale"
LANGUAGES = ["es", "fr"]


def extract(folder):
    """Merge the messages in the code into the catalogues under `folder`."""
    from django.conf import settings
    from django.core.management import call_command

    for language in LANGUAGES:
        (folder / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    settings.LOCALE_PATHS = [folder]
    call_command(
        "makemessages",
        locale=LANGUAGES,
        ignore_patterns=["locale", ".venv", "var", "tests", "scripts"],
        add_location="file",
        no_obsolete=True,
        verbosity=0,
    )


def catalogue(folder, language):
    return polib.pofile(str(folder / language / "LC_MESSAGES" / "django.po"))


def named(entries):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries if not entry.obsolete}


def faults(language, fresh):
    """Yield a sentence for each message that is missing, left over, fuzzy or untranslated."""
    kept, said = catalogue(LOCALE, language), catalogue(fresh, language)
    for _, text, _ in sorted(named(said) - named(kept), key=str):
        yield f"{language}: not in the file yet: {text!r}"
    for _, text, _ in sorted(named(kept) - named(said), key=str):
        yield f"{language}: no longer in the code: {text!r}"
    for entry in kept:
        if not entry.obsolete and not entry.translated():
            yield f"{language}: {'unsure' if entry.fuzzy else 'untranslated'}: {entry.msgid!r}"


# Some versions of xgettext ignore messages inside an f-string.
HIDDEN = re.compile(r"""f["'].*\{n?p?(gettext|_)\(""")


def hidden():
    for folder in ("learning", "courses", "webinars", "home", "demo"):
        for path in Path(folder).rglob("*.py"):
            for number, line in enumerate(path.read_text().splitlines(), start=1):
                if HIDDEN.search(line):
                    yield f"{path}:{number}: a text inside an f-string is not found: give it a name before"


def check():
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "locale"
        shutil.copytree(LOCALE, fresh, ignore=shutil.ignore_patterns("*.mo"))
        extract(fresh)
        found = [fault for language in LANGUAGES for fault in faults(language, fresh)]
    found += hidden()
    for language in LANGUAGES:
        po = LOCALE / language / "LC_MESSAGES" / "django.po"
        if subprocess.run(["msgfmt", "--check-format", "--output-file=/dev/null", po]).returncode:
            found.append(f"{language}: msgfmt finds a fault in it")
    print(*found, sep="\n", end="\n" if found else "")
    if found:
        sys.exit("`make messages` brings the files up to date; translate what is new in them.")


if __name__ == "__main__":
    if not shutil.which("xgettext"):
        sys.exit("Reading the texts out of the code needs gettext. On Debian and Ubuntu: sudo apt-get install gettext")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.update(DJANGO_SETTINGS_MODULE="learning.settings", DEMO="1")
    os.environ.pop("DATABASE_URL", None)
    django.setup()
    if sys.argv[1:] == ["update"]:
        extract(LOCALE)
    elif any(LOCALE.glob("*/LC_MESSAGES/django.po")):
        check()
