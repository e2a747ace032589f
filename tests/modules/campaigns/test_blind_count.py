"""The blind count cannot be peeked at: by no role, through no page, API, key, log, session or second browser."""

import logging
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.idempotency.models import UsedKey
from gongjian.modules.campaigns import actions, queries
from gongjian.modules.campaigns.models import CashBox, CashCount
from gongjian.modules.ledger.models import JournalEntry
from gongjian.modules.promises.models import Promise
from gongjian.rulebook.errors import RuleBroken
from tests import given
from tests.foundation.addresses import every_address
from tests.modules.campaigns.peeking import EVERYBODY, SECRETS, crawl, found_by_everybody, ids_of, secrets_in
from tests.modules.told import everything, nothing_written, refusal_of

OF_THE_ALLIANCE = {"secretary", "cashier", "organiser", "colleague", "committee", "school", "supervisor"}
OF_THE_ALLIANCE |= {"second_supervisor"}
BOTH = {"A", "B"}
EVERY_PAGE = [address.name for address in every_address() if address.name not in {"ui:style", "api:openapi-view"}]
ALL_FOUR = BOTH | {"A again", "B again"}


def counted(cast, *marks):
    """A box with these counts in: A by the committee, B by the school, the third by a supervisor."""
    box = given.box(cast)
    counters = {"A": cast.committee, "B": cast.school, "A again": cast.committee, "B again": cast.school}
    for mark in marks:
        given.count(counters.get(mark, cast.supervisor), box, SECRETS[mark])
    return box


def typed(mark):
    return {f"pieces_{denomination}": str(pieces) for denomination, pieces in SECRETS[mark].pieces.items()}


def body(mark):
    return {"pieces": {str(denomination): pieces for denomination, pieces in SECRETS[mark].pieces.items()}}


def page_of(box):
    return reverse("campaigns:submit_count", args=[box.pk])


def api_of(box):
    return f"/cash-boxes/{box.pk}/count"


# Of a month, a head, an alarm or a request, none of which there is; and a file of the books, by its name.
OF_BILLS = {f"campaigns:{page}" for page in ("bill", "drop_bill", "enter_bill", "gift", "judge_payment")}
OF_MONTHS_AND_HEADS = {
    "ledger:booking",
    "ledger:agree_booking",
    "ledger:refuse_booking",
    "ledger:withdraw_booking",
    "ledger:agree_close",
    "ledger:refuse_close",
    "ledger:head",
    "ledger:confirm_head",
    "ledger:explain_alarm",
    "public_site:take_books",
}


@pytest.mark.parametrize(
    ("marks", "seen"),
    [
        (["A"], {"committee": {"A"}}),
        (["A", "B"], {"committee": BOTH, "school": BOTH}),
        (["A", "B", "A again"], {"committee": BOTH | {"A again"}, "school": BOTH}),
        (["A", "B", "B again"], {"committee": BOTH, "school": BOTH | {"B again"}}),
        (["A", "B", "A again", "B again"], {"committee": ALL_FOUR, "school": ALL_FOUR}),
        (
            ["A", "B", "A again", "B again", "third"],
            {"committee": ALL_FOUR, "school": ALL_FOUR, "supervisor": {"third"}},
        ),
    ],
    ids=", ".join,
)
def test_each_sees_what_the_rule_allows_and_everybody_else_nothing(cast, door, marks, seen):
    box = counted(cast, *marks)

    assert found_by_everybody(door, cast, ids_of(box)) == seen


def test_when_two_agree_the_alliance_sees_it_and_nobody_outside(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box, SECRETS["A"])
    given.count(cast.school, box, SECRETS["A"])

    assert found_by_everybody(door, cast, ids_of(box)) == {role: {"A"} for role in OF_THE_ALLIANCE}


def test_when_a_third_count_settles_it_the_alliance_sees_all_counts(cast, door):
    box = counted(cast, "A", "B", "A again", "B again")
    given.count(cast.supervisor, box, SECRETS["A again"])

    assert found_by_everybody(door, cast, ids_of(box)) == dict.fromkeys(OF_THE_ALLIANCE, ALL_FOUR)


