"""Hand-overs: the list, the page of one, its sheet of paper, and the deeds."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import explain
from gongjian.foundation.forms import ConfirmForm
from gongjian.foundation.http import SignedInRequest, done
from gongjian.modules.promises import actions
from gongjian.modules.promises.forms import DrawUpHandoverForm, PaperSignaturesForm
from gongjian.modules.promises.models import Handover
from gongjian.modules.promises.queries import handovers as queries

_PER_PAGE = 20


@require_safe
def handovers(request: SignedInRequest) -> HttpResponse:
    """All hand-overs, and the posts that end and have none yet."""
    page = Paginator(queries.handovers_visible_to(request.user), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "told": queries.told_of(list(page.object_list)),
        "ending": queries.posts_to_hand_over(request.user),
    }
    return render(request, "promises/handovers.html", context)


@require_safe
def handover(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One hand-over: what stands on the list, and who has signed."""
    found = _visible(request, pk)
    deeds = ("sign_handover", "record_paper_signatures")
    context = _about(found) | {
        "why_not": {deed: explain(request.user, f"promises.{deed}", found) for deed in deeds},
    }
    return render(request, "promises/handover.html", context)


@require_safe
def handover_sheet(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The list on a sheet of paper, with lines to sign on."""
    return render(request, "promises/handover_sheet.html", _about(_visible(request, pk)))


def draw_up_handover(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """List what is open with a post that ends; `pk` is that post."""
    leaving = get_object_or_404(queries.leaving_posts(request.user), pk=pk)
    form = DrawUpHandoverForm(request.POST if request.method == "POST" else None, leaving=leaving)
    made: list[Handover] = []
    if form.is_valid() and done(
        form,
        lambda: made.append(
            actions.draw_up_handover(actor=request.user, leaving=leaving, coming=form.cleaned_data["coming"])
        ),
    ):
        messages.success(request, _("清单列好了，请两个人各自签字。"))
        return redirect("promises:handover", pk=made[0].pk)
    context = {
        "leaving": leaving,
        "form": form,
        "open": queries.open_with(leaving).count(),
        "why_not": explain(request.user, "promises.draw_up_handover", leaving),
    }
    return render(request, "promises/draw_up_handover.html", context)


def sign_handover(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Sign the list under the own name."""
    found = _visible(request, pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.sign_handover(actor=request.user, handover=found)):
        messages.success(request, _("你签好了。"))
        return redirect("promises:handover", pk=found.pk)
    context = _about(found) | {"form": form, "why_not": explain(request.user, "promises.sign_handover", found)}
    return render(request, "promises/sign_handover.html", context)


def record_paper_signatures(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Record that both have signed on paper."""
    found = _visible(request, pk)
    form = PaperSignaturesForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        lambda: actions.record_paper_signatures(
            actor=request.user, handover=found, signed_on=form.cleaned_data["signed_on"]
        ),
    ):
        messages.success(request, _("已记下纸上的签字。"))
        return redirect("promises:handover", pk=found.pk)
    context = _about(found) | {
        "form": form,
        "why_not": explain(request.user, "promises.record_paper_signatures", found),
    }
    return render(request, "promises/record_paper_signatures.html", context)


def _visible(request: SignedInRequest, pk: UUID) -> Handover:
    return get_object_or_404(queries.handovers_visible_to(request.user), pk=pk)


def _about(found: Handover) -> dict[str, object]:
    return {"told": queries.told_of([found])[0], "handover": found, "items": queries.items_of(found)}
