from learning.activities.models import Theme

from .content_files import CONTENT, LANGUAGES, toml


def load():
    for row in toml(CONTENT / "themes.toml")["themes"]:
        Theme.objects.create(code=row["code"], **{f"name_{code}": row[code] for code in LANGUAGES})
