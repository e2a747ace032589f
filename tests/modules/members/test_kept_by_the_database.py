"""What a kind of post may do, and the day of a promise, hold against raw SQL too."""

import pytest
from django.db import IntegrityError, connection, transaction

from gongjian.modules.members.models import PostKind
from gongjian.modules.promises.models import Promise
from tests import given
from tests.modules.told import nothing_written


def refused(change):
    with nothing_written(), pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change()
    return str(refusal.value).splitlines()[0]


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "change",
    [
        lambda: PostKind.objects.filter(code="volunteer").update(powers=["lead"]),
        lambda: raw("UPDATE members_postkind SET powers = '[\"lead\"]' WHERE code = 'volunteer'"),
    ],
    ids=["orm", "raw SQL"],
)
def test_a_kind_of_post_never_gets_other_powers(cast, change):
    assert refused(change) == "the powers of a kind of post never change"


@pytest.mark.parametrize(
    "change",
    [
        lambda: Promise.objects.update(due_on="2030-01-01"),
        lambda: raw("UPDATE promises_promise SET due_on = '2030-01-01'"),
    ],
    ids=["orm", "raw SQL"],
)
def test_the_day_of_a_promise_is_never_put_off(cast, change):
    given.box(cast)

    assert refused(change) == "the day of a promise never changes"
