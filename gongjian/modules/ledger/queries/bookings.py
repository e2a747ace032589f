"""What was asked to be entered, what it would do, and who may answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from gongjian.foundation.accounts.models import Person
from gongjian.modules.ledger.models import MONEY, NOBODY, Account, Balance, BookingRequest, Fund, Goods
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
class Choices:
    """What somebody may choose from who asks: each by its id."""

    funds: dict[str, Fund]
    goods: dict[str, Goods]
    receivers: dict[str, str]


def choices_for(actor: Person, alliance: UUID) -> Choices:
    """The funds and the goods of an alliance, and who in it may take over what this person holds."""
    people = list(receivers(actor, alliance).values_list("pk", flat=True))
    return Choices(
        {str(fund.pk): fund for fund in Fund.objects.filter(alliance=alliance).order_by("name")},
        {str(goods.pk): goods for goods in Goods.objects.filter(alliance=alliance).order_by("name")},
        {str(person): name for person, name in names_of(alliance, people).items()},
    )


@dataclass(frozen=True)
class Held:
    """What of a fund lies in one place: fen, or pieces of a unit."""

    fund: str
    place: str
    amount: int
    unit: str


def held_by(actor: Person, alliance: UUID) -> list[Held]:
    """What of each fund lies in the bank and in somebody's own hands; what is nowhere is left out."""
    own = Balance.objects.filter(alliance=alliance, amount__gt=0, account__startswith="1", custodian=actor.pk)
    bank = Balance.objects.filter(alliance=alliance, amount__gt=0, account=ledger.BANK, custodian=NOBODY)
    rows = (own | bank).order_by("fund__name", "account", "goods")
    goods = {one.pk: one for one in Goods.objects.filter(alliance=alliance)}
    found = []
    for fund, account, item, amount in rows.values_list("fund__name", "account", "goods", "amount"):
        kind = goods[item] if item != MONEY else None
        found.append(Held(fund, kind.name if kind else str(Account(account).label), amount, kind.unit if kind else ""))
    return found
