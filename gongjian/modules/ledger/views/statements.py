"""Pages that only read whole months and years: the trial balance, the cashier's books, the statements."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.foundation.http import SignedInRequest, with_a_place
from gongjian.foundation.sheets import word, written
from gongjian.modules.ledger.forms import MonthForm
from gongjian.modules.ledger.queries import cash_book as books
from gongjian.modules.ledger.queries import reports
from gongjian.modules.ledger.queries import statements as sums
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import workplace_of


@require_safe
@with_a_place
def trial_balance(request: SignedInRequest) -> HttpResponse:
    """Every account in a month: what it began with, what came and went, what it ended with."""
    alliance = _alliance(request)
    form = MonthForm(request.GET, months=sums.months_of(alliance.pk))
    month = form.month()
    rows = sums.trial_balance(alliance.pk, month)
    context = {"form": form, "month": month, "rows": rows, "total": sums.total_of(rows)}
    return render(request, "ledger/trial_balance.html", context)


@require_safe
@with_a_place
def cash_book(request: SignedInRequest) -> HttpResponse:
    """The book of one place in a month, line after line; the first one and the newest month where none is asked for."""
    purses, months, book = _book(request)
    asked = urlencode({"book": book.purse.key, "month": book.month})
    context = {"book": book, "purses": purses, "months": months, "asked": asked}
    return render(request, "ledger/cash_book.html", context)


@require_safe
@with_a_place
def take_cash_book(request: SignedInRequest) -> HttpResponse:
    """The same as an Excel file."""
    _purses, _months, book = _book(request)
    with written.written([books.sheet_of(book)]) as file:
        return _file(file.read(), written.TYPE, f"cash-book-{book.purse.account}-{book.month}.xlsx")


@require_safe
@with_a_place
def statements(request: SignedInRequest) -> HttpResponse:
    """What a month or a year came to: income and expenses, what is there, each fund, goods."""
    here = workplace_of(request.user)[0]
    periods = reports.public_periods(here)
    statement = reports.public_statement(here, _period(request, periods))
    context = {
        "statement": statement,
        "title": reports.public_title_of(statement),
        "periods": periods,
        "asked": urlencode({"period": statement.span.name}),
    }
    return render(request, "ledger/statements.html", context)


@require_safe
@with_a_place
def take_statements(request: SignedInRequest, file: str) -> HttpResponse:
    """The same for Excel, and for Word with lines to sign on."""
    alliance = _alliance(request)
    statement = reports.public_statement(alliance.pk, _period(request, reports.public_periods(alliance.pk)))
    name = f"statements-{statement.span.name}.{file}"
    if file == "docx":
        return _file(reports.as_word(alliance.name, statement), word.TYPE, name)
    with reports.as_excel(alliance.name, statement) as made:
        return _file(made.read(), written.TYPE, name)


def _alliance(request: SignedInRequest) -> Alliance:
    return get_object_or_404(Alliance, pk__in=workplace_of(request.user))


def _book(request: SignedInRequest) -> tuple[list[books.Purse], list[str], books.CashBook]:
    here = workplace_of(request.user)[0]
    purses = books.purses(here)
    purse = next((each for each in purses if each.key == request.GET.get("book")), purses[0])
    months = books.months_of_purse(here, purse)
    month = next((each for each in months if each == request.GET.get("month")), next(iter(months)))
    return purses, list(months), books.cash_book(here, purse, month, months)


def _period(request: SignedInRequest, periods: list[str]) -> str:
    """What is asked for; else the newest month, which stands behind its year."""
    return next((each for each in periods if each == request.GET.get("period")), periods[1])


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
