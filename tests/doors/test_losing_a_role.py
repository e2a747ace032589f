"""Whose post ends or begins is answered accordingly at the very next request, with the same session and token."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from gongjian.foundation import clock
from gongjian.modules.members.actions import end_post
from tests import given
from tests.doors.table import declared, doors
from tests.doors.walk import Door, Walk
from tests.modules.members.people import post_of

TOMORROW = given.NOON + timedelta(days=1)

# Where it matters whose own the record is, the cashier's or the next one's: a post, a standing in, what was asked for.
ABOUT_THE_CASHIER = (
    ("members", "delegate"),
    ("members", "end_delegation"),
    ("members", "end_post"),
    ("ledger", "withdraw_booking"),
)


@contextmanager
def the_next_day() -> Iterator[None]:
    with clock.set_to(TOMORROW):
        yield


def differing(walk: Walk, one: str, other: str, doors: Iterable[Door]) -> set[str]:
    """At which of the doors the two are answered differently."""
    two = replace(walk, visitors={role: walk.visitors[role] for role in (one, other)})
    rows = {door: two.row(door) for door in doors}
    return {" ".join(door.row) for door, row in rows.items() if row[one] != row[other]}


def what_a_post_opens() -> list[Door]:
    """Where the table answers the cashier differently from somebody without a post."""
    named = doors()
    return [named[row["method"], row["address"]] for row in declared() if row["cashier"] != row["outsider"]]


def test_whose_post_has_ended_is_an_outsider_at_the_next_request(street: Walk) -> None:
    @contextmanager
    def the_post_ended() -> Iterator[None]:
        end_post(actor=street.cast.secretary, post=post_of(street.cast, "cashier"), ends_on=given.TODAY)
        with the_next_day():
            yield

    opened = what_a_post_opens()

    assert differing(replace(street, meanwhile=the_post_ended), "cashier", "outsider", opened) == set()
    assert {"GET desk:desk", "POST api:close_box", "GET ledger:entry"} <= {" ".join(door.row) for door in opened}


def test_whose_post_begins_is_a_cashier_at_the_next_request(street: Walk) -> None:
    found = differing(replace(street, meanwhile=the_next_day), "future_cashier", "cashier", what_a_post_opens())

    assert found == {
        row
        for module, deed in ABOUT_THE_CASHIER
        for row in (f"GET {module}:{deed}", f"POST {module}:{deed}", f"POST api:{deed}")
    }
