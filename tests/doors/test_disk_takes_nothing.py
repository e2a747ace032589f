"""No door falls off when the disk can only be read: pages are shown, what would be written says why it is not."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.doors.table import declared, doors
from tests.doors.walk import YES, Door, Walk
from tests.harness.no_room import read_only

REFUSED = 503


def answered(street: Walk, method: str) -> Iterator[tuple[Door, int]]:
    """What the first one whom the table lets in is told at each door."""
    shut, named = replace(street, meanwhile=read_only), doors()
    for row in declared():
        role = next((role for role in street.visitors if row[role] == YES), None)
        if role and row["method"] == method:
            door = named[row["method"], row["address"]]
            for _role, answer in replace(shut, visitors={role: street.visitors[role]}).answers(door):
                yield door, answer.status_code


def test_every_page_is_read_as_ever(street: Walk) -> None:
    found = {door.row: status for door, status in answered(street, "GET")}

    assert {row for row, status in found.items() if status >= 400} == set()
    assert len(found) > 50


@pytest.mark.night
def test_at_every_other_door_it_is_said_or_there_was_nothing_to_write(street: Walk) -> None:
    found = {door.row: status for door, status in answered(street, "POST")}

    assert {row for row, status in found.items() if status >= 500 and status != REFUSED} == set()
    assert sum(status == REFUSED for status in found.values()) > len(found) / 2
