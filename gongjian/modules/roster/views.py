"""Pages of the rosters: upload, check, take over, undo, give out."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongjian.foundation import clock
from gongjian.foundation.access import explain
from gongjian.foundation.forms import ConfirmForm
from gongjian.foundation.http import SignedInRequest, done
from gongjian.foundation.sealing.models import Look
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries.people import is_open, kinds_of
from gongjian.modules.roster import actions, queries
from gongjian.modules.roster.forms import (
    AnswerDoubtsForm,
    ApplyRosterForm,
    ExportRosterForm,
    ReadRosterForm,
    UndoRosterForm,
)
from gongjian.modules.roster.models import Roster
from gongjian.modules.roster.queries import words
from gongjian.modules.roster.queries.plans import Row, plan_of, rows_of
from gongjian.modules.roster.queries.sheets_out import out_rows
from gongjian.modules.roster.sheets import TYPE, roster_sheet
from gongjian.rulebook.office import Plan

_PER_PAGE = 20


def read_roster(request: SignedInRequest) -> HttpResponse:
    """The rosters of the alliance, and the form for another file."""
    alliance = get_object_or_404(queries.alliance_of_rosters(request.user))
    sent = request.method == "POST"
    form = ReadRosterForm(request.POST if sent else None, request.FILES if sent else None)
    read: list[Roster] = []
    if form.is_valid() and done(
        form,
        lambda: read.append(actions.read_roster(actor=request.user, alliance=alliance, workbook=form.workbook)),
    ):
        return redirect("roster:answer_doubts", pk=read[0].pk)
    page = Paginator(queries.rosters_visible_to(request.user), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "why_not": explain(request.user, "roster.read_roster", alliance),
    }
    return render(request, "roster/read_roster.html", context)


@never_cache
def answer_doubts(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One roster: what was understood row by row, and what is asked; later what has become of it."""
    roster = _visible(request, pk)
    if roster.state != Roster.State.READ:
        return render(request, "roster/answer_doubts.html", {"roster": roster})
    plan = plan_of(roster, request.user)
    form = AnswerDoubtsForm(request.POST if request.method == "POST" else None, doubts=plan.doubts)
    if form.is_valid() and done(
        form, lambda: actions.answer_doubts(actor=request.user, roster=roster, answers=form.answers())
    ):
        return redirect("roster:answer_doubts" if _left(request, pk) else "roster:apply_roster", pk=pk)
    told = roster.told()
    rows = rows_of(roster, plan)
    context = {
        "roster": roster,
        "plan": plan,
        "form": form,
        "rows": [_shown(row, form) for row in rows],
        "known": sum(row.is_known for row in rows),
        "understood": told,
        "why_not": explain(request.user, "roster.answer_doubts", roster),
    }
    return render(request, "roster/answer_doubts.html", context)


def _left(request: SignedInRequest, pk: UUID) -> bool:
    """Whether something is still asked after the answers that just came in."""
    return bool(plan_of(_visible(request, pk), request.user).open)


def _kinds(roster: Roster) -> dict[str, str]:
    return {kind.code: kind.label for kind in kinds_of(roster.alliance_id)}


def _shown(row: Row, form: AnswerDoubtsForm) -> dict[str, object]:
    """A row for the page: its fields, its steps and its notes in words."""
    fields = [form[name] for doubt in row.doubts for name in (f"{doubt.key}-typed", doubt.key) if name in form.fields]
    return {
        "row": row,
        "line": row.line,
        "cells": " ｜ ".join(filter(None, row.line.cells)),
        "told": words.understood(row.line),
        "fields": fields,
        "notes": [words.note(told) for told in row.notes],
    }


@never_cache
def apply_roster(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """All that will be added and changed, and the confirmation."""
    roster = _visible(request, pk)
    plan = plan_of(roster, request.user)
    sent = request.method == "POST"
    form = ApplyRosterForm(request.POST if sent else None, initial={"shown": plan.seal})
    if form.is_valid() and done(
        form,
        lambda: actions.apply_roster(actor=request.user, roster=roster, shown=form.cleaned_data["shown"]),
    ):
        messages.success(request, _("名册已经记下。"))
        return redirect("roster:answer_doubts", pk=pk)
    context = {
        "roster": roster,
        "plan": plan,
        "form": ApplyRosterForm(initial={"shown": plan.seal}),
        "refused": form,
        "steps": _steps(plan, roster),
        "why_not": explain(request.user, "roster.apply_roster", roster),
    }
    return render(request, "roster/apply_roster.html", context)


def _steps(plan: Plan, roster: Roster) -> list[tuple[str, list[str]]]:
    """What will be done, by kind of step."""
    kinds = _kinds(roster)
    titles = (
        (_("增加的方面"), "side"),
        (_("接纳的单位"), "member"),
        (_("登记的人员"), "person"),
        (_("联系方式"), "contact"),
        (_("职务"), "post"),
    )
    told = [(title, [words.step(one, kinds) for one in plan.steps if one.kind == kind]) for title, kind in titles]
    return [(title, lines) for title, lines in told if lines]


def undo_roster(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take back what a roster brought."""
    roster = _visible(request, pk)
    form = UndoRosterForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, lambda: actions.undo_roster(actor=request.user, roster=roster, rest=form.cleaned_data["rest"])
    ):
        messages.success(request, _("名册已经撤回。"))
        return redirect("roster:answer_doubts", pk=pk)
    context = {"roster": roster, "form": form, "why_not": explain(request.user, "roster.undo_roster", roster)}
    return render(request, "roster/undo_roster.html", context)


def drop_roster(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put a roster aside that was only read."""
    roster = _visible(request, pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.drop_roster(actor=request.user, roster=roster)):
        messages.success(request, _("这张名册没有采用，读到的内容已经清空。"))
        return redirect("roster:read_roster")
    context = {"roster": roster, "form": form, "why_not": explain(request.user, "roster.drop_roster", roster)}
    return render(request, "roster/drop_roster.html", context)


@never_cache
def export_roster(request: SignedInRequest) -> HttpResponse:
    """Give out the whole roster with its numbers, for a reason."""
    alliance = get_object_or_404(queries.alliance_of_rosters(request.user))
    form = ExportRosterForm(request.POST if request.method == "POST" else None)
    looks: list[Look] = []
    if form.is_valid() and done(
        form,
        lambda: looks.append(
            actions.export_roster(actor=request.user, alliance=alliance, reason=form.cleaned_data["reason"])
        ),
    ):
        if is_open(looks[0]):
            return sheet_of(alliance)
        return redirect("roster:export_roster")
    context = {"form": form, "why_not": explain(request.user, "roster.export_roster", alliance)}
    return render(request, "roster/export_roster.html", context)


@require_safe
def blank_sheet(request: SignedInRequest) -> HttpResponse:
    """The empty sheet, for offices that have none."""
    return _download(roster_sheet(_("共建联盟成员名册"), []), "roster-blank.xlsx")


def sheet_of(alliance: Alliance) -> HttpResponse:
    """The filled sheet; only after the looks are written down."""
    title = _("%(alliance)s成员名册") % {"alliance": alliance.name}
    name = f"roster-{clock.today().isoformat()}.xlsx"
    return _download(roster_sheet(title, out_rows(alliance.pk)), name)


def _download(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _visible(request: SignedInRequest, pk: UUID) -> Roster:
    return get_object_or_404(queries.rosters_visible_to(request.user), pk=pk)
