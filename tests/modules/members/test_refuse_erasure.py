"""Not erasing, and saying why."""

import pytest
from django.db import IntegrityError, transaction

from gongjian.modules.members.actions import ask_erasure, refuse_erasure
from gongjian.modules.members.models import ErasureRequest, Profile
from tests.modules.members.leaving import wanted
from tests.modules.members.people import newcomer, profile_of
from tests.modules.told import SECRETARYS, last_facts, not_permitted, person, rule_says, trail

WHY = "账还没有交接"


def test_the_person_reads_why(cast, door):
    erasure = refuse_erasure(actor=cast.secretary, erasure=wanted(cast), answer=WHY)

    assert (erasure.state, erasure.answer) == ("declined", WHY)
    assert Profile.objects.get(pk=erasure.profile_id).name == "钱前任"
    shown = door(cast.former_cashier).get(f"/work/people/erasures/{erasure.pk}/erase/")
    assert (shown.status_code, WHY in shown.content.decode()) == (200, True)


def test_without_a_reason_it_is_not_refused(cast):
    erasure = wanted(cast)

    with rule_says("members.refusal_without_reason"):
        refuse_erasure(actor=cast.secretary, erasure=erasure, answer="  ")


def test_an_answer_is_given_once_and_one_may_ask_again(cast):
    erasure = wanted(cast)
    refuse_erasure(actor=cast.secretary, erasure=erasure, answer=WHY)

    with rule_says("moves.not_allowed", state="declined", following="declined"):
        refuse_erasure(actor=cast.secretary, erasure=erasure, answer=WHY)
    assert wanted(cast).is_open


@pytest.mark.parametrize("role", ["cashier", "colleague", "supervisor", "former_cashier", "neighbour", "operator"])
def test_nobody_but_who_leads_may(cast, role):
    erasure = wanted(cast)
    reasons = [SECRETARYS, *(["是你提出来的，要请另一位来同意。", "自己的事要请别人来办。"] if role[0] == "f" else [])]

    with not_permitted(*reasons):
        refuse_erasure(actor=person(cast, role), erasure=erasure, answer=WHY)


def test_who_asked_does_not_answer(cast):
    second = newcomer(cast, "secretary")
    erasure = ask_erasure(actor=second, profile=profile_of(cast, "former_cashier"), reason="搬走了")

    with not_permitted("是你提出来的，要请另一位来同意。"):
        refuse_erasure(actor=second, erasure=erasure, answer=WHY)


def test_an_answer_is_never_rewritten_nor_the_request_deleted(cast):
    erasure = refuse_erasure(actor=cast.secretary, erasure=wanted(cast), answer=WHY)
    row = ErasureRequest.objects.filter(pk=erasure.pk)

    for change, told in (
        (lambda: row.update(answer="别的话"), "an answer is never changed"),
        (lambda: row.update(state="erased", answer="", reason=""), "an answer is never changed"),
        (lambda: row.update(asked_by=cast.cashier, answer="", reason=""), "who wants an erasure, and for whom"),
        (row.delete, "who wanted an erasure stays on record"),
    ):
        with pytest.raises(IntegrityError, match=told), transaction.atomic():
            change()


def test_both_doors_and_the_log(cast, door):
    erasure = wanted(cast)
    url = f"/work/people/erasures/{erasure.pk}/refuse/"

    assert door(cast.secretary).get(url).status_code == 200
    with trail() as deeds:
        assert door(cast.secretary).post(url, answer=WHY).status_code == 302

    assert deeds == ["members.refuse_erasure"]
    facts = {"profile": str(erasure.profile_id)}
    assert last_facts("members.refuse_erasure") == (cast.secretary.ref, erasure.ref, facts)
    again = wanted(cast)
    found = door(cast.secretary).api_post(f"/erasures/{again.pk}/refuse", {"answer": WHY}).json()
    assert (found["state"], found["answer"]) == ("declined", WHY)
