"""Reading about payment bills: what is on them, what of it counts, and what somebody has to look at."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing.keys import mark, marks, ring
from gongjian.modules.campaigns.models import Bill, Campaign, Gift, Payment
from gongjian.modules.members.queries import alliances_of, workplace_of
from gongjian.rulebook import reconciling
from gongjian.rulebook.reconciling import DOUBTS, Seen, Verdict


def bills_visible_to(actor: Person) -> QuerySet[Bill]:
    """The bills of the alliances in which somebody takes part, the newest first."""
    found = Bill.objects.filter(alliance__in=alliances_of(actor))
    return found.select_related("campaign", "entry").order_by("-read_at", "-pk")


def bills_here(actor: Person) -> QuerySet[Bill]:
    """The bills of the alliance that somebody works in just now, for lists; each with what is on it, in fen."""
    here = bills_visible_to(actor).filter(alliance__in=workplace_of(actor))
    return here.annotate(rows=Count("payments"), sum=Sum("payments__amount"))


def payments_visible_to(actor: Person) -> QuerySet[Payment]:
    """The rows of those bills."""
    return Payment.objects.filter(alliance__in=alliances_of(actor)).select_related("bill__campaign")


def same_file(alliance: UUID, fingerprint: str) -> bool:
    """Whether this very file was read already, and not put aside."""
    return Bill.objects.filter(~Q(state=Bill.State.PUT_ASIDE), alliance=alliance, fingerprint=fingerprint).exists()


def sealed_number(bill: Bill, number: str) -> tuple[str, str]:
    """A number as its column holds it, and its mark."""
    field = Payment._meta.get_field("number")
    return field.get_prep_value(number), mark(number, Payment.purpose(bill.alliance_id, bill.channel))


def moment(at: datetime) -> str:
    """A moment as either database takes it past the models."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") + ("" if connection.vendor == "sqlite" else "+00")


@dataclass(frozen=True)
class Judged:
    """A payment, and what it is."""

    payment: Payment
    verdict: Verdict
    # The gift that it became, where it is entered.
    gift: UUID | None = None

    @property
    def is_doubt(self) -> bool:
        """Whether somebody has to look at it."""
        return self.verdict in DOUBTS


@dataclass(frozen=True)
class Plan:
    """What entering a bill would come to, in fen."""

    rows: list[Judged]

    def of(self, *verdicts: Verdict) -> list[Payment]:
        """The payments of which this is true."""
        return [row.payment for row in self.rows if row.verdict in verdicts]

    @cached_property
    def gifts(self) -> list[Payment]:
        """What counts as given."""
        return self.of(Verdict.GIFT)

    @cached_property
    def counting(self) -> list[Payment]:
        """All that would be entered: gifts, and what was given back."""
        return self.of(Verdict.GIFT, Verdict.REFUND)

    @cached_property
    def doubts(self) -> list[Judged]:
        """What somebody has to look at before anything is entered."""
        return [row for row in self.rows if row.is_doubt]

    @property
    def given(self) -> int:
        """How much was given."""
        return sum(payment.amount for payment in self.gifts)

    @property
    def given_back(self) -> int:
        """How much of it went back."""
        return -sum(payment.amount for payment in self.of(Verdict.REFUND))

    @property
    def fee(self) -> int:
        """What the channel kept for itself."""
        return sum(payment.fee for payment in self.counting)

    @property
    def arrives(self) -> int:
        """What will arrive at the bank."""
        return self.given - self.given_back - self.fee

    @property
    def total(self) -> int:
        """Everything on the bill, whatever it is: as the channel adds it up."""
        return sum(row.payment.amount for row in self.rows)


def plan_of(bill: Bill) -> Plan:
    """What each payment of a bill is, held against everything that is in the books by now."""
    payments = list(bill.payments.order_by("line"))
    known, given = _entered_before(bill, payments)
    seen = [
        Seen(_key(each.mark, each.refund), each.mark, each.amount, clock.local_day(each.paid_at), each.answer)
        for each in payments
    ]
    days = reconciling.Campaign(bill.campaign.began_on, bill.campaign.ended_on)
    found = reconciling.verdicts(seen, days, known=known, given=given)
    became = dict(Gift.objects.filter(entry=bill.entry_id).values_list("payment", "pk")) if bill.entry_id else {}
    return Plan([Judged(each, verdict, became.get(each.pk)) for each, verdict in zip(payments, found, strict=True)])


_AT_ONCE = 500  # marks in one question


def _entered_before(bill: Bill, payments: Sequence[Payment]) -> tuple[set[str], Counter[str]]:
    """Which rows of the bill were entered before, and what is left of the payments that were, by their marks here."""
    entered = Payment.objects.filter(alliance=bill.alliance_id, entry__isnull=False).exclude(bill=bill)
    here = _every_mark(bill, payments)
    asked = list(here)
    known, given = set[str](), Counter[str]()
    for start in range(0, len(asked), _AT_ONCE):
        some = entered.filter(mark__in=asked[start : start + _AT_ONCE])
        for mark_then, refund, amount in some.values_list("mark", "refund", "amount"):
            known.add(_key(here[mark_then], refund))
            given[here[mark_then]] += amount
    return known, given


def _every_mark(bill: Bill, payments: Sequence[Payment]) -> dict[str, str]:
    """For the mark of each number under every key: the mark that it has on this bill."""
    if len(ring().keys) == 1:
        return {payment.mark: payment.mark for payment in payments}
    purpose = Payment.purpose(bill.alliance_id, bill.channel)
    numbers = {payment.mark: payment.number.opened() for payment in payments}
    return {each: own for own, number in numbers.items() for each in marks(number, purpose)}


def _key(number: str, refund: str) -> str:
    return f"{number}/{refund}"


def entered_online(campaigns: list[UUID]) -> dict[UUID, int]:
    """Of each campaign: what came in through bills that were entered, less what was given back, in fen."""
    rows = Payment.objects.filter(bill__campaign__in=campaigns, entry__isnull=False).order_by()
    return dict(rows.values_list("bill__campaign").annotate(sum=Sum("amount")))


def bill_of_entry(entry: UUID) -> QuerySet[Bill]:
    """The bill that an entry came out of, if it came out of one and was not reversed."""
    return Bill.objects.filter(entry=entry)


def bills_of(campaign: Campaign) -> QuerySet[Bill]:
    """The bills of a campaign, the newest first."""
    return campaign.bills.annotate(rows=Count("payments"), sum=Sum("payments__amount")).order_by("-read_at")
