"""What is next door is not there: no page, no operation, no list, no search and no count tells of another alliance."""

import re

import pytest

from gongjian.foundation import clock
from tests import given
from tests.cast import Cast
from tests.doors.canaries import readable
from tests.doors.neighbours import MARK, furnished, other_street
from tests.doors.table import doors
from tests.doors.walk import Visitor, Walk, every_door, undone, written

# Public pages tell of the house's own alliance; the demo's buttons exist in the demo only; to tell something, one
# chooses from all alliances; of which kind something is, is no record; a secret to scan is new each time.
NOT_OF_RECORDS = {
    "calendar_feed",
    "campaigns:open_campaign",
    "ledger:ask_booking",
    "notices:stop_mail",
    "public_site:campaign",
    "public_site:fund",
    "public_site:take_books",
    "public_site:voucher",
    "sign_in_as",
}
NOT_THE_SAME = {"accounts:activate_codes", "feedback:send_feedback"}
# The operator belongs to no street: he finds the visit that he asked for himself.
OF_THE_OPERATOR = {"visit", "allow_visit", "end_visit"}

OF_RECORDS = {row: door for row, door in doors().items() if door.has_record and row[1] not in NOT_OF_RECORDS}
LISTS = [door for door in every_door() if door.method == "GET" and not door.has_record]
SEARCHED = ("东口", "F-0131", "箱", "慈善一日捐", MARK, "qx", "QD-2026-001", "TS-2026-001")
READERS = ("secretary", "cashier", "organiser", "second_supervisor", "outsider")


@pytest.fixture(scope="module")
def both(street: Walk) -> tuple[Walk, Cast]:
    """Our street, and one like it next door."""
    with clock.set_to(given.NOON):
        return street, other_street(street.cast)


@pytest.mark.parametrize("row", OF_RECORDS, ids=" ".join)
def test_a_record_from_next_door_is_not_there(both: tuple[Walk, Cast], row: tuple[str, str]) -> None:
    walk, other = both

    found = walk.row(OF_RECORDS[row], other)
    if row[1].rpartition(":")[2] in OF_THE_OPERATOR:
        del found["operator"]

    assert set(found.values()) <= {"hidden", "405", "401", "sign-in"}
    assert found["secretary"] in {"hidden", "405"}


def test_every_list_and_every_count_is_the_same_with_and_without_next_door(both: tuple[Walk, Cast]) -> None:
    walk, other = both
    with undone():
        furnished(walk.cast)
        before = {role: told_to(walk.visitors[role]) for role in READERS}
        furnished(other)
        after = {role: told_to(walk.visitors[role]) for role in READERS}

    changed = {(role, url) for role in READERS for url in before[role] if before[role][url] != after[role][url]}
    named = {(role, url) for role in READERS for url, text in after[role].items() if MARK in text}

    assert (changed, named) == (set(), set())
    assert "东口" in before["secretary"]["/work/campaigns/boxes/"]
    assert "QD-2026-001" in before["secretary"]["/api/search?q=东口"]


def told_to(visitor: Visitor) -> dict[str, str]:
    """All that somebody reads on lists, and what the search finds and counts."""
    found = {}
    with written():
        for door in LISTS:
            if door.address.name not in NOT_THE_SAME:
                found[door.path] = without_ids(readable(visitor.ask(door, door.path).content))
        for door in (door for door in LISTS if door.address.name.endswith(":search")):
            for words in SEARCHED:
                url = f"{door.path}?q={words}"
                found[url] = without_ids(readable(visitor.ask(door, url).content)).replace(words, "…")
    return found


def without_ids(text: str) -> str:
    """Without what is new on every page: keys, nonces, tokens."""
    return re.sub(r"[\w:.-]{20,}", "", text)
