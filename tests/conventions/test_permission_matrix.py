"""Who may do what: one row a deed, one column a role, every cell asked of a fresh and fitting subject."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.models import Model

from gongjian.foundation.access import may, permissions
from gongjian.modules.ledger.models import JournalEntry
from gongjian.modules.members.models import Profile, Side
from gongjian.modules.promises.models import Promise
from tests import given
from tests.cast import ROLES, Cast

TABLE = Path(__file__).with_name("permission_matrix.csv")


def _alliance(cast: Cast) -> Model:
    return cast.alliance


def _side(cast: Cast) -> Model:
    return Side.objects.get(alliance=cast.alliance)


def _profile(cast: Cast) -> Model:
    return Profile.objects.get(alliance=cast.alliance, person=cast.colleague)


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


def _entry(cast: Cast) -> JournalEntry:
    return given.entry(cast)


# What each deed is asked about. A deed may stand in several rows: "deed (in which case)".
SUBJECTS: dict[str, Callable[[Cast], Model]] = {
    "campaigns.bank_box": given.counted_box,
    "campaigns.close_box": _agreed_box,
    "campaigns.hand_out_box": given.sealed_box,
    "campaigns.open_campaign": _alliance,
    "campaigns.reopen_box": given.counted_box,
    "campaigns.seal_box": given.campaign,
    "campaigns.submit_count": given.box,
    "campaigns.submit_count (third count)": _disputed_box,
    "ledger.agree_reversal": _reversal,
    "ledger.ask_reversal": _entry,
    "ledger.open_fund": _alliance,
    "ledger.post_entry": _fund,
    "ledger.refuse_reversal": _reversal,
    "members.add_member": _side,
    "members.add_person": _alliance,
    "members.add_side": _alliance,
    "members.appoint": _profile,
    "members.record_decision": _alliance,
    "promises.keep_promise": _promise,
    "promises.open_promise": _alliance,
    "promises.waive_promise": _promise,
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


def test_what_is_only_part_of_another_deed_and_what_sets_up_is_nobodys() -> None:
    closed = {deed for deed, rule in permissions().items() if rule.name in {"part of another deed", "sets up"}}

    answers = {row["deed"]: {row[role] for role in ROLES} for row in _rows() if row["deed"] in closed}

    assert answers == {deed: {"no"} for deed in closed}
    assert {deed for deed in permissions() if deed.startswith("members.")} <= closed
