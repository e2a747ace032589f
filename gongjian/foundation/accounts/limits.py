"""Slowing down whoever guesses, without locking out whoever is in the right.

`check` counts the try before anything is compared: tries that arrive at the same moment see each other. `failed` keeps
a wrong one for the person to see, `forget` takes everything back after a right one. The numbers are the rulebook's
(docs/rules/guessing.md); the rows are rows and not a cache, whose counting is not atomic.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Attempts
from gongjian.foundation.sealing import keys
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.guessing import ACCOUNT, ADDRESS, DEVICE, EVERYWHERE, Limit, wait, wait_for_the_others

_A_MINUTE = 60
_LONG = 2 * 60  # more minutes than this are told in hours
_SHOWN_FOR = 30 * 24 * 60


@dataclass(frozen=True)
class Failures:
    """So many wrong tries at about this time, on a device that was known then or not."""

    kind: str
    at: datetime
    number: int
    known_device: bool


@dataclass(frozen=True)
class _Place:
    """Where one try is counted."""

    bucket: str
    limit: Limit
    key: str = ""
    device: str = ""


def check(kind: str, *, account: str, address: str, device: str = "") -> None:
    """Count a try, or raise `accounts.too_often`, `…_today` or `accounts.many_are_trying`, which count nothing.

    `account` is the name as it is tried, known or not; `device` a device on which this person signed in before. Without
    an account only the address counts: for codes that are nobody's, and too long for a guess from everywhere.
    """
    places, now = _places(kind, account, address, device), _minute()
    _refuse(places, _counted(places, now), now)
    for place in places:
        _add(place, now, "count")
    try:
        _refuse(places, _counted(places, now), now, mine=1)
    except RuleBroken:
        _take_back(places, now)
        raise


def failed(kind: str, *, account: str, address: str, device: str = "") -> None:
    """Keep a wrong try for the person to see; whether there is such a person makes no difference."""
    _add(_places(kind, account, address, device)[0], _minute(), "failed")


def forget(kind: str, *, account: str, address: str = "", device: str = "") -> None:
    """After a right try: what this name, on this device, tried before no longer counts, nor does this try elsewhere."""
    own = [place for place in _places(kind, account, address, device) if account and place.key == _key(account)]
    if own:
        buckets = [place.bucket for place in own]
        Attempts.objects.filter(bucket__in=buckets, key=_key(account), device=own[0].device).update(count=0)
    if address and not device:
        _take_back([place for place in _places(kind, account, address, device) if place not in own], _minute())


def failures_of(kinds: Iterable[str], accounts: Iterable[str]) -> list[Failures]:
    """The wrong tries of the last thirty days by any of a person's names, the latest first."""
    buckets = {f"{kind}:{whose}:{ACCOUNT[0].minutes}": kind for kind in kinds for whose in ("account", "device")}
    rows = Attempts.objects.filter(
        bucket__in=buckets,
        key__in=[_key(account) for account in accounts],
        failed__gt=0,
        began__gt=_minute() - _SHOWN_FOR,
    ).order_by("-began", "-id")
    return [
        Failures(buckets[row.bucket], datetime.fromtimestamp(row.began * _A_MINUTE, UTC), row.failed, bool(row.device))
        for row in rows
    ]


def _places(kind: str, account: str, address: str, device: str) -> list[_Place]:
    """The shortest limit of the name first."""
    if device:
        return [_Place(f"{kind}:device:{each.minutes}", each, _key(account), _key(device)) for each in DEVICE]
    here = [_Place(f"{kind}:address:{each.minutes}", each, _key(address)) for each in ADDRESS]
    if not account:
        return here
    own = [_Place(f"{kind}:account:{each.minutes}", each, _key(account)) for each in ACCOUNT]
    return [*own, *here, _Place(f"{kind}:everywhere", EVERYWHERE)]


def _key(what: str) -> str:
    return keys.mark(what, "accounts.attempts")


def _minute() -> int:
    return int(clock.now().timestamp()) // _A_MINUTE


def _rows(place: _Place, began: int) -> QuerySet[Attempts]:
    return Attempts.objects.filter(bucket=place.bucket, key=place.key, device=place.device, began=began)


def _counted(places: Sequence[_Place], now: int) -> dict[_Place, dict[int, int]]:
    """How often it was tried at each place, by the beginning of the slice; one question for all places."""
    rows = Attempts.objects.filter(
        bucket__in=[place.bucket for place in places],
        key__in={place.key for place in places},
        device=places[0].device,
        keep_until__gt=now,
    )
    at = {(place.bucket, place.key): place for place in places}
    found: dict[_Place, dict[int, int]] = defaultdict(dict)
    for bucket, key, began, count in rows.values_list("bucket", "key", "began", "count"):
        if place := at.get((bucket, key)):
            found[place][began] = count
    return found


def _refuse(places: Sequence[_Place], counted: dict[_Place, dict[int, int]], now: int, mine: int = 0) -> None:
    longest = 0
    for place in places:
        tries, here = counted[place], place.limit.slice_of(now)
        others = {**tries, here: tries.get(here, 0) - mine}
        if place.limit is EVERYWHERE:
            if wait_for_the_others(now, others):
                raise RuleBroken("accounts.many_are_trying")
        else:
            longest = max(longest, wait(place.limit, now, others))
    if longest > _LONG:
        raise RuleBroken("accounts.too_often_today", hours=-(-longest // 60))
    if longest:
        raise RuleBroken("accounts.too_often", minutes=longest)


def _add(place: _Place, now: int, what: str) -> None:
    """One more, atomically, whether or not the row is there yet."""
    began = place.limit.slice_of(now)
    kept = {"keep_until": began + place.limit.slice + _SHOWN_FOR} if what == "failed" else {}
    if _rows(place, began).update(**{what: F(what) + 1}, **kept):
        return
    try:
        with transaction.atomic():
            Attempts.objects.create(
                bucket=place.bucket,
                key=place.key,
                device=place.device,
                began=began,
                **{what: 1, "keep_until": began + place.limit.slice + place.limit.minutes, **kept},
            )
    except IntegrityError:  # somebody else's try made the row in between
        _rows(place, began).update(**{what: F(what) + 1}, **kept)
    else:
        if place.limit is EVERYWHERE:  # at most once a minute
            Attempts.objects.filter(keep_until__lt=now).delete()


def _take_back(places: Iterable[_Place], now: int) -> None:
    for place in places:
        _rows(place, place.limit.slice_of(now)).filter(count__gt=0).update(count=F("count") - 1)
