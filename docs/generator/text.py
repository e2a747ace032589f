"""Markdown as the pages of docs/reference write it."""

import inspect
from collections.abc import Iterable, Sequence

NOTICE = (
    "<!-- Written by scripts/reference from the program itself. Do not edit: change the program and run it again. -->"
)


def page(title: str, *parts: str) -> str:
    """A whole page: notice, title, parts with a blank line between them."""
    return "\n\n".join([NOTICE, f"# {title}", *(part for part in parts if part)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what would end a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(each) for each in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(str(text).replace("|", "\\|").split())


def code(text: str) -> str:
    """A name of the program, or nothing where there is none."""
    return f"`{text}`" if text else ""


def summary(thing: object) -> str:
    """The first paragraph of a docstring, in one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())
