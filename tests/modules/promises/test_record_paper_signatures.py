"""Signatures on paper: recorded by a third person who manages people, with the day."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.members.actions import Term, end_post
from gongjian.modules.promises.actions import draw_up_handover, record_paper_signatures, sign_handover
from gongjian.modules.promises.models import Signature
from gongjian.modules.promises.queries.handovers import told_of
from tests import given, promising
from tests.cast import ROLES
from tests.modules.members.people import TOMORROW, newcomer, post_of
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, rule_says, trail

OWN = "自己交接的清单要请别人来记。"


@pytest.fixture
def handover(cast):
    """The cashier hands over to the one who begins tomorrow."""
    return promising.handover(cast)


def test_both_have_signed_then(cast, handover):
    record_paper_signatures(actor=cast.secretary, handover=handover, signed_on=given.TODAY)

    told = told_of([handover])[0]
    assert (told.is_signed, told.leaving.signature.on_paper, told.coming.signature.on_paper) == (True, True, True)


def test_who_signed_here_already_is_not_recorded_again(cast, handover):
    sign_handover(actor=cast.cashier, handover=handover)

    record_paper_signatures(actor=cast.secretary, handover=handover, signed_on=given.TODAY)

    found = Signature.objects.values_list("person", "on_paper")
    assert set(found) == {(cast.cashier.pk, False), (cast.future_cashier.pk, True)}


def test_what_is_signed_is_not_recorded_again(cast):
    handover = promising.newcomers_handover(cast.alliance, "眼镜街党总支")

    with rule_says("promises.signed_already"):
        record_paper_signatures(actor=cast.secretary, handover=handover, signed_on=given.TODAY)


@pytest.mark.parametrize("days", [-1, 1])
def test_it_was_signed_neither_before_the_list_nor_tomorrow(cast, handover, days):
    with rule_says("promises.signed_when", first="2026-11-23", today="2026-11-23"):
        record_paper_signatures(actor=cast.secretary, handover=handover, signed_on=given.TODAY + timedelta(days=days))


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"secretary", "cashier", "future_cashier"}])
def test_nobody_else_records_it(cast, handover, role):
    with not_permitted(APPOINTERS):
        record_paper_signatures(actor=person(cast, role), handover=handover, signed_on=given.TODAY)


def test_nobody_records_his_own(cast):
    coming = newcomer(cast, "secretary", term=Term(TOMORROW)).posts.get()
    ending = end_post(actor=cast.secretary, post=post_of(cast, "secretary"), ends_on=given.TODAY)
    handover = draw_up_handover(actor=cast.secretary, leaving=ending, coming=coming)

    with not_permitted(OWN):
        record_paper_signatures(actor=cast.secretary, handover=handover, signed_on=given.TODAY)


def test_the_log_has_both_and_the_day(cast, handover):
    with trail() as deeds:
        record_paper_signatures(actor=cast.secretary, handover=handover, signed_on=given.TODAY)

    assert deeds == ["promises.record_paper_signatures"]
    facts = {"signed_on": "2026-11-23", "people": f"{cast.cashier.pk}, {cast.future_cashier.pk}"}
    assert last_facts("promises.record_paper_signatures") == (cast.secretary.ref, handover.ref, facts)


def test_its_page_wants_the_sheet_to_have_been_seen(cast, door, handover):
    page, visit = reverse("promises:record_paper_signatures", args=[handover.pk]), door(cast.secretary)

    unseen = visit.post(page, signed_on="2026-11-23")
    seen = visit.post(page, signed_on="2026-11-23", seen="on")

    assert (visit.get(page).status_code, unseen.status_code, seen.status_code) == (200, 200, 302)
    assert "请先看过纸上两个人的签字。" in unseen.content.decode()
    assert "签在纸上" in visit.get(seen["Location"]).content.decode()


def test_its_api_does_the_same(cast, door, handover):
    api = f"/handovers/{handover.pk}/paper-signatures"

    with clock.set_to(given.NOON):
        done = door(cast.secretary).api_post(api, {"signed_on": "2026-11-23"})

    assert (done.status_code, len(done.json()["signed_by"])) == (200, 2)
    assert door(cast.cashier).api_post(api, {"signed_on": "2026-11-23"}).status_code == 403
    assert door(cast.outsider).api_post(api, {"signed_on": "2026-11-23"}).status_code == 404
