"""Waiving a promise: in the course of another deed, or by whoever leads and does not owe it; the reason stays."""

import pytest
from django.urls import reverse

from gongjian.foundation.access import NotPermitted
from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.actions import Pledge, make_promise, waive_promise
from gongjian.modules.promises.queries import kept_in_month
from tests import given, promising
from tests.cast import ROLES
from tests.modules.promises.promising import ONLY_IN_A_DEED, keep, owed, promise, waive
from tests.modules.told import (
    SECRETARYS,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    rule_says,
    trail,
)

CLOSED_BY_ITSELF = "这件事由办的那一步自己了结，不能单独了结。"


@pytest.fixture
def promised(cast):
    """Something is owed today."""
    return promise(actor=cast.organiser, alliance=cast.alliance, what=owed())


def test_a_waived_promise_keeps_its_reason_and_does_not_count_as_kept(cast, promised):
    waived = waive(actor=cast.cashier, promised=promised, reason="重新清点")

    assert (waived.state, waived.closed_on, waived.reason) == ("waived", given.TODAY, "重新清点")
    assert kept_in_month(cast.alliance.pk, given.TODAY) == 0


@pytest.mark.parametrize(("close", "given_why", "state"), [(keep, "evidence", "kept"), (waive, "reason", "waived")])
def test_what_is_closed_is_not_waived(cast, promised, close, given_why, state):
    close(actor=cast.cashier, promised=promised, **{given_why: "x"})

    with rule_says("moves.not_allowed", state=state, following="waived"):
        waive(actor=cast.cashier, promised=promised, reason="重新清点")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_wanted(cast, promised, reason):
    with rule_says("promises.no_reason"):
        waive(actor=cast.cashier, promised=promised, reason=reason)


def test_what_a_deed_of_its_own_closes_is_not_waived_by_anybody(cast, promised):
    for role in ROLES:
        with nothing_written(), pytest.raises(NotPermitted) as refusal:
            waive_promise(actor=person(cast, role), promise=promised, reason="不想办")
        reasons = [str(reason) for reason in refusal.value.reasons]
        assert reasons[0] == ONLY_IN_A_DEED
        assert CLOSED_BY_ITSELF in reasons


def test_who_leads_waives_what_others_made(cast):
    waived = waive_promise(actor=cast.secretary, promise=promising.made_promise(cast), reason="操场在修")

    assert (waived.state, waived.reason) == ("waived", "操场在修")


def test_nobody_waives_what_he_owes_himself(cast):
    branch = Organisation.objects.get(name="眼镜街党总支")
    pledge = Pledge("办联席会", branch, Power.SPEAK, given.TODAY)
    own = make_promise(actor=cast.secretary, alliance=cast.alliance, pledge=pledge)

    with not_permitted(ONLY_IN_A_DEED, "自己该办的事不能自己免去，要请别人来定。"):
        waive_promise(actor=cast.secretary, promise=own, reason="不想办")


@pytest.mark.parametrize("role", ["cashier", "committee", "supervisor", "operator", "neighbour"])
def test_nobody_else_waives_it(cast, role):
    made = promising.made_promise(cast)

    with not_permitted(ONLY_IN_A_DEED, SECRETARYS):
        waive_promise(actor=person(cast, role), promise=made, reason="不想办")


def test_its_page_and_its_api(cast, door):
    made = promising.made_promise(cast)
    page, api = reverse("promises:waive_promise", args=[made.pk]), f"/promises/{made.pk}/waive"

    others = [door(person(cast, role)).api_post(api, {"reason": "x"}).status_code for role in ("school", "outsider")]
    empty, sent = (door(cast.secretary).post(page, reason=reason) for reason in ("", "操场在修"))
    again = door(cast.secretary).api_post(api, {"reason": "操场在修"})

    assert (others, empty.status_code, sent.status_code, again.status_code) == ([403, 404], 200, 302, 409)


def test_its_row_stands_under_the_deed_that_waived_it(cast, promised):
    with trail() as deeds:
        waive(actor=cast.cashier, promised=promised, reason="重新清点")

    assert deeds == ["tests.waive", "tests.waive > promises.waive_promise"]
    assert last_facts("promises.waive_promise") == (cast.cashier.ref, promised.ref, {})
