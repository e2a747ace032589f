"""Pages of the people who work together in an alliance."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongjian.foundation.access import explain
from gongjian.foundation.http import SignedInRequest, done, render_part
from gongjian.foundation.sealing.fields import Sealed
from gongjian.foundation.sealing.models import Look
from gongjian.modules.members import actions
from gongjian.modules.members.actions import Term
from gongjian.modules.members.forms import AppointForm, EndPostForm, SeeContactForm, SetContactForm
from gongjian.modules.members.models import Profile
from gongjian.modules.members.queries import people as queries

_PER_PAGE = 20


def people(request: SignedInRequest) -> HttpResponse:
    """The people whom this person sees, by name."""
    words = request.GET.get("q", "").strip()
    page = Paginator(queries.people_called(request.user, words), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.person_rows(page.object_list),
        "words": words,
        "query": f"{urlencode({'q': words})}&" if words else "",
    }
    return render_part(request, "members/people.html", context, parts=("people",))


def person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One person: numbers masked, posts with their days, who looked at the numbers."""
    profile = _visible(request, pk)
    held = queries.posts_ever_held(profile)
    deeds = ("see_contact", "set_contact", "appoint")
    context = {
        "profile": profile,
        "contact": _contact(profile),
        "posts": [(one, explain(request.user, "members.end_post", one.post)) for one in held],
        "looks": queries.looks_shown_to(request.user, profile),
        "why_not": {deed: explain(request.user, f"members.{deed}", profile) for deed in deeds},
    }
    return render(request, "members/person.html", context)


@never_cache
def see_contact(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Look at the full numbers, for a reason; they stand on the answer to this one request and nowhere else."""
    profile = _visible(request, pk)
    form = SeeContactForm(request.POST or None)
    context = {
        "profile": profile,
        "form": form,
        "contact": _contact(profile),
        "why_not": explain(request.user, "members.see_contact", profile),
    }
    looks: list[Look] = []
    if form.is_valid() and done(
        form,
        lambda: looks.append(
            actions.see_contact(actor=request.user, profile=profile, reason=form.cleaned_data["reason"])
        ),
    ):
        if not queries.is_open(looks[0]) or context["why_not"]:
            return redirect("members:person", pk=profile.pk)
        context["opened"] = [(label, sealed.opened()) for label, sealed in _contact(profile)]
    return render(request, "members/see_contact.html", context)


def set_contact(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change how a person is reached."""
    profile = _visible(request, pk)
    form = SetContactForm(request.POST if request.method == "POST" else None, profile=profile)
    if form.is_valid() and done(
        form, lambda: actions.set_contact(actor=request.user, profile=profile, contact=form.contact())
    ):
        messages.success(request, _("联系方式已记下。"))
        return redirect("members:person", pk=profile.pk)
    context = {
        "profile": profile,
        "form": form,
        "why_not": explain(request.user, "members.set_contact", profile),
    }
    return render(request, "members/set_contact.html", context)


def end_post(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let a post end."""
    post = get_object_or_404(queries.posts_visible_to(request.user), pk=pk)
    profile = queries.profile_of_post(post)
    form = EndPostForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, lambda: actions.end_post(actor=request.user, post=post, ends_on=form.cleaned_data["ends_on"])
    ):
        messages.success(request, _("已记下这个职务的最后一天。"))
        return redirect("members:person", pk=profile.pk)
    context = {
        "profile": profile,
        "post": post,
        "form": form,
        "why_not": explain(request.user, "members.end_post", post),
    }
    return render(request, "members/end_post.html", context)


def appoint(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a person a post."""
    profile = _visible(request, pk)
    form = AppointForm(request.POST if request.method == "POST" else None, alliance=profile.alliance_id)
    if form.is_valid():
        told = form.cleaned_data
        term = Term(told["begins_on"], told["ends_on"])
        if done(
            form,
            lambda: actions.appoint(
                actor=request.user,
                profile=profile,
                organisation=told["organisation"],
                kind=told["kind"],
                term=term,
            ),
        ):
            messages.success(request, _("职务已记下。"))
            return redirect("members:person", pk=profile.pk)
    context = {
        "profile": profile,
        "form": form,
        "why_not": explain(request.user, "members.appoint", profile),
    }
    return render(request, "members/appoint.html", context)


def _visible(request: SignedInRequest, pk: UUID) -> Profile:
    return get_object_or_404(queries.profiles_visible_to(request.user), pk=pk)


def _contact(profile: Profile) -> list[tuple[str, Sealed]]:
    return [(str(queries.CALLED[name]), getattr(profile, name)) for name in queries.CONTACT]
