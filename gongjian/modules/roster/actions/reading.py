"""Reading a sheet, answering what it leaves open, putting it aside: nothing of the alliance changes yet."""

import json
from collections.abc import Mapping

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.sheets.workbooks import Workbook
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import Alliance
from gongjian.modules.roster.models import Roster, written
from gongjian.modules.roster.queries import answers_before, left_lying, outdated
from gongjian.modules.roster.queries.plans import plan_of
from gongjian.rulebook.contact import check_email, phone_number
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.office import TYPED, Tab, understand

MOST_ROWS = 1000


@deed("roster.read_roster")
def read_roster(*, actor: Actor, alliance: Alliance, workbook: Workbook) -> Roster:
    """Keep what a sheet says, for checking; what was answered before about the same is filled in."""
    alliance = locked(alliance)
    require(actor, "roster.read_roster", alliance)
    understood = understand([Tab(name, rows) for name, rows in workbook.sheets])
    if len(understood.lines) > MOST_ROWS:
        raise RuleBroken("roster.too_many_rows", rows=len(understood.lines), most=MOST_ROWS)
    if not understood.lines:
        raise RuleBroken("roster.nothing_in_it")

    roster = Roster.objects.create(
        alliance=alliance,
        fingerprint=workbook.fingerprint,
        sheet_names=[name for name, _rows in workbook.sheets],
        uploaded_by=actor if isinstance(actor, Person) else None,
        uploaded_at=clock.now(),
        understood=written(understood),
        answers=json.dumps(answers_before(alliance.pk)),
    )
    for old in outdated(alliance.pk):
        forget_roster(actor=actor, roster=old)
    for unused in left_lying(alliance.pk):
        drop_roster(actor=actor, roster=unused)

    record(actor, "roster.read_roster", roster, rows=len(understood.lines))
    return roster


@deed("roster.answer_doubts")
def answer_doubts(*, actor: Actor, roster: Roster, answers: Mapping[str, str]) -> Roster:
    """Keep answers to what the sheet leaves open; an answer that is already there may be changed."""
    roster = locked(roster)
    require(actor, "roster.answer_doubts", roster)
    Roster.MOVES.check("answer_doubts", roster.state, Roster.State.READ)
    asked = {doubt.key: doubt for doubt in plan_of(roster, actor).doubts}
    for key, answer in answers.items():
        if key not in asked:
            raise RuleBroken("roster.not_asked")
        if asked[key].takes_text and answer.startswith(TYPED):
            check = check_email if asked[key].code == "email" else phone_number
            check(answer.removeprefix(TYPED))
        elif answer not in {option.value for option in asked[key].options}:
            raise RuleBroken("roster.no_such_answer")

    roster.answers = json.dumps({**roster.answered(), **answers})
    roster.save()

    record(actor, "roster.answer_doubts", roster, answers=len(answers))
    return roster


@deed("roster.drop_roster")
def drop_roster(*, actor: Actor, roster: Roster) -> Roster:
    """Put a sheet aside that was only read; what it said is forgotten."""
    roster = locked(roster)
    require(actor, "roster.drop_roster", roster)
    Roster.MOVES.check("drop_roster", roster.state, Roster.State.DISCARDED)

    roster.state = Roster.State.DISCARDED
    roster.understood = roster.answers = roster.changed = ""
    roster.save()

    record(actor, "roster.drop_roster", roster)
    return roster


@deed("roster.forget_roster")
def forget_roster(*, actor: Actor, roster: Roster) -> Roster:
    """Empty a roster that can no longer be undone: names and numbers are kept in the profiles only."""
    roster = locked(roster)
    require(actor, "roster.forget_roster", roster)
    Roster.MOVES.check("forget_roster", roster.state, Roster.State.APPLIED)
    if clock.now() <= roster.undo_until:
        raise RuleBroken("roster.still_undoable", until=clock.local_day(roster.undo_until).isoformat())

    roster.understood = roster.answers = roster.changed = ""
    roster.save()

    record(actor, "roster.forget_roster", roster)
    return roster