def test_when_it_is_in_the_books_the_alliance_sees_the_count_and_everybody_the_total(cast, door):
    box = given.counted_box(cast, counted=SECRETS["A"])
    public = ("public_site:campaign", "public_site:ledger")

    assert found_by_everybody(door, cast, ids_of(box)) == {role: {"A"} for role in OF_THE_ALLIANCE}
    assert found_by_everybody(door, cast, ids_of(box), names=public) == {role: {"A"} for role in EVERYBODY}


def test_a_new_attempt_is_blind_again(cast, door):
    box = given.counted_box(cast)
    reversal = given.reversed_entry(cast, JournalEntry.objects.get(pk=box.entry_id))
    given.count(cast.committee, box, SECRETS["A"])

    ids = ids_of(CashBox.objects.get(), entry=reversal.entry_id, reversal=reversal.pk)
    assert found_by_everybody(door, cast, ids) == {"committee": {"A"}}


def test_no_page_of_the_house_tells_more_than_the_pages_of_the_box(cast, door):
    box = counted(cast, "A", "B", "A again")

    assert found_by_everybody(door, cast, ids_of(box), names=EVERY_PAGE) == {
        "committee": BOTH | {"A again"},
        "school": BOTH,
    }


def test_no_mark_on_an_account_opens_more(cast, door):
    box = counted(cast, "A", "B", "A again")
    Person.objects.update(is_superuser=True)

    seen = found_by_everybody(door, cast, ids_of(box), names=("api:cash_counts", "campaigns:count_sheet"))

    assert seen == {"committee": BOTH | {"A again"}, "school": BOTH}


def test_the_crawl_opens_what_there_is_to_open(cast, door):
    box = given.counted_box(cast)
    reversal = given.asked_reversal(cast, JournalEntry.objects.get(pk=box.entry_id))
    ids = ids_of(box, entry=box.entry_id, reversal=reversal.pk)

    found = crawl(door, cast.cashier, ids)

    # What is no page of one box, or takes no visit at all; every address has its row in the table of addresses.
    near = {name for name in found.closed if name.partition(":")[0] in ("campaigns", "ledger", "desk", "public_site")}
    assert near == {"desk:change_over", *OF_MONTHS_AND_HEADS, *OF_BILLS}
    assert {"api:cash_boxes", "api:cash_box", "api:cash_counts", "api:entries"} & found.closed == set()


def test_a_second_browser_and_a_fresh_sign_in_open_nothing_more(cast, door):
    box = counted(cast, "A")
    first, second = door(cast.school), door(cast.school)
    first.get(page_of(box))

    refused = first.post(page_of(box), pieces_10="many")
    pages = [second.get(page_of(box)), second.get(reverse("campaigns:cash_box", args=[box.pk])), refused]

    assert [secrets_in(page.content.decode()) for page in pages] == [set(), set(), set()]
    assert [page.context["sheet"].columns[0].count for page in pages] == [None, None, None]


@pytest.mark.parametrize("others", ["A", "B"])
def test_a_stolen_key_opens_nothing_whether_one_guesses_right_or_wrong(cast, door, others):
    box, key = given.box(cast), str(uuid4())
    door(cast.committee).api_post(api_of(box), body("A"), key=key)
    thief = door(cast.school)

    with nothing_written():
        api = thief.api_post(api_of(box), body(others), key=key)
        page = thief.post(page_of(box), key=key, **typed(others))

    assert refusal_of(api) == (422, "idempotency.other_body", {})
    told = "这张表已经交过一次，这次的内容和上次不一样，没有再记。请重新打开这一页看看现在的情况。"
    assert (page.status_code, page.context["form"].non_field_errors()) == (200, [told])
    assert secrets_in(api.content.decode()) == set()
    assert secrets_in(page.content.decode()) == {others}


