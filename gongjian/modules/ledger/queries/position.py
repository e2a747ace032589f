"""The figures of a month or a year, out of the kept sums: what came, what went, what is there at its end."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery, Sum

from gongjian.modules.ledger.models import MONEY, Fund, Goods, MonthlySum
from gongjian.rulebook import ledger

_MONTH = len("2026-11")


@dataclass(frozen=True)
class Span:
    """A month (2026-11) or a year (2026)."""

    name: str

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return len(self.name) < _MONTH

    @property
    def year(self) -> str:
        """The year it is or lies in."""
        return self.name[:4]

    @property
    def first(self) -> str:
        """Its first month."""
        return f"{self.name}-01" if self.is_year else self.name

    @property
    def last(self) -> str:
        """Its last month."""
        return f"{self.name}-12" if self.is_year else self.name


@dataclass(frozen=True)
class Place:
    """An account of a fund, and of its goods: credits positive, in fen or in pieces."""

    fund: Fund
    # With the id of money where it is none.
    goods: Goods
    account: str
    before_year: int
    before: int
    within: int
    within_year: int


Which = Callable[[Place], int]


@dataclass(frozen=True)
class Figures:
    """Everything a statement is written from. Credits are positive: income, what is owed, net assets."""

    places: list[Place]

    def money(self, accounts: tuple[str, ...], which: Which, *, restricted: bool | None = None) -> int:
        """The fen of the accounts that begin so; of one kind of funds, where that is asked."""
        return sum(
            which(place)
            for place in self.places
            if place.goods.pk == MONEY and place.account.startswith(accounts)
            if restricted is None or place.fund.restricted is restricted
        )

    def of_fund(self, fund: Fund, accounts: tuple[str, ...], which: Which) -> int:
        """The same of one fund."""
        own = [place for place in self.places if place.fund.pk == fund.pk]
        return Figures(own).money(accounts, which)

    def pieces(self, item: Goods, account: str, which: Which) -> int:
        """The pieces of some goods in the accounts that begin so."""
        own = (place for place in self.places if place.goods.pk == item.pk and place.account.startswith(account))
        return sum(which(place) for place in own)

    @property
    def items(self) -> list[Goods]:
        """The goods that ever came until then, in the order in which they were first written down."""
        found = {place.goods.pk: place.goods for place in self.places if place.account == ledger.GOODS}
        return sorted(found.values(), key=lambda item: str(item.pk))

    @property
    def funds(self) -> list[Fund]:
        """The funds in which something was ever entered until then, so that one of later is not among them."""
        return sorted({place.fund.pk: place.fund for place in self.places}.values(), key=lambda fund: fund.code)


def before_year(place: Place) -> int:
    """At the beginning of the year."""
    return place.before_year


def before(place: Place) -> int:
    """At the beginning of the month or the year."""
    return place.before


def within(place: Place) -> int:
    """In the month or the year itself."""
    return place.within


def within_year(place: Place) -> int:
    """From the beginning of the year to the end of the month."""
    return place.within_year


def after(place: Place) -> int:
    """At the end."""
    return place.before + place.within


def figures_of(alliance: UUID, span: Span) -> Figures:
    """In one question, however long the books are: nothing of what came later is in it."""
    net = F("credit") - F("debit")
    begins = f"{span.year}-01"
    item = Goods.objects.filter(pk=OuterRef("goods"))
    rows = (
        MonthlySum.objects.filter(alliance=alliance, month__lte=span.last)
        .annotate(called=Subquery(item.values("name")), unit=Subquery(item.values("unit")))
        .values_list("fund", "fund__code", "fund__name", "fund__restricted", "goods", "called", "unit", "account")
        .annotate(
            before_year=Sum(net, filter=Q(month__lt=begins), default=0),
            before=Sum(net, filter=Q(month__lt=span.first), default=0),
            within=Sum(net, filter=Q(month__gte=span.first), default=0),
            within_year=Sum(net, filter=Q(month__gte=begins), default=0),
        )
        .order_by("fund__code", "goods", "account")
    )
    places = []
    for pk, code, name, restricted, goods, called, unit, *told in rows:
        fund = Fund(pk=pk, code=code, name=name, restricted=restricted)
        places.append(Place(fund, Goods(pk=goods, name=called or "", unit=unit or ""), *told))
    return Figures(places)
