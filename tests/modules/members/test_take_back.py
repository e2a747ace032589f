"""Taking a row back: only in the course of undoing something, and only what nothing points to."""

from contextlib import contextmanager

import pytest

from gongjian.foundation.idempotency.deed import deed, record
from gongjian.modules.members.actions import take_back
from gongjian.modules.members.models import Post
from gongjian.rulebook.errors import RuleBroken
from tests import given
from tests.modules.members.people import post_of, stands_in
from tests.modules.told import not_permitted, nothing_written

ONLY_WITHIN = "这一步只在撤回名册的时候办。"


@deed("tests.undo")
def undo(*, actor, row):
    """Something larger that is undone."""
    take_back(actor=actor, row=row)
    record(actor, "tests.undo", row)
    return row


@contextmanager
def refused():
    with nothing_written(), pytest.raises(RuleBroken) as broken:
        yield
    assert broken.value.code == "members.in_use"


def test_a_post_that_nothing_points_to_goes(cast):
    undo(actor=given.SETUP, row=post_of(cast, "colleague"))

    assert Post.objects.filter(person=cast.colleague).count() == 0


def test_what_something_points_to_stays(cast):
    stands_in(cast, "colleague", "cashier")

    with refused():
        undo(actor=given.SETUP, row=post_of(cast, "cashier"))


def test_nobody_takes_anything_back_by_itself(cast):
    for actor in (cast.secretary, given.SETUP):
        with not_permitted(ONLY_WITHIN):
            take_back(actor=actor, row=post_of(cast, "colleague"))
