"""Whose post ends or begins is answered accordingly at the very next request, with the same session and token."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from gongjian.foundation import clock
from gongjian.modules.members.actions import end_post
from tests import given
from tests.doors.walk import Walk, every_door
from tests.modules.members.people import post_of

TOMORROW = given.NOON + timedelta(days=1)

# Where it matters whose own post, or whose own standing in, the record is: that of the cashier, not of the next one.
ABOUT_THE_CASHIER: set[str] = set()


@contextmanager
def the_next_day() -> Iterator[None]:
    with clock.set_to(TOMORROW):
        yield


def differing(walk: Walk, one: str, other: str) -> set[str]:
    """The doors at which the two are answered differently."""
    two = replace(walk, visitors={role: walk.visitors[role] for role in (one, other)})
    rows = {door: two.row(door) for door in every_door()}
    return {" ".join(door.row) for door, row in rows.items() if row[one] != row[other]}


def test_whose_post_has_ended_is_an_outsider_at_the_next_request(street: Walk) -> None:
    @contextmanager
    def the_post_ended() -> Iterator[None]:
        end_post(actor=street.cast.secretary, post=post_of(street.cast, "cashier"), ends_on=given.TODAY)
        with the_next_day():
            yield

    before = differing(street, "cashier", "outsider")

    assert differing(replace(street, meanwhile=the_post_ended), "cashier", "outsider") == set()
    assert {"GET desk:desk", "POST api:close_box", "GET ledger:entry"} <= before


def test_whose_post_begins_is_a_cashier_at_the_next_request(street: Walk) -> None:
    today = differing(street, "future_cashier", "outsider")

    assert today == set()
    assert differing(replace(street, meanwhile=the_next_day), "future_cashier", "cashier") == ABOUT_THE_CASHIER
