"""Reading the books: entries, balances, the chain, and what everybody may see."""

from gongjian.modules.ledger.queries.balances import (
    PublicFund,
    check_no_cash_with,
    held_in,
    public_fund_totals,
    public_funds,
    public_months,
)
from gongjian.modules.ledger.queries.beancount import public_books_beancount
from gongjian.modules.ledger.queries.checking import PublicCheck, first_broken, public_check, recomputed
from gongjian.modules.ledger.queries.entries import (
    Vouchers,
    amount_of,
    custodian_of,
    entries_visible_to,
    entry_from,
    entry_rows,
    first_reversed,
    fund_of,
    goods_of,
    last_entry,
    lines_of,
    live_reversal,
    people_of,
    public_entries,
    reversals_visible_to,
    voucher_lines,
)
from gongjian.modules.ledger.queries.entry_list import PublicFilter
from gongjian.modules.ledger.queries.exports import public_books
from gongjian.modules.ledger.queries.from_to import public_from_to, public_neighbours
from gongjian.modules.ledger.queries.fund_page import public_fund
from gongjian.modules.ledger.queries.proofs import (
    PublicComparison,
    PublicEntry,
    PublicHead,
    public_comparison,
    public_entry,
    public_head,
)
from gongjian.modules.ledger.queries.rebuilding import rebuilt_balances, wrong_sums
from gongjian.modules.ledger.queries.reports import public_periods, public_statement, public_title_of
from gongjian.modules.ledger.queries.sealed import custodian_numbers, leaf_of, sealed_entries
from gongjian.modules.ledger.queries.tables import public_books_csv, public_books_excel
from gongjian.modules.ledger.queries.verifying import Verified, verified

__all__ = [
    "PublicCheck",
    "PublicComparison",
    "PublicEntry",
    "PublicFilter",
    "PublicFund",
    "PublicHead",
    "Verified",
    "Vouchers",
    "amount_of",
    "check_no_cash_with",
    "custodian_numbers",
    "custodian_of",
    "entries_visible_to",
    "entry_from",
    "entry_rows",
    "first_broken",
    "first_reversed",
    "fund_of",
    "goods_of",
    "held_in",
    "last_entry",
    "leaf_of",
    "lines_of",
    "live_reversal",
    "people_of",
    "public_books",
    "public_books_beancount",
    "public_books_csv",
    "public_books_excel",
    "public_check",
    "public_comparison",
    "public_entries",
    "public_entry",
    "public_from_to",
    "public_fund",
    "public_fund_totals",
    "public_funds",
    "public_head",
    "public_months",
    "public_neighbours",
    "public_periods",
    "public_statement",
    "public_title_of",
    "rebuilt_balances",
    "recomputed",
    "reversals_visible_to",
    "sealed_entries",
    "verified",
    "voucher_lines",
    "wrong_sums",
]
