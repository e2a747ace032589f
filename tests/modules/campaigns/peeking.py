"""Somebody who opens everything that can be opened, looking for numbers that are a secret."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from gongjian.foundation.accounts.models import Person
from gongjian.modules.campaigns.models import CashBox
from gongjian.rulebook.cash import CashCount, cash_count
from gongjian.rulebook.money import in_short, in_yuan
from tests.cast import ROLES, Cast
from tests.foundation.addresses import every_address

EVERYBODY = (*ROLES, "nobody")

# Numbers that occur nowhere else, as pieces of 0.1 yuan and of 100 yuan; prime, so that none is a part of another.
SECRETS: Mapping[str, CashCount] = {
    mark: cash_count({10: small, 100_00: large})
    for mark, small, large in (
        ("A", 7919, 6133),
        ("B", 7907, 6131),
        ("A again", 7883, 6113),
        ("B again", 7879, 6101),
        ("third", 7873, 6091),
    )
}

# An id or a token may contain any digits by accident.
_IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9A-Za-z_-]{32,}")


def told_as(count: CashCount) -> set[str]:
    """How a count may be told: pieces, and worth of each denomination and of all, in fen and in yuan."""
    found = set()
    for denomination, pieces in count.pieces.items():
        if pieces:
            found |= {str(pieces), f"{pieces:,}"}
            found |= _amount(denomination * pieces)
    return found | _amount(count.total)


def _amount(fen: int) -> set[str]:
    return {str(fen), f"{fen:,}"} | {
        words.replace(",", part) for words in (in_yuan(fen), in_short(fen)) for part in ("", ",")
    }


def secrets_in(text: str) -> set[str]:
    """Which of the secrets a text tells, by any of their numbers."""
    plain = _IDS.sub(" ", text)
    return {
        mark
        for mark, count in SECRETS.items()
        if any(re.search(rf"(?<![\w.,]){re.escape(number)}(?!\w|[.,]\d)", plain) for number in told_as(count))
    }


@dataclass(frozen=True)
class Seen:
    """What somebody found: the secrets, and how many pages opened."""

    secrets: frozenset[str]
    opened: int


def crawl(door: Any, person: Person | None, ids: Mapping[str, Any]) -> Seen:
    """Open all that takes GET, as whole pages and as parts; listen to headers and to what templates are given."""
    visitor = door(person)
    told, opened = [], 0
    for address in every_address():
        url = address.filled(ids)
        answers = [visitor.api_get(url.removeprefix("/api"))] if address.is_api else _pages(visitor, url)
        for answer in answers:
            told += [_text(answer), str(dict(answer.headers))]
            told += [repr(given["sheet"]) for given in answer.context or () if "sheet" in given]
        opened += answers[0].status_code == 200
    told.append(str(dict(visitor.pages.session)))
    return Seen(frozenset(secrets_in("\n".join(told))), opened)


def _pages(visitor: Any, url: str) -> list[HttpResponse]:
    part = {"HX-Request": "true", "HX-Target": "counts"}
    return [visitor.get(url), visitor.get(f"/en{url}"), visitor.pages.get(url, headers=part)]


def _text(answer: HttpResponse) -> str:
    return answer.content.decode(errors="replace")


def found_by_everybody(door: Any, cast: Cast, ids: Mapping[str, Any]) -> dict[str, set[str]]:
    """For each who finds any, the secrets that he finds; whoever is not named finds none."""
    found = {role: crawl(door, getattr(cast, role, None), ids).secrets for role in EVERYBODY}
    return {role: set(secrets) for role, secrets in found.items() if secrets}


def ids_of(box: CashBox, **others: Any) -> dict[str, Any]:
    """What the addresses of a box, and of what hangs together with it, are filled with."""
    nowhere = "01890000-0000-7000-8000-000000000000"
    around = {"box": box.pk, "campaign": box.campaign_id, "code": box.campaign.code, "username": "cashier"}
    return {"entry": nowhere, "reversal": nowhere, "token": nowhere, **around, **others}
