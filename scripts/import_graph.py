"""The imports between the project's modules: the graph, groups of modules that import each other, and a drawing."""

from functools import cache

import grimp

PACKAGES = ("learning", "courses", "webinars", "home", "demo")
# The packages of the drawing in docs/architecture.md, highest layer first (pyproject.toml: "Imports run downhill").
LAYERS = (
    "demo",
    "home",
    "courses",
    "webinars",
    "learning.reports",
    "learning.certificates",
    "learning.activities",
    "learning.media",
    "learning.people",
    "learning.core",
)


@cache
def graph():
    """Return the grimp graph of all modules without migrations."""
    found = grimp.build_graph(*PACKAGES, cache_dir=None)
    for module in [name for name in found.modules if ".migrations" in name]:
        found.remove_module(module)
    return found


def cycles():
    """Return the groups of two or more modules that import each other, directly or through others, largest first.

    Strongly connected components by Tarjan's algorithm; imports inside functions count.
    """
    imports = {module: sorted(graph().find_modules_directly_imported_by(module)) for module in sorted(graph().modules)}
    index, low, stack, groups = {}, {}, [], []

    def visit(module):
        index[module] = low[module] = len(index)
        stack.append(module)
        for other in imports[module]:
            if other not in index:
                visit(other)
                low[module] = min(low[module], low[other])
            elif other in stack:
                low[module] = min(low[module], index[other])
        if low[module] == index[module]:
            place = stack.index(module)
            groups.append(sorted(stack[place:]))
            del stack[place:]

    for module in imports:
        if module not in index:
            visit(module)
    return sorted((group for group in groups if len(group) > 1), key=len, reverse=True)


def package_of(module):
    """Return the package of LAYERS that `module` is in, or None."""
    return next((package for package in LAYERS if f"{module}.".startswith(f"{package}.")), None)


def package_imports():
    """Return {package: the packages of LAYERS that it imports directly}."""
    found = {package: set() for package in LAYERS}
    for module in graph().modules:
        importer = package_of(module)
        imported = {package_of(other) for other in graph().find_modules_directly_imported_by(module)}
        if importer:
            found[importer] |= imported - {importer, None}
    return found


def drawing():
    """Return a Mermaid flowchart of `package_imports`, without the arrows that follow from others."""
    direct = package_imports()

    def reached(package):
        return direct[package].union(*[reached(other) for other in direct[package]])

    lines = ["flowchart TD"]
    for package in LAYERS:
        indirect = set().union(*[reached(other) for other in direct[package]])
        kept = sorted(direct[package] - indirect, key=LAYERS.index)
        lines += [f"    {package} --> {other}" for other in kept]
    return "\n".join(lines)
