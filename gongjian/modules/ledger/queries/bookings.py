"""What was asked to be entered, what it would do, and who may answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gongjian.foundation.accounts.models import Person
from gongjian.modules.ledger.models import MONEY, Account, Balance, BookingRequest, Fund, Goods
from gongjian.modules.members.models import Power
from gongjian.modules.members.queries import alliances_of, names_of, people_with
from gongjian.rulebook import bookings, ledger
from gongjian.rulebook.bookings import IN_HANDS, Asked, Second
from gongjian.rulebook.ledger import EntryKind, Place


def bookings_visible_to(actor: Person) -> QuerySet[BookingRequest]:
    """The requests of the alliances in which somebody takes part."""
    return BookingRequest.objects.filter(alliance__in=alliances_of(actor))


def funds_visible_to(actor: Person) -> QuerySet[Fund]:
    """The funds of the alliances in which somebody takes part."""
    return Fund.objects.filter(alliance__in=alliances_of(actor))


def goods_visible_to(actor: Person) -> QuerySet[Goods]:
    """The kinds of goods of the alliances in which somebody takes part."""
    return Goods.objects.filter(alliance__in=alliances_of(actor))


def asked_in(request: BookingRequest) -> Asked:
    """A request as the rulebook knows it: whatever lies in somebody's hands lies in those of who asked."""
    holder, item = str(request.asked_by_id), str(request.goods_id or "")
    fund, to_fund = str(request.fund_id), str(request.to_fund_id or request.fund_id)
    receiver = str(request.receiver_id or holder)
    return Asked(
        EntryKind(request.kind),
        request.amount,
        Place(request.from_account, fund, holder if request.from_account in IN_HANDS else "", item),
        Place(request.to_account, to_fund, receiver if request.to_account in IN_HANDS else "", item),
    )


def second_of(request: BookingRequest) -> Second:
    """Who has to agree."""
    return bookings.WAYS[EntryKind(request.kind)].second


def receivers(actor: Person, alliance: UUID) -> QuerySet[Person]:
    """To whom somebody may hand cash or goods over: the others who keep the cash."""
    return people_with(alliance, Power.KEEP_CASH).exclude(pk=actor.pk)


def next_free_code(alliance: UUID) -> str:
    """A code for a fund of free money that none has yet."""
    taken = set(Fund.objects.filter(alliance=alliance, code__startswith="free-").values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"free-{number}") not in taken)


@dataclass(frozen=True)
class BookingRow:
    """A request with the names of the people in it."""

    request: BookingRequest
    asked_by: str
    answered_by: str
    receiver: str

    @property
    def waits_for(self) -> Second:
        """Who has to agree."""
        return second_of(self.request)


def booking_rows(requests: Sequence[BookingRequest]) -> list[BookingRow]:
    """These requests, all of one alliance, with names."""
    people = [(one.asked_by_id, one.answered_by_id, one.receiver_id) for one in requests]
    named = {person for three in people for person in three if person}
    names = names_of(requests[0].alliance_id, list(named)) if requests else {}
    return [
        BookingRow(request, *(names.get(person, "") if person else "" for person in three))
        for request, three in zip(requests, people, strict=True)
    ]


@dataclass(frozen=True)
class Held:
    """What of a fund lies in one place: fen, or pieces of goods."""

    fund: Fund
    account: str
    amount: int
    goods: UUID
    goods_name: str
    unit: str

    @property
    def place(self) -> str:
        """Where it lies, or what it is."""
        return self.goods_name or str(Account(self.account).label)


@dataclass(frozen=True)
class Choices:
    """What somebody may choose from who asks for a kind of thing: each by its id."""

    held: list[Held]
    funds: dict[str, Fund]
    to_funds: dict[str, Fund]
    goods: dict[str, str]
    receivers: dict[str, str]


def choices_for(actor: Person, alliance: UUID, kind: EntryKind) -> Choices:
    """What there is to give of, and to whom: what is taken from somewhere can only be what lies there."""
    way, here = bookings.WAYS[kind], {"alliance": alliance}
    gives = ledger.is_asset(way.out_of[0])
    held = _held(actor, alliance, way.out_of) if gives else []
    named = dict[str, Fund]() if gives else {str(one.pk): one for one in Fund.objects.filter(**here).order_by("name")}
    goods = {str(one.goods): one.goods_name for one in held if one.goods != MONEY}
    if kind is EntryKind.GOODS_RECEIVED:
        goods = {str(one.pk): one.name for one in Goods.objects.filter(**here).order_by("name")}
    funds = named or {str(one.fund.pk): one.fund for one in held}
    to_funds = dict[str, Fund]()
    if kind is EntryKind.ALLOCATED:
        funds = {pk: fund for pk, fund in funds.items() if not fund.restricted}
        kept = Fund.objects.filter(restricted=True, **here).order_by("name")
        to_funds = {str(fund.pk): fund for fund in kept}
    people = names_of(alliance, receivers(actor, alliance)) if way.second is Second.RECEIVER else {}
    return Choices(held, funds, to_funds, goods, {str(person): name for person, name in people.items()})


def _held(actor: Person, alliance: UUID, accounts: Sequence[str]) -> list[Held]:
    """What of each fund lies in these accounts: in the bank, or in somebody's own hands."""
    lies = Q(account=ledger.BANK) | Q(account__in=IN_HANDS, custodian=actor.pk)
    there = Balance.objects.filter(lies, alliance=alliance, amount__gt=0, account__in=accounts)
    kind = Goods.objects.filter(pk=OuterRef("goods"))
    named = there.annotate(goods_name=Subquery(kind.values("name")), unit=Subquery(kind.values("unit")))
    return [
        Held(one.fund, one.account, one.amount, one.goods, one.goods_name or "", one.unit or "")
        for one in named.select_related("fund").order_by("fund__name", "account", "goods_name")
    ]
