"""Whoever is erased was never in an export by name or id; with him and his words gone, everything still fits."""

import io

import pytest
from openpyxl import load_workbook

from gongjian import verify_books
from gongjian.config import operations
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.actions import Booking
from gongjian.modules.ledger.models import Memo
from gongjian.modules.ledger.queries.heads import as_told, last_head
from gongjian.rulebook import ledger
from gongjian.rulebook.ledger import EntryKind, Place, moved
from tests import given
from tests.harness.dice import Dice
from tests.modules.ledger.bookkeeping import Bookkeeper, signed_on
from tests.modules.members.leaving import CONTACT, erased

WORDS = "钱前任的叔叔捐的"


def _workbook(content: bytes) -> str:
    sheets = load_workbook(io.BytesIO(content), read_only=True).worksheets
    return str([row for sheet in sheets for row in sheet.iter_rows(values_only=True)])


def everything_exported(alliance) -> dict[str, str]:
    """Every export as text, by its format."""
    with queries.public_books_excel(alliance.pk) as file:
        workbook = _workbook(file.read())
    return {
        "jsonl": "".join(queries.public_books(alliance.pk)),
        "csv": "".join(queries.public_books_csv(alliance.pk)),
        "beancount": "".join(queries.public_books_beancount(alliance.pk)),
        "excel": workbook,
    }


@pytest.fixture
def kept(cast) -> str:
    """The former cashier held cash and handed it on; a head was made, and somebody kept it."""
    keeper = Bookkeeper(cast.alliance, [cast.cashier, cast.former_cashier], Dice("erased"))
    fund, person = keeper.funds[0], str(cast.former_cashier.pk)
    came = ledger.cash_received(fund=fund, custodian=person, amount=100, booked_on=given.TODAY)
    places = {"to": Place(ledger.CASH, fund, str(cast.cashier.pk)), "out_of": Place(ledger.CASH, fund, person)}
    handed = moved(EntryKind.CASH_HANDED, given.TODAY, 100, **places)
    assert keeper.posted(Booking(came, WORDS, "tests.book:1"))
    assert keeper.posted(Booking(handed, "移交", "tests.book:2"))
    signed_on(given.TODAY)
    head = last_head(cast.alliance.pk)
    assert head
    return as_told(head).line


def test_an_erased_custodian_and_his_words_leave_everything_right(cast, kept):
    erased(cast)
    Memo.objects.filter(words=WORDS).update(words="", salt=b"")

    told = everything_exported(cast.alliance)

    book = verify_books.verify([line.encode() for line in told["jsonl"].splitlines(keepends=True)], [kept])
    assert (len(book.leaves), book.erased, book.kept) == (2, 1, 1)
    assert "✓ 全部对得上（共 2 笔，1 枚总印）" in "".join(operations.verify_books(everything=True))


def test_no_export_knows_a_custodian_by_anything_but_a_number(cast, kept):
    person = cast.former_cashier
    canaries = [str(person.pk), person.pk.hex, person.username, "钱前任", CONTACT.phone, CONTACT.email]

    before = everything_exported(cast.alliance)
    erased(cast)
    Memo.objects.filter(words=WORDS).update(words="", salt=b"")
    after = everything_exported(cast.alliance)

    # His name stood in words that somebody wrote beside the entry, and goes with them.
    assert {form: [one for one in canaries if one in text] for form, text in before.items()} == {
        form: ["钱前任"] for form in before
    }
    assert [one for one in canaries if any(one in text for text in after.values())] == []
