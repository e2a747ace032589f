"""Pages of gifts: found by the number of the slip, and the slip itself."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.http import SignedInRequest, with_a_place
from gongjian.foundation.sentences import sentence
from gongjian.modules.campaigns.queries import gifts as queries
from gongjian.rulebook.errors import RuleBroken


@require_safe
@with_a_place
def gifts(request: SignedInRequest) -> HttpResponse:
    """Find a gift by the number of its slip."""
    typed, said = request.GET.get("number", "").strip(), ""
    try:
        found = queries.gift_numbered(request.user, typed) if typed else None
        said = _("没有这个凭据号。请照凭据上印的再填一遍。") if typed else ""
    except RuleBroken as broken:
        found, said = None, sentence(broken)
    if found:
        return redirect("campaigns:gift", pk=found.pk)
    return render(request, "campaigns/gifts.html", {"typed": typed, "said": said})


@require_safe
def gift(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The slip of a gift, for its donor, with what proves it."""
    found = get_object_or_404(queries.gifts_visible_to(request.user), pk=pk)
    return render(request, "campaigns/gift.html", {"slip": queries.slip_of(found)})
