"""`scripts/bench`: the deed, the public ledger, the desks and the search, each beside its anchors, on its own database.

`scripts/bench years` measures the desks only, `search` the search, `books` what is entered and recomputed,
`long 10000000` books of so many lines, made only when asked for. Beside `scripts/postgres` it measures PostgreSQL.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

ROUNDS = 5


def main() -> None:
    """Measure everything in turns, and print each beside its anchors."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"GONGJIAN_DATA": folder, "GONGJIAN_HTTPS": "off", "GONGJIAN_HOSTS": "testserver"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.harness.settings")
        import_module("django").setup()
        import_module("django.core.management").call_command("migrate", verbosity=0)
        asked = {word for word in sys.argv[1:] if not word.isdecimal()}
        if not asked:
            _street(Path(folder))
        if asked <= {"years"}:
            _years()
        if asked <= {"search"}:
            _search()
        if asked <= {"books"}:
            _books()
        if asked == {"long"}:
            _long(next((int(word) for word in sys.argv[1:] if word.isdecimal()), 1_000_000))


def _street(folder: Path) -> None:
    street = import_module("benchmarks.street").Street(folder / "raw.sqlite3")
    _show(
        "boxes closed a second, durable, the whole deed",
        street.close_boxes,
        plain_orm=street.plain_orm,
        raw=street.raw,
    )
    _show("public ledger pages a second, 20 entries, uncached", street.ledger_page, trivial=street.trivial_page)


def _years() -> None:
    years = import_module("benchmarks.years").TenYears()
    print(f"\nten years: {years.sizes()}")
    for role in ("secretary", "committee", "cashier"):
        anchors = {"bare_query": years.bare_query, "trivial": years.trivial_page}
        _show(f"desks of the {role} a second, ten years of records", years.desk(getattr(years.cast, role)), **anchors)


def _search() -> None:
    bench = import_module("benchmarks.search")
    titles = bench.Titles()
    for size in bench.SIZES:
        titles.grow(size)
        for typed in bench.TYPED:
            counted, first, scanned = (partial(of, typed) for of in (titles.count, titles.index, titles.scan))
            _show(f"searches for {typed} counted a second, {size} titles", counted, first_20=first, scan=scanned)


def _books() -> None:
    books = import_module("benchmarks.books").Books()
    print(f"\nbooks of {books.postings} postings")
    _show("entries entered at once, a second", books.enter_many, plain_orm=books.plain_orm)
    _show("postings recomputed a second", books.verify, read_rows=books.read_rows, hash_only=books.hash_only)
    _show("fund summaries a second", books.fund_summary, scanned=books.scanned_summary)
    _show("public ledger pages a second, the newest", books.ledger_page(1), deep=books.ledger_page(2000))


def _long(lines: int) -> None:
    long = import_module("benchmarks.long").Long(lines)
    print(f"\nbooks of {long.lines} lines")
    hands = {"one_hand": long.one_hand, "verified": long.verified}
    _show("postings recomputed a second, with all hands", long.many_hands, read_rows=long.read_rows, **hands)
    _show("fund summaries a second", long.fund_summary, scanned=long.scanned_summary)
    for asked in ("page=1", "month=2024-03", "page=1000"):
        _show(f"public ledger pages a second, {asked}", long.page(asked), trivial=long.trivial_page)


def _show(what: str, ours: Callable[[], float], **anchors: Callable[[], float]) -> None:
    rates: dict[str, list[float]] = {name: [] for name in ("ours", *anchors)}
    for _round in range(ROUNDS):
        # In turns, so that a drifting machine drifts for all of them.
        for name, rate in {"ours": ours, **anchors}.items():
            rates[name].append(rate())
    medians = {name: statistics.median(found) for name, found in rates.items()}
    print(f"\n{what} (median of {ROUNDS})")
    for name, median in medians.items():
        print(f"  {name:10} {median:10.1f}   {1000 / median:8.2f} ms   ours / {name}: {medians['ours'] / median:.3f}")


if __name__ == "__main__":
    main()
