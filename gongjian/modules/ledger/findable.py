"""What of the books can be found: entries by their voucher numbers, funds by their names."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.search.findable import CalledBy, Findable, Hit, findable
from gongjian.foundation.ui.words import iso
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.models import Fund, JournalEntry
from gongjian.modules.members.queries import workplace_of


def _entries_here(actor: Person) -> QuerySet[JournalEntry]:
    return queries.entries_visible_to(actor).filter(alliance__in=workplace_of(actor))


def _entries(entries: Sequence[JournalEntry]) -> Mapping[UUID, Hit]:
    return {
        entry.pk: Hit(
            entry.voucher,
            f"{entry.get_kind_display()} · {iso(entry.booked_on)}",
            reverse("ledger:entry", args=[entry.pk]),
        )
        for entry in entries
    }


def _funds_here(actor: Person) -> QuerySet[Fund]:
    return Fund.objects.filter(alliance__in=workplace_of(actor))


def _funds(funds: Sequence[Fund]) -> Mapping[UUID, Hit]:
    return {fund.pk: Hit(fund.name, fund.code, reverse("ledger:entries")) for fund in funds}


findable(
    Findable(
        model=JournalEntry,
        label=pgettext_lazy("search", "账目"),
        icon="book-2",
        rows=JournalEntry.objects.all,
        # Not the words beside it: those may be erased alone, and nothing of them may stay behind.
        called=lambda entry: CalledBy(entry.voucher, day=entry.booked_on),
        visible=_entries_here,
        shown=_entries,
    )
)
findable(
    Findable(
        model=Fund,
        label=pgettext_lazy("search", "资金"),
        icon="coins",
        rows=Fund.objects.all,
        called=lambda fund: CalledBy(fund.name, (fund.code,)),
        visible=_funds_here,
        shown=_funds,
    )
)
