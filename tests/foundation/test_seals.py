"""The seals on the running database: what is sealed never changes, and no row points to another alliance's."""
# ruff: noqa: S608  the names in these statements are those of our own tables

import pytest
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, transaction

from gongjian.foundation import seals
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.ids import new_id
from gongjian.foundation.sealing.models import Look
from gongjian.modules.campaigns.models import CashCount, Gift
from gongjian.modules.entrance.models import VisitedPage
from gongjian.modules.ledger.models import (
    Confirmation,
    Custodian,
    Fund,
    Head,
    JournalEntry,
    JournalLine,
    Memo,
)
from gongjian.modules.members.models import OrganisationName, Side
from gongjian.modules.promises.models import Handover, HandoverItem, Nudge, Promise, Report, Signature
from tests import billing, bookkeeping, entering, given, promising
from tests.harness.remembered import remembered
from tests.modules.told import everything

SEALED = (
    AuditEntry,
    CashCount,
    Confirmation,
    Custodian,
    Gift,
    Handover,
    HandoverItem,
    Head,
    JournalEntry,
    JournalLine,
    Look,
    Nudge,
    OrganisationName,
    Report,
    Signature,
    VisitedPage,
)
COLUMNS = [(model, field.column) for model in SEALED for field in model._meta.local_fields]


def run(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def plain(value):
    """An id as the database keeps it."""
    return value.hex if connection.vendor == "sqlite" else value


def refused(sql, *values):
    """The words with which the database refuses a statement; nothing is changed by it."""
    before = everything()
    with pytest.raises(IntegrityError) as refusal:
        run(sql, *values)
    assert everything() == before
    return str(refusal.value).splitlines()[0]


def label(value):
    return value._meta.label if isinstance(value, type) else str(value)


def _one_of_each(cast):
    given.look(cast)
    given.renamed(cast)
    entering.visited_page(cast, cast.alliance)
    promising.nudged(cast)
    promising.report(cast)
    promising.newcomers_handover(cast.alliance, "眼镜街党总支")
    entry = given.entry(cast)
    billing.entered_bill(cast)
    bookkeeping.confirmed(cast)
    return entry


@pytest.fixture
def books(cast):
    """An alliance with a row in every sealed table."""
    return remembered("seals.books", lambda: _one_of_each(cast))


def test_what_is_append_only_is_known():
    both = {seal.table for seal in seals.every_seal() if seal.code.endswith("is append-only")}

    assert both == {model._meta.db_table for model in SEALED}


@pytest.mark.parametrize("model", SEALED, ids=label)
def test_a_sealed_row_is_not_changed_through_the_orm(books, model):
    row, told = model.objects.first(), f"{model._meta.label_lower} is append-only"

    for change in (row.save, lambda: model.objects.filter(pk=row.pk).update(alliance=row.alliance_id)):
        with pytest.raises(IntegrityError, match=told), transaction.atomic():
            change()


@pytest.mark.parametrize("model", SEALED, ids=label)
def test_a_sealed_row_is_not_deleted_through_the_orm(books, model):
    rows, told = model.objects.filter(pk=model.objects.first().pk), f"{model._meta.label_lower} is append-only"

    with pytest.raises(IntegrityError, match=told), transaction.atomic():
        rows._raw_delete(using=DEFAULT_DB_ALIAS)  # noqa: SLF001  past Django's own PROTECT


@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=label)
def test_no_column_of_a_sealed_row_is_written_again(books, model, column):
    told = refused(f'UPDATE {model._meta.db_table} SET "{column}" = "{column}"')

    assert told == f"{model._meta.label_lower} is append-only"


@pytest.mark.parametrize("model", SEALED, ids=label)
def test_no_sealed_row_is_deleted_by_hand(books, model):
    assert refused(f"DELETE FROM {model._meta.db_table}") == f"{model._meta.label_lower} is append-only"


@pytest.mark.parametrize("model", SEALED, ids=label)
def test_a_sealed_row_is_not_replaced(books, model):
    columns = ", ".join(f'"{field.column}"' for field in model._meta.local_fields)
    if connection.vendor == "sqlite":
        refused(
            f"INSERT OR REPLACE INTO {model._meta.db_table} ({columns}) SELECT {columns} FROM {model._meta.db_table}"
        )
    else:
        key = 'ON CONFLICT (id) DO UPDATE SET "alliance_id" = EXCLUDED."alliance_id"'
        refused(f"INSERT INTO {model._meta.db_table} ({columns}) SELECT {columns} FROM {model._meta.db_table} {key}")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
@pytest.mark.parametrize("model", SEALED, ids=label)
def test_a_sealed_table_is_not_emptied(books, model):
    # What was written in this transaction has its foreign keys still to be checked, which would refuse it for us.
    run("SET CONSTRAINTS ALL IMMEDIATE")

    assert refused(f"TRUNCATE {model._meta.db_table} CASCADE") == f"{model._meta.label_lower} is append-only"


