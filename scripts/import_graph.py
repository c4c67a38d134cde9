"""The imports between the project's modules, and the groups of modules that import each other."""

from functools import cache

import grimp

PACKAGES = ("learning", "courses", "webinars", "home", "demo")


@cache
def graph():
    """The grimp graph of all modules, migrations excluded."""
    found = grimp.build_graph(*PACKAGES, cache_dir=None)
    for module in [name for name in found.modules if ".migrations" in name]:
        found.remove_module(module)
    return found


def cycles():
    """Groups of two or more modules that import each other, directly or through others (Tarjan's algorithm)."""
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
