"""Many people, one box, the same moment: one effect, and a clear answer for everybody else."""

from functools import partial
from uuid import uuid4

from django.test import Client

from gongjian.config import operations
from gongjian.foundation.accounts import tokens
from gongjian.foundation.audit.models import AuditEntry
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import CashBox, CashCount
from gongjian.modules.ledger.models import JournalEntry
from gongjian.modules.promises.models import Promise
from tests import given
from tests.harness.at_once import at_once, counted


def _close(cast, box):
    return actions.close_box(actor=cast.cashier, box=box).state


def _count(person, box):
    given.count(person, box)
    return "counted"


def _seal(cast, campaign, seal):
    return actions.seal_box(actor=cast.organiser, campaign=campaign, place="东口", seal_number=seal).state


def _send(token, box, key):
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    body = {"pieces": {"10000": 21}}
    answer = Client().post(f"/api/cash-boxes/{box.pk}/count", body, content_type="application/json", headers=headers)
    return f"{answer.status_code} {answer.json()}"


def test_sixteen_processes_close_one_box_once(cast):
    box = given.box(cast)
    given.count(cast.committee, box)
    given.count(cast.school, box)

    answers = at_once(*[partial(_close, cast, box)] * 16)

    assert counted(answers) == {"counted": 1, "moves.not_allowed": 15}
    assert [entry.number for entry in JournalEntry.objects.all()] == [1]
    assert Promise.objects.filter(deed="campaigns.bank_box").count() == 1
    assert AuditEntry.objects.filter(deed="campaigns.close_box").count() == 1


def test_fifty_times_the_same_key_is_one_count_and_one_answer(cast):
    box, key = given.box(cast), str(uuid4())
    token = tokens.issue(cast.committee, "tablet")[1]

    answers = at_once(*[partial(_send, token, box, key)] * 50)

    assert (len(set(answers)), answers[0][:3]) == (1, "200")
    assert CashCount.objects.count() == 1
    assert AuditEntry.objects.filter(deed="campaigns.submit_count").count() == 1


def test_of_three_who_count_at_once_two_are_in_and_the_third_is_told_why_not(cast):
    box = given.box(cast)

    answers = at_once(*[partial(_count, person, box) for person in (cast.committee, cast.school, cast.cashier)])

    assert counted(answers) == {"cash.agreed_already": 1, "counted": 2}
    assert CashCount.objects.count() == 2


def test_one_person_in_sixteen_browsers_counts_once(cast):
    box = given.box(cast)

    answers = at_once(*[partial(_count, cast.committee, box)] * 16)

    assert counted(answers) == {"cash.counted_already": 15, "counted": 1}


def test_a_seal_number_is_used_once_even_at_once(cast):
    campaign = given.campaign(cast)

    answers = at_once(*[partial(_seal, cast, campaign, "F-0131")] * 8)

    assert counted(answers) == {"campaigns.seal_used": 7, "sealed": 1}


def test_numbers_have_no_gap_and_the_chain_holds_when_many_boxes_close_at_once(cast):
    boxes = [given.box(cast, seal=f"F-{place}", place=f"{place} 号") for place in range(12)]
    for box in boxes:
        given.count(cast.committee, box)
        given.count(cast.school, box)

    answers = at_once(*[partial(_close, cast, box) for box in boxes])

    entries = JournalEntry.objects.order_by("number")
    assert counted(answers) == {CashBox.State.COUNTED.value: 12}
    assert [entry.number for entry in entries] == list(range(1, 13))
    assert [entry.voucher for entry in entries] == [f"2026-{number:04d}" for number in range(1, 13)]
    assert [line.split("：")[1].partition("（")[0] for line in operations.verify()] == ["✓ 全部对得上"] * 4
