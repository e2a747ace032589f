"""Public pages: no sign-in, no script needed, no form."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.foundation import clock
from gongjian.modules.campaigns.queries import public_campaign, public_campaigns
from gongjian.modules.ledger.queries import public_chain_is_whole, public_entries, public_funds
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import public_alliance, public_member_count
from gongjian.portals.public_site.queries import equation_of

_PER_PAGE = 20


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The street at a glance."""
    alliance = public_alliance()
    if alliance is None:
        return render(request, "public_site/nothing_yet.html")
    figures = [public_campaign(campaign) for campaign in public_campaigns(alliance.pk)]
    funds = public_funds(alliance.pk, clock.today().year)
    context = {"campaigns": figures, "equation": equation_of(funds), **_frame(alliance)}
    return render(request, "public_site/home.html", context)


@login_not_required
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """All campaigns that have a public page."""
    alliance = _alliance()
    figures = [public_campaign(campaign) for campaign in public_campaigns(alliance.pk)]
    return render(request, "public_site/campaigns.html", {"campaigns": figures, **_frame(alliance)})


@login_not_required
@require_safe
def campaign(request: HttpRequest, code: str) -> HttpResponse:
    """One campaign: what was collected, how it was counted, where the money lies."""
    alliance = _alliance()
    found = get_object_or_404(public_campaigns(alliance.pk), code=code)
    entries = list(public_entries(alliance.pk).filter(lines__fund=found.fund_id).order_by("number"))
    context = {"campaign": public_campaign(found), "entries": entries, **_frame(alliance)}
    return render(request, "public_site/campaign.html", context)


@login_not_required
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The public ledger: one equation, the funds, every entry with its seal."""
    alliance = _alliance()
    today = clock.today()
    funds = public_funds(alliance.pk, today.year)
    entries = public_entries(alliance.pk)
    if fund := next((each for each in funds if str(each.id) == request.GET.get("fund")), None):
        entries = entries.filter(lines__fund=fund.id)
    page = Paginator(entries, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "today": today,
        "funds": funds,
        "fund": fund,
        "equation": equation_of(funds),
        "page": page,
        "whole": public_chain_is_whole(alliance.pk),
        **_frame(alliance),
    }
    return render(request, "public_site/ledger.html", context)


def _alliance() -> Alliance:
    alliance = public_alliance()
    if alliance is None:
        raise Http404
    return alliance


def _frame(alliance: Alliance) -> dict[str, Any]:
    return {"alliance": alliance, "member_count": public_member_count(alliance.pk)}
