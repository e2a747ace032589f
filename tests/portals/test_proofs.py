"""One entry with its proof, the newest head, and a head that somebody kept: for whoever asks, and nobody by name."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongjian import verify_books
from gongjian.foundation import clock, seals
from gongjian.modules.ledger import jobs
from gongjian.modules.ledger.models import Alarm, Head, JournalEntry
from gongjian.modules.ledger.queries import public_books, public_comparison, public_entry, public_head
from gongjian.rulebook import merkle, proof
from tests import given

SENTENCE = "最新的印每天发给"
TOMORROW = given.NOON + timedelta(days=1)


@pytest.fixture
def books(cast):
    """Three entries, and the head of their day."""
    for place in range(3):
        given.counted_box(cast, seal=f"F-{place}")
    with clock.set_to(TOMORROW):
        jobs.sign_the_day()
    return cast.alliance.pk


def page(name, *args, **asked):
    with clock.set_to(TOMORROW):
        return Client().get(reverse(f"public_site:{name}", args=args), asked)


def test_an_entry_is_led_to_the_days_head_by_its_proof(books):
    found = public_entry(books, 2)

    head = Head.objects.get()
    leaf, hashes = merkle.leaf_hash(found.content.encode()), [bytes.fromhex(one) for one in found.proof]
    assert merkle.root_from(leaf, 1, head.size, hashes).hex() == head.root
    assert proof.seal(bytes.fromhex(found.seal_before), leaf).hex() == found.row.entry.seal


def test_the_page_of_an_entry_says_from_where_to_where_and_names_nobody(books, cast):
    told = page("voucher", 2).content.decode()

    assert "1\N{NO-BREAK SPACE}号保管人" in told
    assert "钱小清" not in told
    assert str(cast.cashier.pk) not in told
    assert cast.cashier.pk.hex not in told


def test_there_is_no_page_of_an_entry_that_is_not_there(books):
    assert [page("voucher", number).status_code for number in (0, 4)] == [404, 404]


def test_the_sentence_about_the_seals_stands_there_while_it_is_true(books):
    assert SENTENCE in page("ledger").content.decode()


def test_the_sentence_is_gone_on_a_day_without_its_head(books, cast):
    with clock.set_to(TOMORROW):
        given.counted_box(cast, seal="F-9")
    with clock.set_to(TOMORROW + timedelta(days=1)):
        assert public_head(books) is None


def test_the_sentence_is_gone_while_an_alarm_is_not_explained(books):
    Alarm.objects.create(alliance_id=books, kind="rewritten", day=given.TODAY, size=3, entries=3, raised_at=TOMORROW)

    assert SENTENCE not in page("ledger").content.decode()


def test_a_head_that_somebody_kept_fits(books):
    told = page("compare", day=given.TODAY.isoformat(), short=Head.objects.get().short).content.decode()

    assert "对得上。" in told


@pytest.mark.parametrize("short", ["0000-0000", "00000000"])
def test_another_head_does_not_fit(books, short):
    assert "对不上。" in page("compare", day=given.TODAY.isoformat(), short=short).content.decode()


def test_a_head_fits_no_more_when_an_entry_was_altered(books):
    short = Head.objects.get().short
    seals.remove()
    JournalEntry.objects.filter(number=2).update(kind="cash_banked")

    assert "对不上。" in page("compare", day=given.TODAY.isoformat(), short=short).content.decode()


def test_an_older_head_is_led_to_the_newest_one(books, cast):
    with clock.set_to(TOMORROW):
        for place in range(2):
            given.counted_box(cast, seal=f"G-{place}")
    with clock.set_to(TOMORROW + timedelta(days=1)):
        jobs.sign_the_day()
    older, newer = Head.objects.order_by("day")

    found = public_comparison(books, given.TODAY, older.short)

    roots = [merkle.Root(head.size, bytes.fromhex(head.root)) for head in (older, newer)]
    assert (found.fits, found.newest.size) == (True, 5)
    assert merkle.is_continued(*roots, [bytes.fromhex(one) for one in found.proof])


def test_an_altered_entry_is_led_to_no_head(books):
    seals.remove()
    JournalEntry.objects.filter(number=2).update(kind="cash_banked")

    assert [public_entry(books, number).fits for number in (1, 2)] == [False, False]


def lines_on(page):
    """What a page gives to be kept for the program that checks the books."""
    return re.findall(r"<code[^>]*>(gongjian-head-1 [^<]+)</code>", page.content.decode())


def test_the_line_for_the_program_stands_on_the_public_ledger_and_on_the_page_of_its_day(books, cast, door):
    head = Head.objects.get()

    with clock.set_to(TOMORROW):
        shown = door(cast.committee).get(reverse("ledger:head", args=[head.pk]))
        (public,), (inside,) = lines_on(page("ledger")), lines_on(shown)

    assert public == inside
    book = [line.encode() for line in public_books(books)]
    assert verify_books.verify(book, [public]).kept == 1


def test_a_line_of_other_books_does_not_fit(books):
    (line,) = lines_on(page("ledger"))
    other = line.replace(line[-64:], "ab" * 32)

    with pytest.raises(verify_books.Wrong):
        verify_books.verify([line.encode() for line in public_books(books)], [other])


def test_without_a_head_there_is_no_line_to_keep(cast):
    given.counted_box(cast)

    assert lines_on(page("ledger")) == []


def test_a_sheet_of_paper_has_the_newest_head_at_its_foot(books, cast, door):
    with clock.set_to(TOMORROW):
        sheet = door(cast.cashier).get(reverse("desk:on_paper")).content.decode()

    assert Head.objects.get().short in sheet


def test_what_is_no_head_is_told_so_and_kept_in_the_form(books):
    told = page("compare", day=given.TODAY.isoformat(), short="hello").content.decode()

    assert "总印是八个字" in told
    assert "hello" in told
