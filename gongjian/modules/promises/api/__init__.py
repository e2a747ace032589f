"""The JSON door to the promises."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router

from gongjian.foundation.http import SignedInRequest
from gongjian.modules.members.actions import Term
from gongjian.modules.members.models import Alliance, Organisation
from gongjian.modules.members.queries import workplace_of
from gongjian.modules.members.queries.people import members_today
from gongjian.modules.promises import actions
from gongjian.modules.promises.actions import Done, Duty, Pledge
from gongjian.modules.promises.api.feeds import router as feeds
from gongjian.modules.promises.api.handovers import router as handovers
from gongjian.modules.promises.models import Nudge, Promise, Report, Routine
from gongjian.modules.promises.queries import pages as queries
from gongjian.modules.promises.queries import routines as again
from gongjian.modules.promises.schemas import (
    MakePromiseIn,
    NudgeOut,
    PromiseOut,
    ReportDoneIn,
    ReportOut,
    RoutineOut,
    SetRoutineIn,
    StopRoutineIn,
    WaivePromiseIn,
)
from gongjian.rulebook.recurrence import Rhythm

router = Router(tags=["promises"])
router.add_router("", handovers)
router.add_router("", feeds)


@router.get("/promises", response=list[PromiseOut], operation_id="promises")
def promises(request: SignedInRequest) -> QuerySet[Promise]:
    """What everybody in the alliance has promised, the latest day first."""
    return queries.promises_visible_to(request.user)


@router.get("/promises/{pk}", response=PromiseOut, operation_id="promise")
def promise(request: SignedInRequest, pk: UUID) -> Promise:
    """One promise."""
    return _visible(request, pk)


@router.post("/promises/{pk}/nudge", response=NudgeOut, operation_id="nudge")
def nudge(request: SignedInRequest, pk: UUID) -> Nudge:
    """Remind whoever owes it, in fixed words; once a day from the whole alliance."""
    return actions.nudge(actor=request.user, promise=_visible(request, pk))


@router.post("/pledges", response=PromiseOut, operation_id="make_promise")
def make_promise(request: SignedInRequest, body: MakePromiseIn) -> Promise:
    """Promise something for your own organisation, in the alliance that you work in."""
    alliance, by = _worked_in(request), get_object_or_404(Organisation, pk=body.organisation_id)
    pledge = Pledge(body.title, by, body.power, body.due_on)
    return actions.make_promise(actor=request.user, alliance=alliance, pledge=pledge)


@router.post("/promises/{pk}/report", response=ReportOut, operation_id="report_done")
def report_done(request: SignedInRequest, pk: UUID, body: ReportDoneIn) -> Report:
    """Say what was done; this keeps the promise."""
    done = Done(body.words, body.done_on, body.link)
    return actions.report_done(actor=request.user, promise=_visible(request, pk), done=done)


@router.post("/promises/{pk}/waive", response=PromiseOut, operation_id="waive_promise")
def waive_promise(request: SignedInRequest, pk: UUID, body: WaivePromiseIn) -> Promise:
    """Decide that it need not be done, for a reason that stays."""
    return actions.waive_promise(actor=request.user, promise=_visible(request, pk), reason=body.reason)


@router.get("/routines", response=list[RoutineOut], operation_id="routines")
def routines(request: SignedInRequest) -> QuerySet[Routine]:
    """What is owed again and again in the alliance that you work in."""
    return again.routines_visible_to(request.user)


@router.post("/duties", response=RoutineOut, operation_id="set_routine")
def set_routine(request: SignedInRequest, body: SetRoutineIn) -> Routine:
    """Set what an organisation owes again and again."""
    alliance = _worked_in(request)
    duty = Duty(
        title=body.title,
        by=get_object_or_404(members_today(alliance.pk), pk=body.organisation_id),
        power=body.power,
        rhythm=Rhythm(body.every, body.day, body.month),
        lead_days=body.lead_days,
        term=Term(body.begins_on, body.ends_on),
        source=body.source,
    )
    return actions.set_routine(actor=request.user, alliance=alliance, duty=duty)


@router.post("/routines/{pk}/stop", response=RoutineOut, operation_id="stop_routine")
def stop_routine(request: SignedInRequest, pk: UUID, body: StopRoutineIn) -> Routine:
    """Let a routine end: what is due after that day need not be done."""
    routine = get_object_or_404(again.routines_visible_to(request.user), pk=pk)
    return actions.stop_routine(actor=request.user, routine=routine, ends_on=body.ends_on)


def _visible(request: SignedInRequest, pk: UUID) -> Promise:
    return get_object_or_404(queries.promises_visible_to(request.user), pk=pk)


def _worked_in(request: SignedInRequest) -> Alliance:
    return get_object_or_404(Alliance, pk__in=workplace_of(request.user))
