"""What the clock finds in the night, whatever somebody past the seals did to the books or to their heads."""

import pytest

from gongjian.foundation import seals
from gongjian.foundation.jobs.timetable import SomeFailed
from gongjian.foundation.sealing import keys, witness
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.actions import explain_alarm
from gongjian.modules.ledger.models import Alarm, Balance, Head, JournalEntry, JournalLine, Memo, MonthlySum
from gongjian.modules.ledger.queries import heads
from gongjian.rulebook import merkle, proof
from tests import given
from tests.bookkeeping import day, enter, keys_of_ones_own, night


@pytest.fixture(autouse=True)
def _keys_of_ones_own(tmp_path):
    with keys_of_ones_own(tmp_path):
        yield


def failing_night(after):
    with pytest.raises(SomeFailed):
        night(after)


def alarms():
    return list(Alarm.objects.order_by("raised_at", "day").values_list("kind", "day", "size", "entries"))


@pytest.fixture
def books(cast):
    """Three days with an entry each, each with its head; then somebody takes the seals off."""
    for on in range(3):
        enter(cast, on)
        night(on)
    seals.remove()
    return cast.alliance


def forget_since(number):
    """What an old copy of the database does not know: the entries after a number, and the heads over them."""
    gone = JournalEntry.objects.filter(number__gt=number)
    Memo.objects.filter(entry__in=gone)._raw_delete("default")  # noqa: SLF001  past Django's own PROTECT
    JournalLine.objects.filter(entry__in=gone)._raw_delete("default")  # noqa: SLF001  the same
    gone._raw_delete("default")  # noqa: SLF001  the same
    Head.objects.filter(size__gt=number)._raw_delete("default")  # noqa: SLF001  the same
    for model in (Balance, MonthlySum):
        model.objects.all()._raw_delete("default")  # noqa: SLF001  the same


def rebuild_chain(alliance):
    """Seal every entry anew, as somebody can who may write to the database."""
    seal = proof.NO_SEAL
    for entry in list(queries.sealed_entries(alliance.pk)):
        seal = proof.seal(seal, merkle.leaf_hash(entry.leaf.content))
        JournalEntry.objects.filter(alliance=alliance, number=entry.leaf.number).update(seal=seal.hex())


def test_an_old_copy_put_back_is_found_by_what_was_noted_beside_the_keys(books):
    forget_since(1)

    failing_night(3)

    assert queries.first_broken(books.pk) is None
    assert alarms() == [("rolled_back", day(2), 3, 1)]


def test_an_old_copy_put_back_on_which_something_was_entered_since_is_found_too(cast, books):
    forget_since(1)
    seals.install()
    for on in (3, 3, 3):
        enter(cast, on)

    failing_night(3)

    assert [(kind, size) for kind, _day, size, _entries in alarms()] == [("rewritten", 2)]


def test_after_it_was_explained_the_books_go_on_and_it_is_not_raised_again(cast, books):
    forget_since(1)
    seals.install()
    failing_night(3)
    explain_alarm(actor=cast.supervisor, alarm=Alarm.objects.get(), explanation="硬盘坏了，用了前天的备份")

    for on in (4, 5, 6):
        enter(cast, on)
        night(on)

    assert (len(alarms()), [head.size for head in Head.objects.order_by("day")]) == (1, [1, 2, 3, 4])


def test_what_was_explained_covers_no_older_head(cast, books):
    forget_since(2)
    failing_night(3)
    explain_alarm(actor=cast.supervisor, alarm=Alarm.objects.get(), explanation="用了昨天的备份")
    JournalEntry.objects.filter(number=1).update(source="elsewhere")
    rebuild_chain(books)

    failing_night(4)

    assert [(kind, size) for kind, _day, size, _entries in alarms()] == [("rolled_back", 3), ("rewritten", 1)]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_altered_entry_is_found_against_the_first_head_over_it(books, number):
    JournalEntry.objects.filter(number=number).update(source="elsewhere")

    failing_night(3)

    assert alarms() == [("rewritten", day(number - 1), number, 3)]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_altered_entry_with_the_whole_chain_made_anew_is_found(books, number):
    JournalEntry.objects.filter(number=number).update(source="elsewhere")
    rebuild_chain(books)

    failing_night(3)

    assert queries.first_broken(books.pk) is None
    assert alarms() == [("rewritten", day(number - 1), number, 3)]


