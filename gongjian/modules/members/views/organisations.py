"""Pages of the organisations in an alliance and around it, and of what the alliance has decided."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import explain
from gongjian.foundation.http import Door, SignedInRequest, deed_page, with_a_place
from gongjian.modules.members import actions
from gongjian.modules.members.actions import Term
from gongjian.modules.members.forms import organisations as forms
from gongjian.modules.members.models import Alliance, Organisation
from gongjian.modules.members.queries import organisations as queries

_DEEDS = ("add_member", "add_side", "add_relation", "record_decision", "rename_organisation", "set_credit_code")


def alliance_worked_in(request: SignedInRequest) -> Alliance:
    """The alliance that this person works in just now; 404 for somebody who takes part in none."""
    alliance = queries.alliance_worked_in(request.user)
    if alliance is None:
        raise Http404
    return alliance


@require_safe
@with_a_place
def organisations(request: SignedInRequest) -> HttpResponse:
    """Who takes part, by side; who stands around; what has been decided."""
    alliance = alliance_worked_in(request)
    context = {
        "alliance": alliance,
        "sides": queries.side_rows(alliance.pk),
        "left": queries.left_members(alliance.pk),
        "relations": queries.relations_of(alliance.pk),
        "decisions": queries.decisions_of(alliance.pk),
        "why_not": _why_not(request, alliance),
    }
    return render(request, "members/organisations.html", context)


@require_safe
def organisation(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One organisation: its places, names and code, and what it is to the alliance."""
    alliance = alliance_worked_in(request)
    found = _visible(request, pk)
    memberships = queries.memberships_of(found, alliance.pk)
    relations = queries.relations_with(found, alliance.pk)
    context = {
        "organisation": found,
        "memberships": [(one, explain(request.user, "members.leave_alliance", one)) for one in memberships],
        "relations": [(one, explain(request.user, "members.end_relation", one)) for one in relations],
        "names": queries.names_of_organisation(found, alliance.pk),
        "people": queries.people_of(found, alliance.pk),
        "why_not": _why_not(request, alliance),
    }
    return render(request, "members/organisation.html", context)


def add_side(request: SignedInRequest) -> HttpResponse:
    """Give the alliance a side."""
    alliance = alliance_worked_in(request)
    form = forms.AddSideForm(request.POST if request.method == "POST" else None)
    door = Door("members.add_side", alliance, reverse("members:organisations"), _("这一方已加上。"))

    def act() -> object:
        return actions.add_side(actor=request.user, alliance=alliance, name=form.cleaned_data["name"])

    return deed_page(request, door, form, act)


def add_member(request: SignedInRequest) -> HttpResponse:
    """Give an organisation its place on a side."""
    alliance = alliance_worked_in(request)
    form = forms.AddMemberForm(request.POST if request.method == "POST" else None, alliance=alliance.pk)
    door = Door("members.add_member", alliance, reverse("members:organisations"), _("成员单位已登记。"))

    def act() -> object:
        side = form.cleaned_data["side"]
        return actions.add_member(actor=request.user, side=side, organisation=form.wanted(), term=form.term())

    return deed_page(request, door, form, act)


def add_relation(request: SignedInRequest) -> HttpResponse:
    """Write down an organisation outside."""
    alliance = alliance_worked_in(request)
    form = forms.AddRelationForm(request.POST if request.method == "POST" else None, alliance=alliance.pk)
    door = Door("members.add_relation", alliance, reverse("members:organisations"), _("外部单位已登记。"))

    def act() -> object:
        return actions.add_relation(
            actor=request.user,
            alliance=alliance,
            organisation=form.wanted(),
            kind=form.cleaned_data["kind"],
            term=form.term(),
        )

    return deed_page(request, door, form, act)


def leave_alliance(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let an organisation leave."""
    membership = get_object_or_404(queries.memberships_visible_to(request.user), pk=pk)
    form = forms.LeaveForm(request.POST if request.method == "POST" else None)
    door = Door("members.leave_alliance", membership, _page_of(membership.organisation), _("已记下最后一天。"))

    def act() -> object:
        return actions.leave_alliance(actor=request.user, membership=membership, ends_on=form.cleaned_data["ends_on"])

    posts = queries.posts_after(membership, membership.begins_on)
    return deed_page(request, door, form, act, membership=membership, posts=posts.count())


def end_relation(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let a relation with an organisation outside end."""
    relation = get_object_or_404(queries.relations_visible_to(request.user), pk=pk)
    form = forms.LeaveForm(request.POST if request.method == "POST" else None)
    door = Door("members.end_relation", relation, _page_of(relation.organisation), _("已记下最后一天。"))

    def act() -> object:
        return actions.end_relation(actor=request.user, relation=relation, ends_on=form.cleaned_data["ends_on"])

    return deed_page(request, door, form, act, relation=relation)


def rename_organisation(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write down a new name."""
    alliance, found = alliance_worked_in(request), _visible(request, pk)
    form = forms.RenameOrganisationForm(request.POST if request.method == "POST" else None)
    door = Door("members.rename_organisation", alliance, _page_of(found), _("新名称已记下，旧名称留着。"))

    def act() -> object:
        told = form.cleaned_data
        return actions.rename_organisation(
            actor=request.user, alliance=alliance, organisation=found, name=told["name"], begins_on=told["begins_on"]
        )

    elsewhere = not queries.is_only_of(found, alliance.pk)
    return deed_page(request, door, form, act, organisation=found, elsewhere=elsewhere)


def set_credit_code(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write down an organisation's unified social credit code."""
    alliance, found = alliance_worked_in(request), _visible(request, pk)
    form = forms.SetCreditCodeForm(request.POST if request.method == "POST" else None)
    door = Door("members.set_credit_code", alliance, _page_of(found), _("代码已记下。"))

    def act() -> object:
        code = form.cleaned_data["credit_code"]
        return actions.set_credit_code(actor=request.user, alliance=alliance, organisation=found, credit_code=code)

    return deed_page(request, door, form, act, organisation=found)


def record_decision(request: SignedInRequest) -> HttpResponse:
    """Keep what the alliance has decided."""
    alliance = alliance_worked_in(request)
    form = forms.RecordDecisionForm(request.POST if request.method == "POST" else None)
    door = Door("members.record_decision", alliance, reverse("members:organisations"), _("决定已记下。"))

    def act() -> object:
        told = form.cleaned_data
        term = Term(told["begins_on"], told["ends_on"])
        return actions.record_decision(
            actor=request.user, alliance=alliance, kind=told["kind"], decided_at=told["decided_at"], term=term
        )

    return deed_page(request, door, form, act)


def _visible(request: SignedInRequest, pk: UUID) -> Organisation:
    return get_object_or_404(queries.organisations_visible_to(request.user), pk=pk)


def _page_of(organisation: Organisation) -> str:
    return reverse("members:organisation", args=(organisation.pk,))


def _why_not(request: SignedInRequest, alliance: Alliance) -> dict[str, object]:
    return {deed: explain(request.user, f"members.{deed}", alliance) for deed in _DEEDS}
