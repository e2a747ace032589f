"""The triggers of the books: an entry closes its lines, nothing of either changes, and the sums follow."""

from django.db.models import Model

from gongjian.foundation.seals import append_only, changed, follow, month_of, never_replaced, new_id, refuse
from gongjian.modules.ledger.models import (
    MONEY,
    NOBODY,
    Alarm,
    Balance,
    BookingRequest,
    Confirmation,
    Custodian,
    Head,
    JournalEntry,
    JournalLine,
    Memo,
    MonthlySum,
    Period,
)

_WRITTEN_ONCE: tuple[type[Model], ...] = (JournalEntry, JournalLine, Custodian, Head, Confirmation)
_NEVER_DELETED: tuple[type[Model], ...] = (Balance, MonthlySum, Period, Alarm, BookingRequest)
for model in _WRITTEN_ONCE:
    append_only(model)
for model in _NEVER_DELETED:
    refuse(model, "DELETE", f"{model._meta.label_lower} is never deleted")
    refuse(model, "TRUNCATE", f"{model._meta.label_lower} is never deleted")
refuse(Memo, "DELETE", "a memo is erased, words and salt together, never deleted")
refuse(
    Memo,
    "UPDATE",
    "a memo is erased, words and salt together, never changed",
    "NEW.words <> '' OR LENGTH(NEW.salt) <> 0 OR NEW.entry_id <> OLD.entry_id OR NEW.alliance_id <> OLD.alliance_id",
)
refuse(
    JournalLine,
    "INSERT",
    "a line comes too late: its entry is closed",
    "EXISTS (SELECT 1 FROM ledger_journalentry e WHERE e.id = NEW.entry_id)",
    name="late_line",
)
refuse(
    JournalEntry,
    "INSERT",
    "an entry needs two lines or more, of its own alliance, that balance in each fund",
    "(SELECT COUNT(*) FROM ledger_journalline l WHERE l.entry_id = NEW.id AND l.alliance_id = NEW.alliance_id) < 2"
    " OR EXISTS (SELECT 1 FROM ledger_journalline l WHERE l.entry_id = NEW.id AND l.alliance_id <> NEW.alliance_id)"
    " OR EXISTS (SELECT l.fund_id FROM ledger_journalline l WHERE l.entry_id = NEW.id"
    " GROUP BY l.fund_id, l.goods_id HAVING SUM(l.amount) <> 0)",
    name="unbalanced",
)
_MONTH = month_of("NEW.booked_on")
refuse(
    JournalEntry,
    "INSERT",
    "the month is closed",
    f"EXISTS (SELECT 1 FROM ledger_period p WHERE {_MONTH} <= p.month AND p.state = 'shut'"  # noqa: S608  names of our own tables
    " AND p.alliance_id = NEW.alliance_id)",
    name="closed_month",
)
# What was proposed stays as it was, and by whom: otherwise one person could answer in the place of two.
refuse(
    Period,
    "UPDATE",
    "an answered closing stays as it is",
    f"OLD.state <> 'to_be_closed' OR {changed(Period, 'month', 'entries', 'proposed_by', 'proposed_at')}",
)
# What was asked stays as it was, and by whom: otherwise one agrees to something else than what another wanted.
refuse(
    BookingRequest,
    "UPDATE",
    "an answered booking request stays as it is",
    "OLD.state <> 'requested' OR " + changed(BookingRequest, *BookingRequest.WHAT, "asked_by", "asked_at"),
)
never_replaced(BookingRequest)
refuse(
    Alarm,
    "UPDATE",
    "an alarm is explained once",
    "OLD.explained_by_id IS NOT NULL OR NEW.explained_by_id IS NULL OR "
    + changed(Alarm, "kind", "day", "size", "root", "entries", "raised_at"),
)
never_replaced(Alarm)
never_replaced(Period)
refuse(
    Period,
    "INSERT",
    "a month is closed once",
    "NEW.state <> 'left_open' AND EXISTS (SELECT 1 FROM ledger_period p WHERE p.alliance_id = NEW.alliance_id"
    " AND p.month = NEW.month AND p.state <> 'left_open')",
    name="twice",
)

_LINES = f"""(
    SELECT l.fund_id, l.account,
        COALESCE(l.custodian_id, '{NOBODY.hex}') AS custodian, COALESCE(l.goods_id, '{MONEY.hex}') AS goods,
        SUM(l.amount) AS amount,
        SUM(CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END) AS debit,
        SUM(CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END) AS credit
    FROM ledger_journalline l WHERE l.entry_id = NEW.id GROUP BY 1, 2, 3, 4
) e"""  # noqa: S608  names of our own tables
_PLACE = ("fund_id", "account", "custodian", "goods")


def _kept(table: str, sums: tuple[str, ...], month: str = "") -> tuple[str, str]:
    """Two statements that add an entry to a table of sums: to the row of a place, or as the first row of a place.

    No upsert: its new row would be held against the constraints before it is added to the one that is there.
    """
    same = f"{table}.alliance_id = NEW.alliance_id" + (f" AND {table}.month = {month}" if month else "")
    same += "".join(f" AND {table}.{column} = e.{column}" for column in _PLACE)
    added = ", ".join(f"{column} = {table}.{column} + e.{column}" for column in sums)
    columns = ", ".join(["id", "alliance_id", *(["month"] if month else []), *_PLACE, *sums])
    values = [new_id(), "NEW.alliance_id", *([month] if month else []), *(f"e.{one}" for one in (*_PLACE, *sums))]
    return (
        f"UPDATE {table} SET {added} FROM {_LINES} WHERE {same}",  # noqa: S608  names of our own tables
        (
            f"INSERT INTO {table} ({columns}) SELECT {', '.join(values)} FROM {_LINES} "  # noqa: S608  names of our own tables
            f"WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {same})"
        ),
    )


follow(
    JournalEntry,
    *_kept("ledger_balance", ("amount",)),
    *_kept("ledger_monthlysum", ("debit", "credit"), _MONTH),
    code="a fund spends no more than its own",
    wrong="EXISTS (SELECT 1 FROM ledger_balance b WHERE b.alliance_id = NEW.alliance_id AND b.account >= '3'"
    " AND b.fund_id IN (SELECT l.fund_id FROM ledger_journalline l WHERE l.entry_id = NEW.id)"
    " GROUP BY b.fund_id, b.goods HAVING SUM(b.amount) > 0)",
)
