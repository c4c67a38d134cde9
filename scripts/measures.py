"""measures.py: print how the code is made, as a Markdown table; measures.py --write: keep the table and the drawing of
imports in docs/architecture.md."""

import ast
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

import import_graph  # noqa: E402

DOCUMENT = ROOT / "docs/architecture.md"
# What this script said of the code before the layout of docs/architecture.md.
BEFORE = {
    "modules": 644,
    "modules named by a gerund": 178,
    "classes of one name in an app": 13,
    "groups of modules that import each other": 5,
    "modules in the largest such group": 18,
    "modules in the largest folder": 59,
    "middleware outside of middleware modules": 8,
    "lines of the median file": 66,
    "lines of the largest file": 300,
}
# Every command of Django has this name.
NO_COLLISION = {"Command"}


def modules():
    """Return the paths of all Python files of the apps, without migrations and tests."""
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    apps = tuple(f"{app}/" for app in import_graph.PACKAGES)
    return [ROOT / name for name in listed.stdout.split() if name.startswith(apps) and "/migrations/" not in name]


def app_of(path):
    """Return the app of a file: "learning/people", "courses"."""
    parts = path.relative_to(ROOT).parts
    return "/".join(parts[:2]) if parts[0] == "learning" and len(parts) > 2 else parts[0]


def lines(path):
    return path.read_text().count("\n")


def is_gerund(path):
    return path.stem.endswith("ing")


def collisions(paths):
    """Return the names of classes that are defined more than once in an app, [(app, name)]."""
    found = Counter()
    for path in paths:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and node.name not in NO_COLLISION:
                found[app_of(path), node.name] += 1
    return [which for which, number in found.items() if number > 1]


def misplaced_middleware(paths):
    """Return the paths of modules that define middleware and are not called so."""
    made = re.compile(r"def __call__\(self, request\b.*\n(?:.*\n)*?.*self\.get_response\(request\)")
    return [path for path in paths if "middleware" not in str(path) and made.search(path.read_text())]


def measures():
    """Return {what is measured: the number}."""
    paths = modules()
    code = [path for path in paths if path.name != "__init__.py"]
    folders = Counter(path.parent for path in code)
    cycles = import_graph.cycles()
    return {
        "modules": len(code),
        "modules named by a gerund": sum(map(is_gerund, code)),
        "classes of one name in an app": len(collisions(code)),
        "groups of modules that import each other": len(cycles),
        "modules in the largest such group": max(map(len, cycles), default=0),
        "modules in the largest folder": max(folders.values()),
        "middleware outside of middleware modules": len(misplaced_middleware(code)),
        "lines of the median file": int(median(map(lines, code))),
        "lines of the largest file": max(map(lines, code)),
    }


def test_shares():
    """Return {app: lines of its tests, divided by lines of its code}."""
    written, tested = defaultdict(int), defaultdict(int)
    for path in modules():
        written[app_of(path)] += lines(path)
    for path in (ROOT / "tests").rglob("*.py"):
        app = path.relative_to(ROOT / "tests").parts[0]
        tested[f"learning/{app}" if (ROOT / "learning" / app).is_dir() else app] += lines(path)
    return {app: tested[app] / written[app] for app in sorted(written) if app != "learning"}


def table():
    rows = [f"| {name} | {BEFORE[name]} | {number} |" for name, number in measures().items()]
    shares = [f"| tests per line of `{app}` | | {share:.2f} |" for app, share in test_shares().items()]
    return "\n".join(["| Measure | Before | Now |", "| --- | --- | --- |", *rows, *shares])


def with_part(text, name, part):
    """Return `text` with `part` between the marks of `name`."""
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    return marked.sub(lambda found: f"{found[1]}\n{part}\n\n{found[2]}", text)


def written(text):
    """Return the text of docs/architecture.md with the drawing and the table of today."""
    text = with_part(text, "dependencies", f"```mermaid\n{import_graph.drawing()}\n```")
    return with_part(text, "measures", table())


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    if "--write" in sys.argv:
        DOCUMENT.write_text(written(DOCUMENT.read_text()))
    else:
        print(table())
