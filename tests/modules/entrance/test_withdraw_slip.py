"""Withdrawing a slip: from then on it lets nobody in."""

import pytest

from gongjian.modules.entrance.actions import withdraw_slip
from gongjian.modules.entrance.models import Slip
from tests import entering, given
from tests.modules.entrance.slips import OFFICE, ONESELF, at, said, typed_in, used
from tests.modules.told import answers, answers_to_strangers, last_facts, not_permitted, person, rule_says, trail

NO_SLIP = "这个号码不能用"


@pytest.fixture
def slip(cast):
    """The colleague's slip."""
    return entering.slip(cast, cast.colleague)


@pytest.mark.parametrize("role", ["secretary", "supervisor", "colleague"])
def test_office_holders_and_the_person_withdraw_it(cast, slip, role):
    withdraw_slip(actor=person(cast, role), slip=slip)

    assert (Slip.objects.get().withdrawn_at, NO_SLIP in said(typed_in(slip.code))) == (given.NOON, True)


@pytest.mark.parametrize("role", ["cashier", "school", "neighbour", "operator"])
def test_nobody_else_does(cast, slip, role):
    with not_permitted(OFFICE, ONESELF):
        withdraw_slip(actor=person(cast, role), slip=slip)


def test_a_slip_is_withdrawn_once(cast, slip):
    withdraw_slip(actor=cast.secretary, slip=slip)

    with rule_says("entrance.slip_is_over"):
        withdraw_slip(actor=cast.secretary, slip=slip)


def test_a_used_slip_is_not_withdrawn(cast, slip):
    used(slip)

    with rule_says("entrance.slip_is_over"):
        withdraw_slip(actor=cast.secretary, slip=slip)


def test_the_log_names_the_person_by_id(cast, slip):
    with trail() as deeds:
        withdraw_slip(actor=cast.secretary, slip=slip)

    assert deeds == ["entrance.withdraw_slip"]
    assert last_facts("entrance.withdraw_slip")[2] == {"person": str(cast.colleague.pk)}


def test_the_page_and_the_api_withdraw_it(cast, door, slip):
    page = door(cast.secretary).post(at("withdraw_slip", slip))
    other = entering.slip(cast, cast.colleague)
    api = door(cast.secretary).api_post(f"/slips/{other.pk}/withdraw")

    assert (page.status_code, api.status_code) == (302, 200)
    assert Slip.objects.filter(withdrawn_at=None).count() == 0


def test_who_may_not_reads_why_and_strangers_find_nothing(cast, door, slip):
    page, api = at("withdraw_slip", slip), f"/slips/{slip.pk}/withdraw"

    assert answers(door(cast.cashier), page, api, typed={}) == (200, 403, 403)
    assert set(answers_to_strangers(cast, door, page, api, typed={}).values()) == {(404, 404, 404)}
