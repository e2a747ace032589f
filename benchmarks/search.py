"""The search over many rows, beside a bare scan of the same titles; each answers a rate a second."""

from collections.abc import Callable, Iterable
from functools import cache
from time import perf_counter
from uuid import uuid4

from django.db import connection

from gongjian.foundation.search.engine import matching
from gongjian.foundation.search.models import SearchRow
from gongjian.foundation.search.words import pieces, sounds, written
from gongjian.modules.members.models import Alliance

SIZES = (20_000, 200_000)
# Two characters, three, the middle of a number, first letters, one character.
TYPED = ("建业", "青云路", "01234", "ljy", "阳")
_FAMILY, _GIVEN = "刘王李张陈杨赵黄周吴徐孙胡朱高林", "建业小清大方文明国强秀英重阳海燕"
_PLACES = ("青云路", "止园路", "宝通路", "中兴路", "东口", "西口", "居委会", "小学门口")
_TIMES, _AT_ONCE = 20, 5_000


class Titles:
    """So many titles, in the index and in a bare table beside it."""

    def __init__(self) -> None:
        """Nothing yet; `grow` adds."""
        self.alliance, self.size = Alliance.objects.create(slug="search", name="查找", short_name="查找"), 0
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bare_titles (alliance CHAR(36), title TEXT)")

    def grow(self, size: int) -> None:
        """Add titles until there are so many."""
        for start in range(self.size, size, _AT_ONCE):
            self._add([_title(number) for number in range(start, min(start + _AT_ONCE, size))])
        self.size = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _add(self, titles: list[str]) -> None:
        rows = [
            SearchRow(
                alliance=self.alliance,
                kind="bench.title",
                subject=uuid4(),
                words=written([each]),
                sounds=sounds([each]),
            )
            for each in titles
        ]
        SearchRow.objects.bulk_create(rows, batch_size=500)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO bare_titles VALUES (%s, %s)", [(str(self.alliance.pk), each) for each in titles]
            )

    def index(self, typed: str) -> float:
        """The first twenty by the index."""
        found = SearchRow.objects.filter(matching(pieces(typed)), alliance=self.alliance).values_list("subject")
        return _rate(lambda: list(found.all()[:20]), range(_TIMES))

    def count(self, typed: str) -> float:
        """How many there are, by the index."""
        found = SearchRow.objects.filter(matching(pieces(typed)), alliance=self.alliance)
        return _rate(found.all().count, range(_TIMES))

    def scan(self, typed: str) -> float:
        """How many there are, by going through all titles."""
        return _rate(lambda: self._scan(typed), range(_TIMES // 4))

    def _scan(self, typed: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM bare_titles WHERE title LIKE %s", [f"%{typed}%"])
            return int(cursor.fetchone()[0])


def _title(number: int) -> str:
    """A person, a place or a number; always the same for the same number."""
    name = _FAMILY[number % 16] + _GIVEN[number // 16 % 16] + _GIVEN[number // 7 % 16]
    place = _PLACES[number // 5 % len(_PLACES)]
    return (name, f"{place} {number % 300} 号", f"QD-2026-{number:06}")[number % 3]


@cache
def _row(title: str) -> dict[str, str]:
    return {"words": written([title]), "sounds": sounds([title])}


def _rate(act: Callable[[], object], times: Iterable[int]) -> float:
    started, done = perf_counter(), 0
    for _time in times:
        act()
        done += 1
    return done / (perf_counter() - started)