def test_a_stolen_key_does_not_close_or_bank_or_answer_with_anothers_result(cast, door):
    box, key = given.box(cast), str(uuid4())
    door(cast.committee).post(page_of(box), key=key, **typed("A"))

    with nothing_written():
        answer = door(cast.cashier).api_post(f"/cash-boxes/{box.pk}/close", key=key)

    assert refusal_of(answer) == (422, "idempotency.other_body", {})


def test_who_lost_the_reply_gets_the_own_count_again(cast, door):
    box, key = given.box(cast), str(uuid4())
    first = door(cast.committee).api_post(api_of(box), body("A"), key=key)

    again = door(cast.committee).api_post(api_of(box), body("A"), key=key)

    assert (again.status_code, again.json(), CashCount.objects.count()) == (200, first.json(), 1)


def test_the_refusals_tell_nothing(cast, door):
    box = counted(cast, "A", "B", "A again")

    answers = [
        door(getattr(cast, role, None)).api_post(f"/cash-boxes/{box.pk}/{deed}", {"pieces": {"10": 1}})
        for role in EVERYBODY
        for deed in ("close", "count")
        if (role, deed) != ("school", "count")
    ]
    pages = [door(cast.cashier).post(reverse("campaigns:close_box", args=[box.pk]))]
    pages += [door(person).post(page_of(box), pieces_10="1") for person in (cast.cashier, cast.supervisor)]

    assert {answer.status_code for answer in answers} == {401, 403, 404, 409}
    assert secrets_in("".join(answer.content.decode() for answer in [*answers, *pages])) == set()
    assert CashCount.objects.count() == 3


def test_a_supervisor_who_counted_blind_is_not_the_third(cast):
    box = given.box(cast)
    for _round in range(2):
        given.count(cast.supervisor, box, SECRETS["A"])
        given.count(cast.school, box, SECRETS["B"])

    seen = queries.counts_visible_to(cast.second_supervisor, box)
    with pytest.raises(RuleBroken) as refusal:
        given.count(cast.supervisor, box, SECRETS["B"])

    assert (seen, refusal.value.code) == ([], "cash.counted_already")


def test_no_row_but_the_count_itself_keeps_the_numbers(cast, door):
    box = given.box(cast)
    door(cast.committee).post(page_of(box), **typed("A"))
    door(cast.school).api_post(api_of(box), body("B"))

    rows = everything()
    of_the_counts = rows.pop("campaigns.CashCount")

    assert secrets_in(str(of_the_counts)) == BOTH
    assert secrets_in(str(rows)) == set()
    assert secrets_in(str([session.get_decoded() for session in Session.objects.all()])) == set()
    assert (AuditEntry.objects.filter(deed="campaigns.submit_count").count(), UsedKey.objects.count()) == (2, 2)
    assert Promise.objects.get().facts == {"number": "QD-2026-001", "place": "东口", "campaign": "慈善一日捐"}


def test_no_message_and_no_line_of_a_log_tells_the_numbers(cast, door, caplog):
    caplog.set_level(logging.DEBUG)
    box = given.box(cast)

    committee, school = door(cast.committee), door(cast.school)
    committee.post(page_of(box), **typed("A"))
    school.post(page_of(box), **typed("B") | {"pieces_10": "-1"})
    school.api_post(api_of(box), {"pieces": {"10": 7919, "7": 6133}})
    told = str(dict(committee.pages.session)) + str(caplog.records) + caplog.text
    told += committee.get(reverse("campaigns:campaigns")).content.decode()

    assert "你的数已经交了" in told
    assert secrets_in(told) == set()


def test_what_was_agreed_is_not_public_before_it_is_in_the_books(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box, SECRETS["A"])
    given.count(cast.school, box, SECRETS["A"])

    nobody = door(None)
    told = "".join(nobody.get(url).content.decode() for url in ("/", "/campaigns/", "/campaigns/yirijuan/", "/ledger/"))

    assert secrets_in(told) == set()
    assert actions.close_box(actor=cast.cashier, box=box).total == SECRETS["A"].total
