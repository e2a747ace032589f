"""What becomes of a box whose entry was reversed: it goes back one step, and is owed again."""

from datetime import date, timedelta

from gongjian.config import operations
from gongjian.foundation import clock
from gongjian.modules.campaigns import actions, queries
from gongjian.modules.campaigns.models import CashBox, CashCount
from gongjian.modules.ledger.actions import agree_reversal, ask_reversal
from gongjian.modules.ledger.models import JournalEntry
from gongjian.modules.promises.models import Promise
from tests import given
from tests.cast import ROLES
from tests.modules.told import last_facts, not_permitted, person, rule_says, trail

ONLY_AFTER_A_REVERSAL = "只有入账的那一笔冲销了，箱子才重新清点。"


def entry_of(box):
    return JournalEntry.objects.get(pk=box.entry_id)


def deposit_of(box):
    return JournalEntry.objects.get(pk=box.deposit_id)


def afresh(box):
    return CashBox.objects.get(pk=box.pk)


def promises():
    found = Promise.objects.order_by("opened_at", "id")
    return [(promise.deed, promise.state, promise.due_on) for promise in found]


def test_a_box_whose_count_was_reversed_is_counted_anew(cast):
    box = given.counted_box(cast)

    given.reversed_entry(cast, entry_of(box))

    found = afresh(box)
    assert (found.state, found.attempt, found.entry_id) == ("handed_out", 2, None)
    assert (found.total, found.counted_at) == (None, None)


def test_the_deposit_is_waived_and_the_count_is_owed_again_today(cast):
    box = given.counted_box(cast)

    with clock.set_to(given.NOON + timedelta(days=2)):
        given.reversed_entry(cast, entry_of(box))

    assert promises() == [
        ("campaigns.close_box", "kept", given.TODAY),
        ("campaigns.bank_box", "waived", date(2026, 11, 24)),
        ("campaigns.close_box", "open", date(2026, 11, 25)),
    ]


def test_the_new_attempt_begins_blind_and_may_come_to_another_result(cast):
    box = given.counted_box(cast, counted=given.SLIP)
    given.reversed_entry(cast, entry_of(box))
    given.count(cast.committee, box)

    seen_by_the_other = queries.counts_visible_to(cast.school, afresh(box))
    given.count(cast.school, box)
    closed = actions.close_box(actor=cast.cashier, box=box)

    assert seen_by_the_other == []
    assert (closed.total, closed.state, CashCount.objects.count()) == (given.RIGHT.total, "counted", 4)
    assert [line.partition("（")[0] for line in operations.verify()] == [
        "宝通路邻里共建 账本：✓ 全部对得上",
        "青云路眼镜街六方共建 账本：✓ 全部对得上",
        "宝通路邻里共建 操作记录：✓ 全部对得上",
        "青云路眼镜街六方共建 操作记录：✓ 全部对得上",
    ]


def test_a_box_whose_deposit_was_reversed_is_to_be_banked_again(cast):
    box = given.banked_box(cast)

    given.reversed_entry(cast, deposit_of(box))

    found = afresh(box)
    assert (found.state, found.attempt, found.entry_id) == ("counted", 1, box.entry_id)
    assert (found.total, found.deposit_id, found.deposit_slip) == (4386_50, None, "")
    assert promises() == [
        ("campaigns.close_box", "kept", given.TODAY),
        ("campaigns.bank_box", "kept", date(2026, 11, 24)),
        ("campaigns.bank_box", "open", date(2026, 11, 24)),
    ]


def test_deposit_then_count_may_both_be_reversed(cast):
    box = given.banked_box(cast)
    given.reversed_entry(cast, deposit_of(box))

    given.reversed_entry(cast, entry_of(box))

    assert (afresh(box).state, afresh(box).attempt) == ("handed_out", 2)
    assert queries.public_campaign(box.campaign).raised == 0


def test_a_banked_boxs_count_is_not_reversed_for_its_cash_is_gone(cast):
    box = given.banked_box(cast)

    with rule_says("ledger.not_enough", held=0, missing=4386_50):
        ask_reversal(actor=cast.cashier, entry=entry_of(box), reason="金额记错")


def test_a_banked_boxs_count_is_not_reversed_with_another_boxs_cash(cast):
    box = given.banked_box(cast)
    given.counted_box(cast, seal="F-0132")

    with rule_says("campaigns.banked_already", number="QD-2026-001"):
        ask_reversal(actor=cast.cashier, entry=entry_of(box), reason="金额记错")


def test_a_box_banked_meanwhile_is_not_reopened_with_another_boxs_cash(cast):
    box = given.counted_box(cast)
    given.counted_box(cast, seal="F-0132")
    reversal = given.asked_reversal(cast, entry_of(box))
    actions.bank_box(actor=cast.cashier, box=box, deposit_slip="HD-1")

    with rule_says("moves.not_allowed", state="banked", following="handed_out"):
        agree_reversal(actor=cast.secretary, reversal=reversal)


def test_what_was_banked_after_the_reversal_was_asked_for_stays_banked(cast):
    box = given.counted_box(cast)
    reversal = given.asked_reversal(cast, entry_of(box))
    actions.bank_box(actor=cast.cashier, box=box, deposit_slip="HD-1")

    with rule_says("ledger.not_enough", held=0, missing=4386_50):
        agree_reversal(actor=cast.secretary, reversal=reversal)


def test_nobody_reopens_a_box_by_hand(cast):
    box = given.counted_box(cast)

    for role in ROLES:
        with not_permitted(ONLY_AFTER_A_REVERSAL):
            actions.reopen_box(actor=person(cast, role), box=box, entry=box.entry_id)


def test_the_log_has_the_secretarys_deed_and_under_it_the_reopening(cast):
    box = given.counted_box(cast)
    reversal = given.asked_reversal(cast, entry_of(box))

    with trail() as deeds:
        agree_reversal(actor=cast.secretary, reversal=reversal)

    nested = ("ledger.post_entry", "promises.waive_promise", "promises.open_promise", "campaigns.reopen_box")
    assert deeds == ["ledger.agree_reversal", *(f"ledger.agree_reversal > {deed}" for deed in nested)]
    facts = {"number": "QD-2026-001", "attempt": 2}
    assert last_facts("campaigns.reopen_box") == (cast.secretary.ref, box.ref, facts)
