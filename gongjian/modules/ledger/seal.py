"""The triggers of the books: an entry closes its lines, and from then on nothing of either changes."""

from gongjian.foundation.seals import append_only, refuse
from gongjian.modules.ledger.models import JournalEntry, JournalLine, Memo

append_only(JournalEntry)
append_only(JournalLine)
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
    " GROUP BY l.fund_id HAVING SUM(l.amount) <> 0)",
    name="unbalanced",
)
