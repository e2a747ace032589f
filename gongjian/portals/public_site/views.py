"""Public pages: no sign-in, no script needed, nothing to send."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation import clock
from gongjian.modules.campaigns.queries import public_campaign, public_campaigns, public_figures
from gongjian.modules.ledger.queries import public_check, public_entries, public_funds
from gongjian.modules.members.queries import PublicAlliance, public_alliance, public_member_count
from gongjian.modules.promises.queries import public_kept_share
from gongjian.portals.public_site.queries import by_time, equation_of

_PER_PAGE = 20


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The street at a glance."""
    alliance = public_alliance()
    if alliance is None:
        return render(request, "public_site/nothing_yet.html")
    figures = public_figures(public_campaigns(alliance.id))
    funds = public_funds(alliance.id, clock.today().year)
    context = {"funds": funds, "equation": equation_of(funds), **by_time(figures, clock.today())}
    context |= {"kept": public_kept_share(alliance.id, clock.today()), **_frame(alliance, "home")}
    return render(request, "public_site/home.html", context)


@login_not_required
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """All campaigns that have a public page."""
    alliance = _alliance()
    figures = public_figures(public_campaigns(alliance.id))
    context = {**by_time(figures, clock.today()), **_frame(alliance, "campaigns")}
    return render(request, "public_site/campaigns.html", context)


@login_not_required
@require_safe
def campaign(request: HttpRequest, code: str) -> HttpResponse:
    """One campaign: what was collected, how it was counted, where the money lies."""
    alliance = _alliance()
    found = get_object_or_404(public_campaigns(alliance.id), code=code)
    entries = list(reversed(list(public_entries(alliance.id, found.fund_id))))
    last_days = {row.entry.kind: row.entry.booked_on for row in entries}
    context = {"campaign": public_campaign(found), "entries": entries, "last_days": last_days}
    context |= _frame(alliance, "campaigns")
    return render(request, "public_site/campaign.html", context)


@login_not_required
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The public ledger: one equation, the funds, every entry with its seal."""
    alliance = _alliance()
    funds = public_funds(alliance.id, clock.today().year)
    fund = next((each for each in funds if str(each.id) == request.GET.get("fund")), None)
    entries = public_entries(alliance.id, fund.id if fund else None)
    page = Paginator(entries, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "funds": funds,
        "fund": fund,
        "equation": equation_of(funds),
        "page": page,
        **_frame(alliance, "ledger"),
    }
    return render(request, "public_site/ledger.html", context)


@login_not_required
@require_safe
def check_books(request: HttpRequest) -> HttpResponse:
    """Every seal of the books, recomputed at this moment for whoever asks."""
    alliance = _alliance()
    context = {"check": public_check(alliance.id), **_frame(alliance, "ledger")}
    return render(request, "public_site/check_books.html", context)


def _alliance() -> PublicAlliance:
    alliance = public_alliance()
    if alliance is None:
        raise Http404
    return alliance


def _frame(alliance: PublicAlliance, here: str) -> dict[str, Any]:
    """What every public page has around it."""
    return {
        "alliance": alliance,
        "member_count": public_member_count(alliance.id),
        "today": clock.today(),
        "brand_name": alliance.short_name,
        "brand_line": alliance.name.removeprefix(alliance.short_name),
        "public_nav": [{**entry, "current": entry["name"] == here} for entry in _nav()],
    }


def _nav() -> list[dict[str, str]]:
    words = {
        "home": ("home", _("首页"), ""),
        "campaigns": ("heart-handshake", _("募捐公示"), _("募捐")),
        "ledger": ("book-2", _("公开账本"), _("账本")),
    }
    return [
        {"name": name, "url": reverse(f"public_site:{name}"), "icon": icon, "label": label, "short": short}
        for name, (icon, label, short) in words.items()
    ]
