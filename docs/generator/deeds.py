"""What can be done, by whom, and who reacts: deeds.md, permissions.md, events.md."""

import csv
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from django.urls import URLPattern, URLResolver, get_resolver

from docs.generator.text import code, page, summary, table
from gongjian.config.api import api
from gongjian.foundation import events as facts
from gongjian.foundation.access import All, Either, Rule, permissions

ROOT = Path(__file__).resolve().parents[2]
MATRIX = ROOT / "tests/conventions/permission_matrix.csv"
MODULES = ("members", "roster", "entrance", "promises", "ledger", "feedback", "campaigns")


def deed_names() -> list[str]:
    """Every deed, module by module in building order, in each in the order of actions.py."""
    return [
        f"{module}.{name}"
        for module in MODULES
        for name, function in inspect.getmembers(_actions(module), inspect.isfunction)
        if f"{module}.{name}" in permissions() and function.__module__.startswith(_actions(module).__name__)
    ]


def _actions(module: str) -> ModuleType:
    return import_module(f"gongjian.modules.{module}.actions")


def action_of(deed: str) -> Callable[..., object]:
    """The function that does a deed."""
    module, verb = deed.split(".")
    found: Callable[..., object] = getattr(_actions(module), verb)
    return found


def addresses() -> dict[str, str]:
    """The address of each named page, by module and name."""
    return dict(_addresses(get_resolver().url_patterns, "", ""))


def _addresses(patterns: list[URLPattern | URLResolver], room: str, so_far: str) -> Iterator[tuple[str, str]]:
    for each in patterns:
        route = so_far + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _addresses(each.url_patterns, each.namespace or room, route)
        elif each.name:
            yield f"{room}.{each.name}", f"/{route}"


def operations() -> list[tuple[str, str, str, str, str]]:
    """Every operation of the API: tag, operation id, method, path, summary."""
    return [
        (tag, said["operationId"], method.upper(), path, said.get("description", ""))
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, said in methods.items()
        for tag in said["tags"]
    ]


def guides() -> dict[str, str]:
    """The guide that has an anchor of each name, as a link."""
    return {
        anchor: f"[{file.stem}](../guides/{file.name}#{anchor})"
        for file in sorted((ROOT / "docs/guides").glob("*.md"))
        for anchor in re.findall(r'<a id="(\w+)"></a>', file.read_text(encoding="utf-8"))
    }


def deeds() -> str:
    """One deed, one name: where it is found in each room."""
    pages, doors, told = addresses(), {f"{row[0]}.{row[1]}": f"{row[2]} {row[3]}" for row in operations()}, guides()
    rows = []
    for name in deed_names():
        module, verb = name.split(".")
        test = f"tests/modules/{module}/test_{verb}.py"
        rows.append(
            [
                code(name),
                summary(action_of(name)),
                in_words(permissions()[name]),
                code(pages.get(name, "")),
                code(doors.get(name, "")),
                told.get(verb, ""),
                code(test),
            ]
        )
    return page(
        "Deeds",
        "Every write of the program. A deed's name is also the name of its action, its permission, its row in the "
        "audit log, its test file, its anchor in a guide and, where it has them, of its address, view, template and "
        "API operation. A deed without an address is done in the course of another, or at set-up.",
        table(["deed, permission, audit name", "promise", "who may", "page", "API", "guide", "test"], rows),
    )


def rules_of(rule: Rule) -> Iterator[Rule]:
    """The simple rules that a rule is made of."""
    if isinstance(rule, All | Either):
        for part in rule.parts:
            yield from rules_of(part)
    else:
        yield rule


def in_words(rule: Rule) -> str:
    """The rule as it is composed, without the outermost brackets."""
    return rule.name[1:-1] if isinstance(rule, All | Either) else rule.name


def who_may() -> str:
    """The rule of each deed, and what a refused person reads."""
    rows = [
        [code(name), in_words(rule), " ".join(str(part.otherwise) for part in rules_of(rule))]
        for name, rule in sorted(permissions().items())
    ]
    parts = [
        (
            "Declared in each module's `permissions.py`, asked by `foundation/access.py`. No rule asks for a mark on "
            "an account: an operator (superuser) without a post is refused like anybody else."
        ),
        table(["permission", "who may", "what a refused person is told"], rows),
    ]
    if MATRIX.is_file():
        with MATRIX.open(encoding="utf-8", newline="") as file:
            head, *cells = csv.reader(file)
        parts += ["## The matrix", f"Tested cell by cell from `{MATRIX.relative_to(ROOT)}`.", table(head, cells)]
    return page("Permissions", *parts)


def events() -> str:
    """The facts that modules tell each other."""
    rows = [
        [
            code(f"{module}.{name}"),
            summary(fact),
            ", ".join(code(deed) for deed in _told_by(name)) or "nobody yet",
            ", ".join(code(each.removeprefix("gongjian.modules.")) for each in facts.reactions_to(fact))
            or "nobody yet",
        ]
        for module in MODULES
        for name, fact in _facts_of(module)
    ]
    return page(
        "Events",
        "A deed tells a fact (`publish`) inside its transaction; modules above react (`@reacts_to`) in the same "
        "transaction: all or nothing.",
        table(["fact", "what happened", "told by", "who reacts"], rows),
    )


def _facts_of(module: str) -> list[tuple[str, type]]:
    if find_spec(f"gongjian.modules.{module}.events") is None:
        return []
    room = import_module(f"gongjian.modules.{module}.events")
    return [
        (name, fact) for name, fact in inspect.getmembers(room, inspect.isclass) if fact.__module__ == room.__name__
    ]


def _told_by(fact: str) -> list[str]:
    telling = re.compile(rf"\bpublish\({fact}\(")
    return [name for name in deed_names() if telling.search(inspect.getsource(inspect.unwrap(action_of(name))))]
