"""Pages of what one asks to have entered and another agrees to."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import explain
from gongjian.foundation.forms import ConfirmForm
from gongjian.foundation.http import Door, SignedInRequest, deed_page, with_a_place
from gongjian.modules.ledger import actions
from gongjian.modules.ledger.forms import AddGoodsForm, AskBookingForm, OpenFreeFundForm, RefuseBookingForm
from gongjian.modules.ledger.models import BookingRequest, JournalEntry
from gongjian.modules.ledger.queries import bookings as queries
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import workplace_of
from gongjian.rulebook import ledger
from gongjian.rulebook.bookings import WAYS
from gongjian.rulebook.ledger import EntryKind

_PER_PAGE = 20


@require_safe
@with_a_place
def bookings(request: SignedInRequest) -> HttpResponse:
    """What can be asked for, and everything that was, the newest first."""
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    asked = queries.bookings_visible_to(request.user).filter(alliance=alliance)
    page = Paginator(asked.select_related("fund", "goods").order_by("-asked_at", "-pk"), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": queries.booking_rows(list(page.object_list)),
        "kinds": [(kind.value, JournalEntry.Kind(kind).label, WAYS[kind].second) for kind in WAYS],
        "why_not": explain(request.user, "ledger.add_goods", alliance),
        "why_no_fund": explain(request.user, "ledger.open_free_fund", alliance),
    }
    return render(request, "ledger/bookings.html", context)


@require_safe
def booking(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One request: what it is about, and where it stands."""
    asked = _asked(request, pk)
    context = {
        "row": queries.booking_rows([asked])[0],
        "why_not": explain(request.user, "ledger.agree_booking", asked),
        "why_not_withdraw": explain(request.user, "ledger.withdraw_booking", asked),
    }
    return render(request, "ledger/booking.html", context)


def ask_booking(request: SignedInRequest, kind: str) -> HttpResponse:
    """Fill in what this kind of thing leaves open, and ask."""
    if kind not in WAYS:
        raise Http404
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    choices = queries.choices_for(request.user, alliance.pk, EntryKind(kind))
    form = AskBookingForm(request.POST if request.method == "POST" else None, kind=EntryKind(kind), choices=choices)
    # Whom it is asked about is known before a fund is chosen: who may ask is the same for all of an alliance.
    door = Door("ledger.ask_booking", alliance, reverse("ledger:bookings"), _("提出了，等另一个人同意。"))
    return deed_page(
        request,
        door,
        form,
        lambda: actions.ask_booking(actor=request.user, fund=form.fund(), wanted=form.wanted()),
        kind=JournalEntry.Kind(kind).label,
        second=WAYS[EntryKind(kind)].second,
        held=choices.held,
        missing=form.missing(),
        receives=not ledger.is_asset(WAYS[EntryKind(kind)].out_of[0]),
    )


def agree_booking(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Agree, and have it entered."""
    asked = _asked(request, pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    door = Door("ledger.agree_booking", asked, _page_of(asked), _("同意了，已经记到账上。"))
    return deed_page(
        request,
        door,
        form,
        lambda: actions.agree_booking(actor=request.user, request=asked),
        row=queries.booking_rows([asked])[0],
    )


def refuse_booking(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Leave the books as they are, and say why."""
    asked = _asked(request, pk)
    form = RefuseBookingForm(request.POST if request.method == "POST" else None)
    door = Door("ledger.refuse_booking", asked, _page_of(asked), _("没有记账，已经告诉提的人。"))
    return deed_page(
        request,
        door,
        form,
        lambda: actions.refuse_booking(actor=request.user, request=asked, reason=form.cleaned_data["reason"]),
        row=queries.booking_rows([asked])[0],
    )


def withdraw_booking(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take back what one asked for."""
    asked = _asked(request, pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    door = Door("ledger.withdraw_booking", asked, _page_of(asked), _("收回了，账没有变。"))
    return deed_page(
        request,
        door,
        form,
        lambda: actions.withdraw_booking(actor=request.user, request=asked),
        row=queries.booking_rows([asked])[0],
    )


def open_free_fund(request: SignedInRequest) -> HttpResponse:
    """Name a fund of free money."""
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    form = OpenFreeFundForm(request.POST if request.method == "POST" else None)
    door = Door("ledger.open_free_fund", alliance, reverse("ledger:bookings"), _("开好了，可以往里收款。"))
    return deed_page(
        request,
        door,
        form,
        lambda: actions.open_free_fund(actor=request.user, alliance=alliance, name=form.cleaned_data["name"]),
    )


def add_goods(request: SignedInRequest) -> HttpResponse:
    """Name a kind of goods."""
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    form = AddGoodsForm(request.POST if request.method == "POST" else None)
    door = Door("ledger.add_goods", alliance, reverse("ledger:bookings"), _("添好了，收到物资时可以选它。"))
    return deed_page(
        request,
        door,
        form,
        lambda: actions.add_goods(actor=request.user, alliance=alliance, **form.cleaned_data),
    )


def _asked(request: SignedInRequest, pk: UUID) -> BookingRequest:
    asked = queries.bookings_visible_to(request.user).select_related("fund", "to_fund", "goods", "entry")
    return get_object_or_404(asked, pk=pk)


def _page_of(asked: BookingRequest) -> str:
    return reverse("ledger:booking", args=[asked.pk])
