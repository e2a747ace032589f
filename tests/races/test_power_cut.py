"""What the program said it had entered is in the books after the power was cut, whole; nothing is there by half."""

from dataclasses import dataclass
from functools import partial

import pytest
from django.db import connection

from gongjian.config.operations import verify
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.idempotency.deed import under_key
from gongjian.foundation.idempotency.models import UsedKey
from gongjian.foundation.ids import new_id
from gongjian.modules.ledger.models import JournalEntry, Memo
from gongjian.rulebook import ledger
from tests import given
from tests.booking import book
from tests.harness.dice import Dice
from tests.harness.disks import needs_disks
from tests.harness.power import Cut, a_disk, cut_short

CUTS = 100
CONTROLS = 10
WRITERS = 3
LONGEST = 3000  # thousandths of a second

pytestmark = [pytest.mark.night, pytest.mark.once]


@dataclass(frozen=True)
class Afterwards:
    """What is found when the power is back."""

    acknowledged: int
    lost: int
    integrity: str
    wrong: list[str]
    halves: int


def keep_booking(cast, fund, acknowledge):
    """Enter, and say so when it is entered, until the power goes."""
    for amount in range(1, 1_000_000):
        key = new_id()
        entry = ledger.cash_received(fund=str(fund.pk), custodian="", amount=amount, booked_on=given.TODAY)
        with under_key(key):
            book(actor=cast.cashier, fund=fund, entry=entry)
        acknowledge(f"{key}")


def afterwards(cast, told):
    """Each acknowledged key must lead to its entry; whatever else is there must be whole."""
    with connection.cursor() as cursor:
        integrity = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    entries = {str(pk) for pk in JournalEntry.objects.values_list("pk", flat=True)}
    used = UsedKey.objects.values_list("key", "result")
    found = {str(key) for key, result in used if result.removeprefix("ledger.journalentry:") in entries}
    counts = {
        JournalEntry.objects.count(),
        Memo.objects.count(),
        UsedKey.objects.count(),
        AuditEntry.objects.filter(deed="tests.book").count(),
    }
    lost = len(set(told) - found)

    wrong = [line for line in verify() if "✓" not in line]
    return Afterwards(len(told), lost, integrity, wrong, len(counts) - 1)


def cuts(cast, folder, number, synchronous):
    """So many cuts, each at another moment, on every second one with a disk that others keep busy."""
    fund, dice = given.campaign(cast).fund, Dice(f"power {synchronous}")
    image = a_disk(folder)
    for place in range(number):
        cut = Cut((100 + dice.below(LONGEST)) / 1000, synchronous, busy=place % 2 == 1)
        writers = [partial(keep_booking, cast, fund)] * WRITERS
        yield cut_short(image, cut, writers, partial(afterwards, cast))


def figures(what, found):
    acknowledged, lost = sum(each.acknowledged for each in found), sum(each.lost for each in found)
    return f"{what}: {len(found)} cuts, {acknowledged} acknowledged, {lost} lost"


def test_nothing_that_was_acknowledged_is_lost_when_the_power_is_cut(cast, tmp_path, say):
    needs_disks()

    found = list(cuts(cast, tmp_path, CUTS, "FULL"))

    say(figures("as it is run", found))
    assert {(each.lost, each.integrity, tuple(each.wrong), each.halves) for each in found} == {(0, "ok", (), 0)}
    assert min(each.acknowledged for each in found) > 0


def test_a_database_that_does_not_wait_for_the_disk_is_seen_to_lose(cast, tmp_path, say):
    needs_disks()

    found = list(cuts(cast, tmp_path, CONTROLS, "OFF"))

    say(figures("without waiting for the disk", found))
    assert min(each.lost for each in found) > 0
