"""Somebody who opens everything that can be opened, looking for numbers that are a secret."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from http import HTTPStatus
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

# An id, a token or a short seal may contain any digits by accident.
_IDS = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9A-Za-z_-]{32,}|\b[0-9a-f]{4}-[0-9a-f]{4}\b"
)


# Whole numbers and amounts, not the digits inside a word or a number.
_NUMBERS = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\w|[.,]\d)")


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


_TOLD_AS = {mark: told_as(count) for mark, count in SECRETS.items()}


def secrets_in(text: str) -> set[str]:
    """Which of the secrets a text tells, by any of their numbers."""
    numbers = set(_NUMBERS.findall(_IDS.sub(" ", text)))
    return {mark for mark, told in _TOLD_AS.items() if told & numbers}


@dataclass(frozen=True)
class Seen:
    """What somebody found: the secrets, and which addresses did not open."""

    secrets: frozenset[str]
    closed: frozenset[str]


# Where the counts of a box are laid out: asked in every state. All other addresses are asked in one.
OF_A_BOX = ("campaigns:cash_box", "api:cash_box", "api:cash_counts")


def crawl(door: Any, person: Person | None, ids: Mapping[str, Any], *, names: Collection[str] = ()) -> Seen:
    """Open all that takes GET (or what is named); listen to pages, headers, session and what templates are given."""
    visitor = door(person)
    told, closed = [], set()
    for address in every_address():
        if names and address.name not in names:
            continue
        url = address.filled(ids)
        answer = visitor.api_get(url.removeprefix("/api")) if address.is_api else visitor.get(url)
        told += [_text(answer), *(words for name, words in answer.items() if name != "Content-Length")]
        told.append(repr((answer.context or {}).get("sheet")))
        if answer.status_code != HTTPStatus.OK:
            closed.add(address.name)
    told.append(str(dict(visitor.pages.session)))
    return Seen(frozenset(secrets_in("\n".join(told))), frozenset(closed))


def _text(answer: HttpResponse) -> str:
    return answer.content.decode(errors="replace")


def found_by_everybody(
    door: Any, cast: Cast, ids: Mapping[str, Any], *, names: Collection[str] = OF_A_BOX
) -> dict[str, set[str]]:
    """For each who finds any, the secrets that he finds; whoever is not named finds none."""
    found = {role: crawl(door, getattr(cast, role, None), ids, names=names).secrets for role in EVERYBODY}
    return {role: set(secrets) for role, secrets in found.items() if secrets}


def ids_of(box: CashBox, **others: Any) -> dict[str, Any]:
    """What the addresses of a box, and of what hangs together with it, are filled with."""
    nowhere = "01890000-0000-7000-8000-000000000000"
    around = {"box": box.pk, "campaign": box.campaign_id, "code": box.campaign.code, "username": "cashier"}
    named = {
        "feedback": nowhere,
        "entry": nowhere,
        "reversal": nowhere,
        "token": nowhere,
        "number": 1,
        "asked": nowhere,
        "kind": "paid",
        "campaign_kind": "handed_over",
        **dict.fromkeys(("bill", "payment", "gift"), nowhere),
        "fund": box.campaign.fund_id,
    }
    return {**named, **around, **others}
