"""JSON in and out of the rosters."""

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.schemas import Typed
from gongjian.modules.roster.models import Roster
from gongjian.modules.roster.queries import words
from gongjian.modules.roster.queries.plans import plan_of
from gongjian.rulebook.office import Plan


class AnswerDoubtsIn(Typed):
    """Answers by the key of the question; a number that was typed begins with `typed:`."""

    answers: dict[str, str] = Field(examples=[{"post-0123456789ab": "member"}])


class ApplyRosterIn(Typed):
    """The seal of the plan that was read; without it, whatever the plan is now."""

    shown: str = Field("", max_length=16)


class UndoRosterIn(Typed):
    """Whether the rest is undone where something has to stay."""

    rest: bool = False


class ExportRosterIn(Typed):
    """Why all numbers leave the house; everybody in the roster can read it."""

    reason: str = Field(min_length=1, max_length=120, examples=["街道要一份通讯录"])


class RosterOut(Schema):
    """A roster without what stands in it."""

    id: UUID
    state: str
    sheet_names: list[str]
    uploaded_at: datetime
    applied_at: datetime | None


class DoubtOut(Schema):
    """A question with the answers that may be given."""

    key: str
    question: str
    options: dict[str, str]
    takes_text: bool
    answer: str


class ReviewOut(RosterOut):
    """A roster with what it asks and how much it would change."""

    seal: str
    rows: int
    steps: int
    doubts: list[DoubtOut]


def review(actor: Person, roster: Roster) -> ReviewOut:
    """A roster as it stands for whoever checks it."""
    plan = plan_of(roster, actor) if roster.state == Roster.State.READ else Plan((), (), {})
    return ReviewOut(
        id=roster.pk,
        state=roster.state,
        sheet_names=roster.sheet_names,
        uploaded_at=roster.uploaded_at,
        applied_at=roster.applied_at,
        seal=plan.seal,
        rows=len(roster.told().lines),
        steps=len(plan.steps),
        doubts=[
            DoubtOut(
                key=doubt.key,
                question=words.question(doubt),
                options={option.value: words.choice(option) for option in doubt.options},
                takes_text=doubt.takes_text,
                answer=doubt.answer,
            )
            for doubt in plan.doubts
        ],
    )
