"""Documents name only existing files and modules, and their table of measures agrees with the code."""

import re
import sys

import pytest
from django.conf import settings

from learning.reports.measures.definitions import DEFINITIONS

ROOT = settings.BASE_DIR
sys.path.append(str(ROOT / "scripts"))
import import_graph  # noqa: E402
import measures  # noqa: E402

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
FOLDERS = "learning|courses|webinars|home|demo|templates|tests|scripts|docs"
NAMED = re.compile(rf"`((?:{FOLDERS})/[\w./-]*\w/?)`")
DOTTED = re.compile(r"`((?:learning|courses|webinars|home|demo)(?:\.\w+)+)`")
MEASURE = re.compile(r"^\| `(\w+)` \| (\d+) \|", re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT)))
def test_document_names_only_files_that_exist(document):
    named = {one for one in NAMED.findall(document.read_text()) if not (ROOT / one).exists()}
    assert named == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT)))
def test_document_names_only_modules_that_exist(document):
    named = {one for one in DOTTED.findall(document.read_text()) if not _is_in_the_code(one)}
    assert named == set()


def _is_in_the_code(dotted):
    """Return whether `dotted` is a module or package, or a name in one."""
    *parents, _name = parts = dotted.split(".")
    return any(
        (ROOT.joinpath(*some[:-1]) / f"{some[-1]}.py").exists() or ROOT.joinpath(*some).is_dir()
        for some in (parts, parents)
    )


def test_table_of_measures_has_each_definition_in_its_version():
    told = MEASURE.findall((ROOT / "docs/counting.md").read_text())
    assert [(code, int(version)) for code, version in told] == [(one.code, one.version) for one in DEFINITIONS.values()]


def test_architecture_shows_imports_between_packages_of_today():
    text = (ROOT / "docs/architecture.md").read_text()
    assert f"```mermaid\n{import_graph.drawing()}\n```" in text


def test_modules_of_all_apps_import_each_other_in_no_cycle():
    assert import_graph.cycles() == []


def test_code_keeps_to_layout():
    found = measures.measures()
    names = ("classes of one name in an app", "middleware outside of middleware modules")
    assert {name: found[name] for name in names} == dict.fromkeys(names, 0)
    assert found["modules in the largest folder"] <= 25
