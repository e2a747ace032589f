"""Who is let in at every address: addresses.md."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from docs.generator.text import code, page, table

ROOT = Path(__file__).resolve().parents[2]
MATRIX = ROOT / "tests/conventions/address_matrix.csv"

_WORDS = {
    "yes": "let in: the page opens, the form is taken, the deed is done or a rule says why not now",
    "why": "the page opens and says why this person may not do it",
    "no": "403, with the reasons",
    "hidden": "404: not there, or not there for this person",
    "confirm": "first asked to confirm that it is oneself",
    "sign-in": "sent to sign in",
    "401": "the API asks for a token",
    "405": "not with this method",
}


def who_is_let_in() -> str:
    """Every page with GET and POST, every operation of the API: how it answers each of the cast."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        (_method, _address, *roles), *rows = csv.reader(file)
    routes = dict(_routes(get_resolver(), ()))
    return page(
        "Addresses",
        "Every address that the house answers to, asked by everybody about a record of the street's alliance. Tested "
        "cell by cell from `tests/conventions/address_matrix.csv`; an address without a row fails. The roles are those "
        "of `tests/cast.py`: of `former_cashier` the post ended yesterday, that of `future_cashier` begins tomorrow, "
        "the `neighbour` keeps the cash of another alliance, the `operator` is a superuser without a post, the "
        "`outsider` has an account and nothing else.",
        "\n".join(f"- **{word}**: {meaning};" for word, meaning in _WORDS.items()),
        table(
            ["", "address", "name", *roles],
            [[method, code(routes.get(name, "")), code(name), *words] for method, name, *words in rows],
        ),
    )


def _routes(resolver: URLResolver, spaces: tuple[str, ...], so_far: str = "/") -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        route = so_far + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each, (*spaces, each.namespace) if each.namespace else spaces, route)
        elif isinstance(each, URLPattern):
            yield ":".join([*spaces, str(each.name)]), route
