"""What the address of the desk asks for, made into values; what makes no sense is left out."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from gongjian.portals.desk.queries.calendar import FIRST, LAST
from gongjian.portals.desk.queries.wanted import Wanted, stretches

_LONGEST = 80


def wanted_from(asked: Mapping[str, str], today: date) -> Wanted:
    """What is looked for."""
    stretch = asked.get("stretch", "")
    return Wanted(
        words=asked.get("q", "").replace("\0", "").strip()[:_LONGEST],
        kind=asked.get("kind", "").replace("\0", "")[:_LONGEST],
        stretch=stretch if stretch in {one.name for one in stretches(today)} else "",
        day=_day(asked.get("day", "")),
        organisation=_id(asked.get("organisation", "")),
        page=asked.get("page", ""),
    )


def address_of(wanted: Wanted) -> str:
    """The question that keeps what is looked for in an address, ready for a page number behind it."""
    asked = {
        "q": wanted.words,
        "kind": wanted.kind,
        "stretch": wanted.stretch,
        "day": wanted.day.isoformat() if wanted.day else "",
        "organisation": str(wanted.organisation or ""),
    }
    question = urlencode({name: value for name, value in asked.items() if value})
    return f"{question}&" if question else ""


def month_from(asked: Mapping[str, str], today: date) -> date:
    """The first day of the month that is asked for, 2026-11; of this month for anything strange."""
    first = _day(f"{asked.get('month', '')}-01")
    return first if first and FIRST <= first <= LAST else today.replace(day=1)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
