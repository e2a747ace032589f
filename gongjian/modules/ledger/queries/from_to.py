"""Where the money or the goods of an entry came from and where they went, in plain words (从哪里来、到哪里去)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongjian.modules.ledger.models import JournalEntry
from gongjian.modules.ledger.queries.proofs import PublicEntry
from gongjian.modules.members.queries import names_of
from gongjian.rulebook import ledger

_NET_ASSETS = (ledger.UNRESTRICTED, ledger.RESTRICTED)


@dataclass(frozen=True)
class Told:
    """A line of an entry with everything named; debits positive, in fen, or in pieces of a unit."""

    account: str
    fund: str
    amount: int
    # Whose hands it is in, as the reader may know it: a name, or a number.
    who: str = ""
    goods: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Leg:
    """One place that something came from or went to; the fund where the entry is about two."""

    words: str
    amount: int
    unit: str
    fund: str


@dataclass(frozen=True)
class FromTo:
    """Both sides of an entry: what was credited is where it came from, what was debited where it went."""

    out_of: list[Leg]
    to: list[Leg]


def from_to(lines: Sequence[Told]) -> FromTo:
    """The two sides; an allocation is told by where the money lies, not by whose it is on paper."""
    lying = [line for line in lines if line.account not in _NET_ASSETS] or lines
    several = len({line.fund for line in lines}) > 1
    return FromTo(
        [_leg(line, _out_of(line), several=several) for line in lying if line.amount < 0],
        [_leg(line, _to(line), several=several) for line in lying if line.amount > 0],
    )


def _leg(line: Told, words: str, *, several: bool) -> Leg:
    return Leg(words, abs(line.amount), line.unit, line.fund if several else "")


def _out_of(line: Told) -> str:
    words = {
        ledger.CASH: _("%(who)s手里的现金"),
        ledger.BANK: _("银行里的存款"),
        ledger.IN_TRANSIT: _("路上的钱"),
        ledger.GOODS: _("%(who)s手里的%(goods)s"),
        ledger.OWED_TO_CHARITIES: _("替慈善组织收下的钱"),
        ledger.UNRESTRICTED: _("没有指定用途的钱"),
        ledger.RESTRICTED: _("指定了用途的钱"),
        ledger.DONATIONS: _("捐来的%(goods)s") if line.goods else _("捐来的钱"),
        ledger.OTHER_INCOME: _("别的收入，例如利息"),
        ledger.AID: _("退回来的帮扶和活动开支"),
        ledger.RUNNING_COSTS: _("退回来的日常开支"),
    }
    return words[line.account] % {"who": line.who, "goods": line.goods}


def _to(line: Told) -> str:
    words = {
        ledger.CASH: _("%(who)s手里，是现金"),
        ledger.BANK: _("银行里"),
        ledger.IN_TRANSIT: _("在去银行的路上"),
        ledger.GOODS: _("%(who)s手里，是%(goods)s"),
        ledger.OWED_TO_CHARITIES: _("交给慈善组织"),
        ledger.UNRESTRICTED: _("不再是没有指定用途的钱"),
        ledger.RESTRICTED: _("不再是指定了用途的钱"),
        ledger.DONATIONS: _("从捐来的%(goods)s里减掉") if line.goods else _("从捐来的钱里减掉"),
        ledger.OTHER_INCOME: _("从别的收入里减掉"),
        ledger.AID: _("帮扶和活动用掉了"),
        ledger.RUNNING_COSTS: _("联盟日常用掉了"),
    }
    return words[line.account] % {"who": line.who, "goods": line.goods}


def from_to_of(entry: JournalEntry) -> FromTo:
    """For those who keep the books: custodians by name."""
    lines = list(entry.lines.select_related("fund", "goods").order_by("position"))
    names = names_of(entry.alliance_id, [line.custodian_id for line in lines if line.custodian_id])
    told = (
        Told(
            line.account,
            line.fund.name,
            line.amount,
            names.get(line.custodian_id, "") if line.custodian_id else "",
            line.goods.name if line.goods else "",
            line.goods.unit if line.goods else "",
        )
        for line in lines
    )
    return from_to(list(told))


def public_from_to(found: PublicEntry) -> FromTo:
    """For everybody: custodians by number."""
    return from_to(list(_numbered(found)))


def _numbered(found: PublicEntry) -> Iterable[Told]:
    for line in found.lines:
        who = _("%(number)s 号保管人") % {"number": line.custodian} if line.custodian else _("保管人")
        yield Told(line.account, line.fund, line.debit - line.credit, who, line.goods, line.unit)


def neighbours(entry: JournalEntry) -> dict[str, JournalEntry]:
    """The entry before this one and the one after it, where there is one."""
    both = JournalEntry.objects.filter(
        alliance=entry.alliance_id, number__in=[entry.number - 1, entry.number + 1]
    ).only("number")
    return {"before" if other.number < entry.number else "after": other for other in both}


def public_neighbours(found: PublicEntry) -> dict[str, int]:
    """The numbers of the same."""
    return {side: other.number for side, other in neighbours(found.row.entry).items()}
