"""Who may do what: one row a deed, one column a role, every cell asked of a fresh and fitting subject."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.models import Model

from gongjian.foundation.access import may, permissions
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.ledger.models import JournalEntry
from gongjian.modules.members.actions import NewOrganisation, add_relation, end_post
from gongjian.modules.members.models import Membership, Relation, Side
from gongjian.modules.promises.actions import draw_up_handover
from gongjian.modules.promises.models import Promise
from tests import asking, billing, bookkeeping, entering, given, promising
from tests.cast import ROLES, Cast
from tests.modules.feedback.telling import passed_on, told
from tests.modules.members.leaving import wanted
from tests.modules.members.people import newcomer, post_of, profile_of, stands_in
from tests.modules.told import STRANGERS

TABLE = Path(__file__).with_name("permission_matrix.csv")


def _alliance(cast: Cast) -> Model:
    return cast.alliance


def _side(cast: Cast) -> Model:
    return Side.objects.get(alliance=cast.alliance)


def _place(cast: Cast) -> Model:
    return Membership.objects.get(alliance=cast.alliance, organisation__name="止园路小学")


def _relation(cast: Cast) -> Model:
    named = NewOrganisation("宝山路街道党工委")
    return add_relation(
        actor=given.SETUP, alliance=cast.alliance, organisation=named, kind=Relation.Kind.ABOVE, term=given.SINCE
    )


def _colleague(cast: Cast) -> Model:
    return profile_of(cast, "colleague")


def _secretary(cast: Cast) -> Model:
    return profile_of(cast, "secretary")


def _school(cast: Cast) -> Model:
    return profile_of(cast, "school")


def _cashiers_post(cast: Cast) -> Model:
    return post_of(cast, "cashier")


def _colleague_for_cashier(cast: Cast) -> Model:
    return stands_in(cast, "colleague", "cashier")


def _asked_for(cast: Cast) -> Model:
    return wanted(cast)


def _fund(cast: Cast) -> Model:
    return given.campaign(cast).fund


def _reversal(cast: Cast) -> Model:
    return given.asked_reversal(cast, given.entry(cast))


def _agreed_box(cast: Cast) -> Model:
    box = given.box(cast)
    given.count(cast.committee, box)
    given.count(cast.school, box)
    return box


def _disputed_box(cast: Cast) -> Model:
    box = given.box(cast)
    for person, counted in ((cast.committee, given.RIGHT), (cast.school, given.SLIP)) * 2:
        given.count(person, box, counted)
    return box


def _promise(cast: Cast) -> Model:
    given.box(cast)
    return Promise.objects.get()


def _ending_post(cast: Cast) -> Model:
    return end_post(actor=cast.school, post=post_of(cast, "school"), ends_on=given.TODAY)


def _handover(cast: Cast) -> Model:
    coming = newcomer(cast, "liaison", "止园路小学").posts.get()
    return draw_up_handover(actor=cast.school, leaving=_ending_post(cast), coming=coming)


def _entry(cast: Cast) -> JournalEntry:
    return given.entry(cast)


def _slip(cast: Cast) -> Model:
    return entering.slip(cast, cast.colleague)


def _recovery(cast: Cast) -> Model:
    return entering.proposed_recovery(cast.colleague, cast.secretary, cast.alliance)


def _asked_visit(cast: Cast) -> Model:
    return entering.asked_visit(cast, cast.alliance)


def _the_secretarys_own(cast: Cast) -> Model:
    return told(cast, by=cast.secretary)


def _passed_on(cast: Cast) -> Model:
    return passed_on(cast, told(cast))


def _suggestion(cast: Cast) -> Model:
    return told(cast, kind=Feedback.Kind.SUGGESTION)


def _roster(cast: Cast) -> Model:
    return given.roster(cast)


# What each deed is asked about. A deed may stand in several rows: "deed (in which case)".
SUBJECTS: dict[str, Callable[[Cast], Model]] = {
    **dict.fromkeys(("campaigns.bank_box", "campaigns.reopen_box"), given.counted_box),
    "campaigns.close_box": _agreed_box,
    **dict.fromkeys(("campaigns.drop_bill", "campaigns.enter_bill"), billing.read_bill),
    "campaigns.hand_out_box": given.sealed_box,
    "campaigns.judge_payment": billing.doubt,
    "campaigns.open_campaign": _alliance,
    "campaigns.reopen_bill": billing.entered_bill,
    **dict.fromkeys(("campaigns.read_bill", "campaigns.seal_box"), given.campaign),
    "campaigns.submit_count": given.box,
    "campaigns.submit_count (third count)": _disputed_box,
    **dict.fromkeys(("entrance.agree_recovery", "entrance.drop_recovery"), _recovery),
    "entrance.allow_visit": _asked_visit,
    "entrance.ask_visit": _alliance,
    **dict.fromkeys(("entrance.end_visit", "entrance.visit_page"), entering.visit),
    "entrance.hand_out_slip": _colleague,
    "entrance.propose_recovery": _colleague,
    "entrance.use_slip": _slip,
    "entrance.withdraw_slip": _slip,
    "feedback.acknowledge_feedback": told,
    "feedback.answer_feedback": told,
    "feedback.answer_feedback (one's own)": _the_secretarys_own,
    "feedback.answer_feedback (passed on)": _passed_on,
    "feedback.close_without_answer": told,
    "feedback.pass_on_feedback": told,
    "feedback.see_feedback": told,
    "feedback.see_feedback (a suggestion)": _suggestion,
    "feedback.send_feedback": _alliance,
    "ledger.add_goods": _alliance,
    "ledger.agree_booking": asking.payment,
    "ledger.agree_booking (a supervisor's)": asking.sent,
    "ledger.agree_close": bookkeeping.proposed,
    "ledger.agree_reversal": _reversal,
    "ledger.ask_booking": _fund,
    "ledger.ask_reversal": _entry,
    "ledger.confirm_head": bookkeeping.signed,
    "ledger.explain_alarm": bookkeeping.alarm,
    "ledger.open_free_fund": _alliance,
    "ledger.open_fund": _alliance,
    "ledger.post_entries": _alliance,
    "ledger.post_entry": _fund,
    "ledger.propose_close": _alliance,
    "ledger.raise_alarm": _alliance,
    "ledger.refuse_booking": asking.payment,
    "ledger.refuse_close": bookkeeping.proposed,
    "ledger.refuse_reversal": _reversal,
    "ledger.sign_head": _alliance,
    "ledger.withdraw_booking": asking.payment,
    "members.add_member": _side,
    "members.add_person": _alliance,
    "members.add_post_kind": _alliance,
    "members.add_relation": _alliance,
    "members.add_side": _alliance,
    "members.add_standard_kinds": _alliance,
    "members.appoint": _colleague,
    "members.appoint (the secretary)": _secretary,
    "members.confirm_person": _colleague,
    "members.ask_erasure": _colleague,
    "members.delegate": _cashiers_post,
    "members.end_delegation": _colleague_for_cashier,
    "members.end_post": _cashiers_post,
    "members.found_alliance": _alliance,
    "members.hold_back": _colleague,
    "members.end_relation": _relation,
    "members.erase_person": _asked_for,
    "members.leave_alliance": _place,
    "members.record_decision": _alliance,
    "members.refuse_erasure": _asked_for,
    "members.rename_organisation": _alliance,
    "members.see_contact": _colleague,
    "members.see_contact (of another organisation)": _school,
    "members.set_contact": _colleague,
    "members.set_contact (of another organisation)": _school,
    "members.set_credit_code": _alliance,
    "promises.draw_up_handover": _ending_post,
    "members.tell_by_phone": _colleague,
    "members.tell_by_phone (of another organisation)": _school,
    "members.take_back": _cashiers_post,
    "members.tell_of_due_erasures": _alliance,
    "members.tell_of_ending_posts": _alliance,
    "promises.close_feed": promising.feed,
    "promises.keep_promise": _promise,
    "promises.make_promise": _alliance,
    "promises.nudge": _promise,
    "promises.open_due_promises": promising.routine,
    "promises.open_feed": _alliance,
    "promises.open_promise": _alliance,
    "promises.record_paper_signatures": _handover,
    "promises.report_done": promising.made_promise,
    "promises.set_routine": _alliance,
    "promises.sign_handover": _handover,
    "promises.stop_routine": promising.routine,
    "promises.tell_of_late": _alliance,
    "promises.waive_promise": _promise,
    "promises.waive_promise (kept by a report)": promising.made_promise,
    "roster.answer_doubts": _roster,
    "roster.apply_roster": _roster,
    "roster.drop_roster": _roster,
    "roster.export_roster": _alliance,
    "roster.forget_roster": _roster,
    "roster.read_roster": _alliance,
    "roster.undo_roster": _roster,
}


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _name(row: dict[str, str]) -> str:
    return row["deed"]


def test_every_deed_has_a_row_and_every_row_a_deed() -> None:
    deeds = [row["deed"] for row in _rows()]

    assert {deed.partition(" ")[0] for deed in deeds} == set(permissions())
    assert deeds == sorted(SUBJECTS)


def test_everybody_has_a_column() -> None:
    assert [list(row) for row in _rows()] == [["deed", *ROLES]] * len(SUBJECTS)


@pytest.mark.parametrize("row", _rows(), ids=_name)
def test_each_may_what_the_table_says(cast: Cast, row: dict[str, str]) -> None:
    deed = row["deed"].partition(" ")[0]
    subject = SUBJECTS[row["deed"]](cast)

    found = {role: "yes" if may(getattr(cast, role), deed, subject) else "no" for role in ROLES}

    assert found == {role: row[role] for role in ROLES}


def test_what_is_only_part_of_another_deed_is_nobodys() -> None:
    closed = {deed for deed, rule in permissions().items() if rule.name == "part of another deed"}

    answers = {row["deed"]: {row[role] for role in ROLES} for row in _rows() if row["deed"] in closed}

    assert answers == {deed: {"no"} for deed in closed}


def test_who_holds_no_post_here_today_may_nothing_but_what_anybody_may() -> None:
    open_to_all = {deed for deed, rule in permissions().items() if rule.name == "anybody"}

    closed = [row for row in _rows() if row["deed"] not in open_to_all]

    found = {(row["deed"], role) for row in closed for role in STRANGERS if row[role] == "yes"}
    assert open_to_all == {"feedback.send_feedback"}
    # An operator may ask to be let in, look while he is, and leave.
    assert found == {(f"entrance.{deed}", "operator") for deed in ("ask_visit", "end_visit", "visit_page")}


def test_who_sees_to_people_is_the_secretary_alone_among_the_cast() -> None:
    seeing_to = {deed for deed, rule in permissions().items() if rule.name == "(sets up or holds appoint)"}

    answers = {
        row["deed"]: [role for role in ROLES if row[role] == "yes"] for row in _rows() if row["deed"] in seeing_to
    }

    assert answers == {deed: ["secretary"] for deed in seeing_to}
