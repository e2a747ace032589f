"""The JSON door to the rosters."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Router
from ninja.files import UploadedFile

from gongjian.foundation.http import SignedInRequest
from gongjian.foundation.sheets.workbooks import MOST_MEGABYTES, read_workbook
from gongjian.modules.members.queries.people import is_open
from gongjian.modules.roster import actions, queries
from gongjian.modules.roster.models import Roster
from gongjian.modules.roster.queries.sheets_out import out_rows
from gongjian.modules.roster.schemas import (
    AnswerDoubtsIn,
    ApplyRosterIn,
    ExportRosterIn,
    ReviewOut,
    RosterOut,
    UndoRosterIn,
    review,
)
from gongjian.modules.roster.sheets import TYPE, roster_sheet

router = Router(tags=["roster"])
_MOST = MOST_MEGABYTES * 1024 * 1024 + 1


@router.get("/rosters", response=list[RosterOut], operation_id="rosters")
def rosters(request: SignedInRequest) -> QuerySet[Roster]:
    """The rosters of your alliance, the newest first."""
    return queries.rosters_visible_to(request.user)


@router.get("/rosters/{pk}", response=ReviewOut, operation_id="roster")
def roster(request: SignedInRequest, pk: UUID) -> ReviewOut:
    """One roster with its questions."""
    return review(request.user, _visible(request, pk))


@router.post("/roster-uploads", response=ReviewOut, operation_id="read_roster")
def read_roster(request: SignedInRequest, file: File[UploadedFile]) -> ReviewOut:
    """Read a sheet; nothing changes until it is applied."""
    alliance = get_object_or_404(queries.alliance_of_rosters(request.user))
    workbook = read_workbook(bytes(file.read(_MOST)))
    return review(request.user, actions.read_roster(actor=request.user, alliance=alliance, workbook=workbook))


@router.post("/roster-exports", response=None, operation_id="export_roster")
def export_roster(request: SignedInRequest, body: ExportRosterIn) -> HttpResponse:
    """The whole roster as an Excel file, after a look at everybody in it was written down."""
    alliance = get_object_or_404(queries.alliance_of_rosters(request.user))
    look = actions.export_roster(actor=request.user, alliance=alliance, reason=body.reason)
    content = roster_sheet(alliance.name, out_rows(alliance.pk)) if is_open(look) else b""
    return HttpResponse(content, content_type=TYPE, headers={"Cache-Control": "no-store"})


@router.post("/rosters/{pk}/answers", response=ReviewOut, operation_id="answer_doubts")
def answer_doubts(request: SignedInRequest, pk: UUID, body: AnswerDoubtsIn) -> ReviewOut:
    """Answer what the sheet leaves open."""
    found = actions.answer_doubts(actor=request.user, roster=_visible(request, pk), answers=body.answers)
    return review(request.user, found)


@router.post("/rosters/{pk}/apply", response=RosterOut, operation_id="apply_roster")
def apply_roster(request: SignedInRequest, pk: UUID, body: ApplyRosterIn) -> Roster:
    """Do what the sheet comes to."""
    return actions.apply_roster(actor=request.user, roster=_visible(request, pk), shown=body.shown)


@router.post("/rosters/{pk}/undo", response=RosterOut, operation_id="undo_roster")
def undo_roster(request: SignedInRequest, pk: UUID, body: UndoRosterIn) -> Roster:
    """Take back what the roster brought."""
    return actions.undo_roster(actor=request.user, roster=_visible(request, pk), rest=body.rest)


@router.post("/rosters/{pk}/drop", response=RosterOut, operation_id="drop_roster")
def drop_roster(request: SignedInRequest, pk: UUID) -> Roster:
    """Put a roster aside that was only read."""
    return actions.drop_roster(actor=request.user, roster=_visible(request, pk))


def _visible(request: SignedInRequest, pk: UUID) -> Roster:
    return get_object_or_404(queries.rosters_visible_to(request.user), pk=pk)