def test_a_memo_is_erased_but_never_rewritten_or_deleted(books):
    table, told = Memo._meta.db_table, "a memo is erased, words and salt together, never"

    answers = [
        refused(f"UPDATE {table} SET words = 'other'"),
        refused(f"UPDATE {table} SET words = ''"),
        refused(f"DELETE FROM {table}"),
    ]
    Memo.objects.update(words="", salt=b"")

    assert answers == [f"{told} changed", f"{told} changed", f"{told} deleted"]
    erased = Memo.objects.get(entry=books)
    assert (erased.words, bytes(erased.salt)) == ("", b"")


def line_of(entry, alliance=None, **other):
    owner = alliance or entry.alliance_id
    fund = other.pop("fund", None) or entry.lines.first().fund_id
    values = {"position": 9, "account": "1001", "amount": 100} | other
    return JournalLine(id=new_id(), alliance_id=owner, entry_id=entry.pk, fund_id=fund, **values)


def entry_like(entry, **other):
    values = {"number": 99, "voucher": "2026-0099", "booked_on": given.TODAY, "recorded_at": given.NOON}
    values |= {"kind": "cash_counted", "source": "x", "memo_commitment": "0" * 64, "seal": "0" * 64}
    return JournalEntry(alliance_id=entry.alliance_id, **(values | other))


def test_no_line_is_added_to_a_closed_entry(books):
    with pytest.raises(IntegrityError, match="a line comes too late: its entry is closed"), transaction.atomic():
        line_of(books).save(force_insert=True)

    assert books.lines.count() == 2


def close(entry, *lines):
    """Lines first, then the entry that closes them, as the ledger does it."""
    with transaction.atomic():
        for line in lines:
            line.save(force_insert=True)
        entry.save(force_insert=True)


@pytest.mark.parametrize("amounts", [[], [100], [100, -99], [100, 100, -100]])
def test_an_entry_that_does_not_balance_is_not_closed(books, amounts):
    entry, fund = entry_like(books), books.lines.first().fund_id
    lines = [line_of(entry, fund=fund, position=place, amount=amount) for place, amount in enumerate(amounts, start=1)]

    with pytest.raises(IntegrityError, match="an entry needs two lines or more"):
        close(entry, *lines)

    assert JournalEntry.objects.filter(pk=entry.pk).exists() is False


def test_an_entry_balances_within_each_fund(books):
    entry, fund = entry_like(books), books.lines.first().fund_id
    other = Fund.objects.create(alliance_id=books.alliance_id, code="other", name="别的")
    lines = [line_of(entry, fund=fund, position=1), line_of(entry, fund=other.pk, position=2, amount=-100)]

    with pytest.raises(IntegrityError, match="balance in each fund"):
        close(entry, *lines)


def test_an_entry_takes_no_line_of_another_alliance(cast, books):
    entry, fund = entry_like(books), books.lines.first().fund_id
    theirs = given.next_doors_campaign(cast).fund_id
    lines = [line_of(entry, fund=fund, position=place, amount=amount) for place, amount in ((1, 100), (2, -100))]
    lines += [
        line_of(entry, cast.next_door.pk, fund=theirs, position=place, amount=amount)
        for place, amount in ((3, 100), (4, -100))
    ]

    with pytest.raises(IntegrityError, match="of its own alliance"):
        close(entry, *lines)


def test_what_is_not_sealed_may_change(books):
    assert Promise.objects.update(rule="RULE-CH-D") == Promise.objects.count() > 0


def test_each_seal_has_a_name_of_its_own_that_both_databases_can_keep():
    names = [trigger.name for trigger in seals.every_trigger()]

    assert (len(names), max(map(len, names)) <= 63) == (len(set(names)), True)


def test_every_seal_is_on_the_database(db):
    assert (seals.missing(), seals.present()) == ([], {trigger.name for trigger in seals.every_trigger()})


def test_seals_taken_off_and_put_on_again_are_all_there(books):
    seals.remove()
    bare = seals.present()

    seals.install()
    seals.install()

    assert (bare, seals.missing()) == (set(), [])
    assert refused(f"DELETE FROM {AuditEntry._meta.db_table}") == "audit.auditentry is append-only"


@pytest.mark.parametrize(("model", "column", "free"), [(Side, "position", 99), (Fund, "code", "free")], ids=label)
def test_what_others_point_to_does_not_change_its_alliance(cast, books, model, column, free):
    move = f"UPDATE {model._meta.db_table} SET alliance_id = %s, {column} = %s WHERE alliance_id = %s"

    told = refused(move, plain(cast.next_door.pk), free, plain(cast.alliance.pk))

    assert told == "a row never changes its alliance"
