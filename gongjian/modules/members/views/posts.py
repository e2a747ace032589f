"""Pages of posts, of standing in, and of the kinds of posts."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import explain
from gongjian.foundation.forms import ConfirmForm
from gongjian.foundation.http import Door, SignedInRequest, deed_page, with_a_place
from gongjian.modules.members import actions
from gongjian.modules.members.actions import Term
from gongjian.modules.members.forms.people import AddPostKindForm, AppointForm, DelegateForm, EndPostForm
from gongjian.modules.members.models import Profile
from gongjian.modules.members.queries import people as queries
from gongjian.modules.members.views.organisations import alliance_worked_in


def end_post(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let a post end."""
    post = get_object_or_404(queries.posts_visible_to(request.user), pk=pk)
    profile = queries.profile_of_post(post)
    form = EndPostForm(request.POST if request.method == "POST" else None)
    door = Door("members.end_post", post, _page_of(profile), _("已记下这个职务的最后一天。"))

    def act() -> object:
        return actions.end_post(actor=request.user, post=post, ends_on=form.cleaned_data["ends_on"])

    return deed_page(request, door, form, act, profile=profile, post=post)


def appoint(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a person a post."""
    profile = get_object_or_404(queries.profiles_visible_to(request.user), pk=pk)
    form = AppointForm(request.POST if request.method == "POST" else None, alliance=profile.alliance_id)
    door = Door("members.appoint", profile, _page_of(profile), _("职务已记下。"))

    def act() -> object:
        told = form.cleaned_data
        term = Term(told["begins_on"], told["ends_on"])
        return actions.appoint(
            actor=request.user, profile=profile, organisation=told["organisation"], kind=told["kind"], term=term
        )

    return deed_page(request, door, form, act, profile=profile)


def delegate(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let somebody stand in for the holder of a post."""
    post = get_object_or_404(queries.posts_visible_to(request.user), pk=pk)
    profile = queries.profile_of_post(post)
    offered = queries.profiles_visible_to(request.user).exclude(pk=profile.pk).order_by("name", "id")
    form = DelegateForm(request.POST if request.method == "POST" else None, offered=offered)
    door = Door("members.delegate", post, _page_of(profile), _("代理已记下，到期自己失效。"))

    def act() -> object:
        told = form.cleaned_data
        term = Term(told["begins_on"], told["ends_on"])
        return actions.delegate(actor=request.user, post=post, to=told["to"], term=term, reason=told["reason"])

    return deed_page(request, door, form, act, profile=profile, post=post)


def end_delegation(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Call standing in back."""
    delegation = get_object_or_404(queries.delegations_visible_to(request.user), pk=pk)
    profile = queries.profile_of_stand_in(delegation)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    door = Door("members.end_delegation", delegation, _page_of(profile), _("代理已收回。"))

    def act() -> object:
        return actions.end_delegation(actor=request.user, delegation=delegation)

    return deed_page(request, door, form, act, profile=profile, delegation=delegation)


@require_safe
@with_a_place
def post_kinds(request: SignedInRequest) -> HttpResponse:
    """The kinds of posts of the alliance, and what each may do."""
    alliance = alliance_worked_in(request)
    context = {
        "kinds": queries.kinds_of(alliance.pk),
        "why_not": explain(request.user, "members.add_post_kind", alliance),
    }
    return render(request, "members/post_kinds.html", context)


def add_post_kind(request: SignedInRequest) -> HttpResponse:
    """Give the alliance a kind of post of its own."""
    alliance = alliance_worked_in(request)
    form = AddPostKindForm(request.POST if request.method == "POST" else None)
    door = Door("members.add_post_kind", alliance, reverse("members:post_kinds"), _("职务种类已立好，可以任职了。"))

    def act() -> object:
        told = form.cleaned_data
        return actions.add_post_kind(actor=request.user, alliance=alliance, name=told["name"], powers=told["powers"])

    return deed_page(request, door, form, act)


def _page_of(profile: Profile) -> str:
    return reverse("members:person", args=(profile.pk,))
