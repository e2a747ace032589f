"""Pages of the people who work together in an alliance, and of how they are reached."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_stubs_ext import StrOrPromise

from gongjian.foundation import clock
from gongjian.foundation.access import explain, may
from gongjian.foundation.forms import ConfirmForm
from gongjian.foundation.http import Door, SignedInRequest, deed_page, done, render_part, with_a_place
from gongjian.foundation.sealing.fields import Sealed
from gongjian.foundation.sealing.models import Look
from gongjian.foundation.wiring import panels_for
from gongjian.modules.members import actions
from gongjian.modules.members.actions import Contact
from gongjian.modules.members.forms.people import AddPersonForm, DayForm, SeeContactForm, SetContactForm
from gongjian.modules.members.models import Profile
from gongjian.modules.members.queries import held_back, organisations, seeing
from gongjian.modules.members.queries import people as queries
from gongjian.modules.members.queries.erasure import sees_to_erasures
from gongjian.modules.members.views.organisations import alliance_worked_in

_PER_PAGE = 20


@require_safe
@with_a_place
def people(request: SignedInRequest) -> HttpResponse:
    """The people whom this person sees, by name."""
    words = request.GET.get("q", "").strip()
    alliance = organisations.alliance_worked_in(request.user)
    page = Paginator(queries.people_called(request.user, words), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.person_rows(page.object_list),
        "words": words,
        "query": f"{urlencode({'q': words})}&" if words else "",
        "alliance": alliance,
        "sees_to_erasures": alliance is not None and sees_to_erasures(request.user, alliance.pk),
        "why_not_add": explain(request.user, "members.add_person", alliance) if alliance else [],
    }
    return render_part(request, "members/people.html", context, parts=("people",))


@require_safe
def person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One person: numbers masked, posts with their days, who looked at the numbers."""
    profile = get_object_or_404(queries.profiles_opened_by(request.user), pk=pk)
    held = queries.posts_ever_held(profile)
    deeds = ("see_contact", "set_contact", "appoint", "confirm_person")
    context = {
        "profile": profile,
        "contact": _contact(profile),
        "posts": [(one, *_steps(request, one)) for one in held],
        "looks": queries.looks_shown_to(request.user, profile),
        "may_ask_who_sees": seeing.may_ask_who_sees(request.user, profile),
        "why_not": {deed: explain(request.user, f"members.{deed}", profile) for deed in deeds},
        "panels": panels_for("members.person", request, profile),
    }
    return render(request, "members/person.html", context)


@require_safe
def who_sees(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Who could see this person's page on a day, and why; told to the person and to who appoints."""
    profile = _visible(request, pk)
    if not seeing.may_ask_who_sees(request.user, profile):
        raise Http404
    form = DayForm(request.GET if "day" in request.GET else {"day": clock.today().isoformat()})
    day = form.cleaned_data["day"] if form.is_valid() else clock.today()
    context = {"profile": profile, "form": form, "day": day, "seers": seeing.who_could_see(profile, day)}
    return render(request, "members/who_sees.html", context)


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
    door = Door("members.set_contact", profile, reverse("members:person", args=(profile.pk,)), _("联系方式已记下。"))

    def act() -> object:
        return actions.set_contact(actor=request.user, profile=profile, contact=form.contact())

    return deed_page(request, door, form, act, profile=profile)


def add_person(request: SignedInRequest) -> HttpResponse:
    """Let the alliance know a person; a post comes next."""
    alliance = alliance_worked_in(request)
    form = AddPersonForm(request.POST if request.method == "POST" else None)
    door = Door(
        "members.add_person", alliance, reverse("members:people"), _("人已登记。下一步：打开他的页面，给他职务。")
    )

    def act() -> object:
        told = form.cleaned_data
        contact = Contact(phone=told["phone"]) if told["phone"] else None
        return actions.add_person(actor=request.user, alliance=alliance, name=told["name"], contact=contact)

    return deed_page(request, door, form, act)


def confirm_person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say that it is still the same person, so that the posts here count again."""
    profile = _visible(request, pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    back = reverse("members:person", args=(profile.pk,))
    door = Door("members.confirm_person", profile, back, _("已确认是本人，职务又算数了。"))

    def act() -> object:
        return actions.confirm_person(actor=request.user, profile=profile)

    return deed_page(request, door, form, act, profile=profile, held=held_back(profile.alliance_id, profile.person_id))


def _visible(request: SignedInRequest, pk: UUID) -> Profile:
    return get_object_or_404(queries.profiles_visible_to(request.user), pk=pk)


def _steps(request: SignedInRequest, held: queries.Held) -> tuple[list[StrOrPromise], bool]:
    """Why somebody may not end this post or standing in, and whether he may let somebody stand in."""
    if held.standing_in:
        return explain(request.user, "members.end_delegation", held.standing_in), False
    return explain(request.user, "members.end_post", held.post), may(request.user, "members.delegate", held.post)


def _contact(profile: Profile) -> list[tuple[str, Sealed]]:
    return [(str(queries.CALLED[name]), getattr(profile, name)) for name in queries.CONTACT]
