"""No import circle at any level: between modules, apps or rooms."""

from collections import defaultdict
from collections.abc import Iterable

import grimp

Edge = tuple[str, str]


def edges_by_level(imports: Iterable[Edge]) -> dict[str, set[Edge]]:
    """For each package, the arrows between its children that the imports of all modules below them draw."""
    levels: dict[str, set[Edge]] = defaultdict(set)
    for importer, imported in imports:
        one, other = importer.split("."), imported.split(".")
        shared = next(
            (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
        )
        if shared < len(one) and shared < len(other):
            levels[".".join(one[:shared])].add((".".join(one[: shared + 1]), ".".join(other[: shared + 1])))
    return levels


def reachable(start: str, edges: set[Edge]) -> set[str]:
    found: set[str] = set()
    open_ends = [start]
    while open_ends:
        here = open_ends.pop()
        ahead = {to for origin, to in edges if origin == here} - found
        found |= ahead
        open_ends += ahead
    return found


def circles(edges: set[Edge]) -> list[list[str]]:
    """The strongly connected components of more than one part."""
    ahead = {part: reachable(part, edges) for edge in edges for part in edge}
    rings = {
        frozenset(other for other in found if part in ahead[other]) for part, found in ahead.items() if part in found
    }
    return sorted(sorted(ring) for ring in rings)


def test_a_ladder_has_no_circle() -> None:
    assert circles({("a", "b"), ("b", "c"), ("a", "c")}) == []


def test_a_ring_is_found_with_all_its_parts() -> None:
    assert circles({("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")}) == [["a", "b", "c"]]


def test_imports_count_between_the_children_of_the_nearest_common_package() -> None:
    found = edges_by_level([("g.modules.one.views", "g.modules.two.models"), ("g.modules.one.views", "g.rules.money")])

    assert found == {"g.modules": {("g.modules.one", "g.modules.two")}, "g": {("g.modules", "g.rules")}}


def test_the_house_has_no_circle_at_any_level() -> None:
    graph = grimp.build_graph("gongjian", cache_dir=None)
    imports = [(name, other) for name in graph.modules for other in graph.find_modules_directly_imported_by(name)]

    assert {level: circles(edges) for level, edges in edges_by_level(imports).items() if circles(edges)} == {}
