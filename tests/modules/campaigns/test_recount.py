"""When two counts differ: the same two count again what differs, and then a supervisor counts alone."""

import pytest
from django.urls import reverse

from gongjian.foundation.access import NotPermitted
from gongjian.modules.campaigns import queries
from tests import given
from tests.modules.told import not_permitted


def test_a_recount_asks_the_same_two_and_only_what_differs(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box)
    given.count(cast.school, box, given.SLIP)

    page = door(cast.school).get(reverse("campaigns:submit_count", args=[box.pk]))
    given.count(cast.committee, box)
    door(cast.school).post(reverse("campaigns:submit_count", args=[box.pk]), pieces_2000="34")

    assert list(page.context["form"].fields) == ["pieces_2000"]
    assert queries.tally_of(box).agreed == given.RIGHT


def test_after_two_failures_only_a_supervisor_counts_and_his_word_with_one_of_them_decides(cast):
    box = given.box(cast)
    for counter, counted in ((cast.committee, given.RIGHT), (cast.school, given.SLIP)) * 2:
        given.count(counter, box, counted)

    with pytest.raises(NotPermitted):
        given.count(cast.cashier, box)
    given.count(cast.supervisor, box, given.SLIP)

    assert queries.tally_of(box).agreed == given.SLIP


def test_a_third_count_that_agrees_with_nobody_asks_for_another_supervisor(cast):
    box = given.box(cast)
    for counter, counted in ((cast.committee, given.RIGHT), (cast.school, given.SLIP)) * 2:
        given.count(counter, box, counted)
    given.count(cast.supervisor, box, given.cash_count({}))

    assert queries.tally_of(box).agreed is None
    given.count(cast.second_supervisor, box)

    assert queries.tally_of(box).agreed == given.RIGHT


def test_the_third_count_is_a_supervisors(cast):
    box = given.box(cast)
    for counter, counted in ((cast.committee, given.RIGHT), (cast.school, given.SLIP)) * 2:
        given.count(counter, box, counted)

    for counter in (cast.cashier, cast.committee, cast.secretary):
        with not_permitted("两人数了两次还不一样，第三次要由监督来数。"):
            given.count(counter, box)


def test_in_a_recount_nothing_may_stay_empty(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box)
    given.count(cast.school, box, given.SLIP)

    answer = door(cast.school).post(reverse("campaigns:submit_count", args=[box.pk]), pieces_2000="")

    assert answer.context["form"].errors == {"pieces_2000": ["请再数一遍20 元，填上张数，没有就填 0。"]}
