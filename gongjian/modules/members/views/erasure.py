"""Pages of erasing: who asks, who says yes or no, and whose time is up."""

from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation import clock
from gongjian.foundation.http import Door, SignedInRequest, deed_page, with_a_place
from gongjian.modules.members import actions
from gongjian.modules.members.forms.erasure import AskErasureForm, RefuseErasureForm
from gongjian.modules.members.models import ErasureRequest
from gongjian.modules.members.queries import erasure as queries

_PER_PAGE = 20


@require_safe
@with_a_place
def due_for_erasure(request: SignedInRequest) -> HttpResponse:
    """Requests that wait for an answer, and the people whose time is up; for who leads or manages people."""
    alliance = queries.alliance_seen_to(request.user)
    if alliance is None:
        raise Http404
    due = queries.due_for_erasure(alliance.pk, clock.today())
    context = {
        "erasures": queries.open_erasures(alliance.pk),
        "page": Paginator(due, _PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "members/due_for_erasure.html", context)


def ask_erasure(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask for somebody's erasure, or for one's own."""
    profile = get_object_or_404(queries.erasable_by(request.user), pk=pk)
    own = profile.person_id == request.user.pk
    form = AskErasureForm(request.POST if request.method == "POST" else None)
    back = reverse("me:my_data") if own else reverse("members:person", args=(profile.pk,))
    door = Door("members.ask_erasure", profile, back, _("申请已记下，等另一位同意。"))

    def act() -> object:
        return actions.ask_erasure(actor=request.user, profile=profile, reason=form.cleaned_data["reason"])

    return deed_page(request, door, form, act, profile=profile, own=own)


def erase_person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say yes: erase, for good."""
    erasure = _visible(request, pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    door = Door("members.erase_person", erasure, reverse("members:due_for_erasure"), _("已删除，只剩下编号。"))

    def act() -> object:
        return actions.erase_person(actor=request.user, erasure=erasure)

    return deed_page(request, door, form, act, erasure=erasure, profile=erasure.profile)


def refuse_erasure(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say no, and why."""
    erasure = _visible(request, pk)
    form = RefuseErasureForm(request.POST if request.method == "POST" else None)
    door = Door("members.refuse_erasure", erasure, reverse("members:due_for_erasure"), _("已答复，资料还在。"))

    def act() -> object:
        return actions.refuse_erasure(actor=request.user, erasure=erasure, answer=form.cleaned_data["answer"])

    return deed_page(request, door, form, act, erasure=erasure, profile=erasure.profile)


def _visible(request: SignedInRequest, pk: UUID) -> ErasureRequest:
    return get_object_or_404(queries.erasures_visible_to(request.user), pk=pk)