def test_heads_made_anew_over_altered_books_are_found_by_what_was_noted(books):
    JournalEntry.objects.filter(number=1).update(source="elsewhere")
    rebuild_chain(books)
    Head.objects.all()._raw_delete("default")  # noqa: SLF001  past the seals

    failing_night(3)

    assert alarms() == [("rewritten", day(0), 1, 3)]


@pytest.mark.parametrize("field", ["root", "seal", "signature", "peaks", "signed_by"])
def test_an_altered_head_is_found(books, field):
    head = Head.objects.get(day=day(1))
    Head.objects.filter(pk=head.pk).update(**{field: getattr(Head.objects.get(day=day(2)), field)[::-1]})

    failing_night(3)

    assert ("rewritten", day(1), 2, 3) in alarms()


def test_a_head_of_another_size_is_found(books):
    Head.objects.filter(day=day(1)).update(size=3)

    failing_night(3)

    assert ("rewritten", day(1), 3, 3) in alarms()


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_head_that_is_gone_is_missed(books, gone):
    Head.objects.filter(day=day(gone))._raw_delete("default")  # noqa: SLF001  past the seals

    night(3)

    assert [(kind, found) for kind, found, _size, _entries in alarms()] == [("missing", day(gone))]


def test_a_head_that_is_gone_is_missed_without_the_list_too(books):
    witness.path().unlink()
    Head.objects.filter(day=day(1))._raw_delete("default")  # noqa: SLF001  past the seals

    night(3)

    assert alarms() == [("missing", day(1), 0, 3)]


def test_an_entry_that_no_head_stands_over_yet_is_found_broken(cast, books):
    enter(cast, 3)
    enter(cast, 3)
    JournalEntry.objects.filter(number=4).update(kind="cash_banked")

    failing_night(3)

    assert alarms() == [("broken", day(3), 4, 5)]
    assert Head.objects.count() == 3


def test_on_books_that_do_not_fit_no_further_head_is_made(cast, books):
    JournalEntry.objects.filter(number=1).update(source="elsewhere")
    enter(cast, 3)
    enter(cast, 4)

    failing_night(3)
    failing_night(4)

    assert (Head.objects.count(), len(witness.lines())) == (3, 3)


def test_entries_that_do_not_fit_their_head_are_not_explained_away(cast, books):
    JournalEntry.objects.filter(number=3).update(source="elsewhere")
    failing_night(3)
    explain_alarm(actor=cast.supervisor, alarm=Alarm.objects.get(), explanation="不知道")
    enter(cast, 4)

    failing_night(4)

    assert (len(alarms()), Head.objects.count()) == (1, 3)


def test_right_books_put_back_go_on(cast, books):
    right = JournalEntry.objects.get(number=2).source
    JournalEntry.objects.filter(number=2).update(source="elsewhere")
    failing_night(3)
    JournalEntry.objects.filter(number=2).update(source=right)
    enter(cast, 4)

    night(4)

    assert (len(alarms()), Head.objects.count()) == (1, 4)


def test_it_is_raised_once_however_often_the_clock_comes_by(books):
    forget_since(1)

    for on in (3, 3, 4, 5):
        failing_night(on)

    assert len(alarms()) == 1


def test_many_heads_that_do_not_fit_raise_one_alarm(books):
    JournalEntry.objects.filter(number=1).update(source="elsewhere")

    failing_night(3)
    failing_night(4)

    assert [(kind, size) for kind, _day, size, _entries in alarms()] == [("rewritten", 1)]


def test_another_alliances_books_raise_no_alarm_here(cast, books):
    given.next_doors_counted_box(cast)
    JournalEntry.objects.filter(alliance=cast.next_door).update(source="elsewhere")

    failing_night(3)

    assert [alarm.alliance for alarm in Alarm.objects.all()] == [cast.next_door]


def test_new_keys_leave_the_old_heads_good(cast, books):
    keys.rotate()
    enter(cast, 3)

    night(3)

    assert (alarms(), len({head.signed_by for head in Head.objects.all()})) == ([], 2)


@pytest.mark.parametrize("torn", ["not a head\n", "gongjian-head-1 0190", "\n\n"])
def test_a_line_that_a_power_cut_left_half_written_stops_nothing(cast, books, torn):
    with witness.path().open("a", encoding="utf-8") as file:
        file.write(torn)
    enter(cast, 3)

    night(3)

    assert (alarms(), len(heads.witnessed(books.pk))) == ([], 4)
