"""Public pages: no sign-in, no script needed, nothing to send."""

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation import clock
from gongjian.modules.campaigns.queries import public_campaign, public_campaigns, public_figures
from gongjian.modules.ledger.queries import (
    PublicFilter,
    public_books,
    public_books_beancount,
    public_books_csv,
    public_books_excel,
    public_check,
    public_comparison,
    public_entries,
    public_entry,
    public_from_to,
    public_fund,
    public_funds,
    public_head,
    public_months,
    public_neighbours,
    public_periods,
    public_statement,
    public_title_of,
)
from gongjian.modules.members.queries import PublicAlliance, public_alliance, public_member_count
from gongjian.modules.promises.queries import public_kept_share
from gongjian.portals.public_site.forms import CompareForm
from gongjian.portals.public_site.queries import by_time, equation_of

_PER_PAGE = 20
_LONGEST_WORDS = 40


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
    entries = list(reversed(list(public_entries(alliance.id, PublicFilter(found.fund_id)))))
    last_days = {row.entry.kind: row.entry.booked_on for row in entries}
    context = {"campaign": public_campaign(found), "entries": entries, "last_days": last_days}
    context |= _frame(alliance, "campaigns")
    return render(request, "public_site/campaign.html", context)


@login_not_required
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The public ledger: one equation, the funds, every entry with its seal."""
    alliance = _alliance()
    funds, months = public_funds(alliance.id, clock.today().year), public_months(alliance.id)
    fund = next((each for each in funds if str(each.id) == request.GET.get("fund")), None)
    month = next((each for each in months if each == request.GET.get("month")), "")
    words = request.GET.get("words", "").strip()[:_LONGEST_WORDS]
    entries = public_entries(alliance.id, PublicFilter(fund.id if fund else None, month, words))
    context = {
        "funds": funds,
        "fund": fund,
        "months": months,
        "month": month,
        "words": words,
        "asked": urlencode({"fund": fund.id if fund else "", "month": month, "words": words}),
        "equation": equation_of(funds),
        "head": public_head(alliance.id),
        "page": Paginator(entries, _PER_PAGE).get_page(request.GET.get("page")),
        **_frame(alliance, "ledger"),
    }
    return render(request, "public_site/ledger.html", context)


@login_not_required
@require_safe
def fund(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One fund: what it is for, what came and went, where it lies, month by month, and every entry of it."""
    alliance = _alliance()
    found = public_fund(alliance.id, pk)
    if found is None:
        raise Http404
    years = found.years()
    year = next((each for each in years if each == request.GET.get("year")), years[0] if years else "")
    entries = public_entries(alliance.id, PublicFilter(found.id))
    context = {
        "fund": found,
        "years": years,
        "year": year,
        "months": [row for row in found.months if row.month.startswith(year)],
        "page": Paginator(entries, _PER_PAGE).get_page(request.GET.get("page")),
        **_frame(alliance, "ledger"),
    }
    return render(request, "public_site/fund.html", context)


@login_not_required
@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """What a month or a year came to; the newest month where none is asked for, which stands behind its year."""
    alliance = _alliance()
    periods = public_periods(alliance.id)
    asked = next((each for each in periods if each == request.GET.get("period")), periods[1])
    statement = public_statement(alliance.id, asked)
    context = {"statement": statement, "title": public_title_of(statement), "periods": periods}
    return render(request, "public_site/statements.html", {**context, **_frame(alliance, "ledger")})


@login_not_required
@require_safe
def check_books(request: HttpRequest) -> HttpResponse:
    """Every seal of the books, recomputed at this moment for whoever asks."""
    alliance = _alliance()
    context = {"check": public_check(alliance.id), **_frame(alliance, "ledger")}
    return render(request, "public_site/check_books.html", context)


@login_not_required
@require_safe
def voucher(request: HttpRequest, number: int) -> HttpResponse:
    """One entry of the public ledger: from where, to where, and its proof."""
    alliance = _alliance()
    found = public_entry(alliance.id, number)
    if found is None:
        raise Http404
    context = {"found": found, "path": public_from_to(found), "neighbours": public_neighbours(found)}
    return render(request, "public_site/voucher.html", {**context, **_frame(alliance, "ledger")})


@login_not_required
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """What somebody kept of a day, held against the book of now."""
    alliance = _alliance()
    form = CompareForm(request.GET or None)
    found = public_comparison(alliance.id, *form.kept()) if form.is_valid() else None
    context = {"form": form, "found": found, **_frame(alliance, "ledger")}
    return render(request, "public_site/compare.html", context)


@login_not_required
@require_safe
def take_books(request: HttpRequest, file: str) -> HttpResponseBase:
    """The whole book, or the program that checks it, to be kept and checked without us."""
    make = _TO_TAKE.get(file)
    if make is None:
        raise Http404
    alliance = _alliance()
    answer = (
        _in_wechat(request, alliance) if "MicroMessenger" in request.headers.get("User-Agent", "") else make(alliance)
    )
    patch_vary_headers(answer, ["User-Agent"])
    return answer


def _in_wechat(request: HttpRequest, alliance: PublicAlliance) -> HttpResponse:
    """WeChat opens no files: the same address, opened in a browser, does."""
    return render(request, "public_site/open_in_browser.html", _frame(alliance, "ledger"))


def _lines(
    lines: Callable[[UUID], Iterator[str]], kind: str, name: str
) -> Callable[[PublicAlliance], HttpResponseBase]:
    """Sent line by line while it is read, so that a long book takes no more memory than a short one."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return lambda alliance: StreamingHttpResponse(
        lines(alliance.id), content_type=f"{kind}; charset=utf-8", headers=headers
    )


def _excel(alliance: PublicAlliance) -> HttpResponseBase:
    return FileResponse(public_books_excel(alliance.id), as_attachment=True, filename="books.xlsx")


def _program(_alliance: PublicAlliance) -> HttpResponseBase:
    """The very file that lies in the package."""
    file = (files("gongjian") / "verify_books.py").open("rb")
    return FileResponse(
        file, as_attachment=True, filename="verify_books.py", content_type="text/x-python; charset=utf-8"
    )


_TO_TAKE: dict[str, Callable[[PublicAlliance], HttpResponseBase]] = {
    "books.jsonl": _lines(public_books, "application/x-ndjson", "books.jsonl"),
    "books.csv": _lines(public_books_csv, "text/csv", "books.csv"),
    "books.beancount": _lines(public_books_beancount, "text/plain", "books.beancount"),
    "books.xlsx": _excel,
    "verify_books.py": _program,
}


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
