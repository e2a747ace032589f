"""The list beside the keys: lines are only added, and outlive whatever happens to the database."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from gongjian.foundation.sealing import keys, witness


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings, tmp_path):
    settings.KEYS = tmp_path / "keys" / "keys.json"


def test_before_anything_is_noted_there_is_nothing():
    assert witness.lines() == []


def test_it_lies_beside_the_keys_outside_the_database():
    assert witness.path().parent == keys.path().parent


def test_what_was_noted_stays_in_order():
    for line in ("first", "总印 2026-11-23", "first"):
        witness.note(line)

    assert witness.lines() == ["first", "总印 2026-11-23", "first"]


def test_a_list_that_was_there_is_continued():
    witness.note("first")
    before = witness.path().read_bytes()

    witness.note("second")

    assert witness.path().read_bytes() == before + b"second\n"


@pytest.mark.parametrize("broken_off", [b"sec", "总".encode()[:2], b"s" * 9000], ids=len)
def test_a_line_that_a_power_cut_broke_off_is_none_and_makes_room(broken_off):
    witness.note("first")
    with witness.path().open("ab") as file:
        file.write(broken_off)

    before = witness.lines()
    witness.note("third")

    assert (before, witness.lines()) == (["first"], ["first", "third"])
    assert witness.path().read_bytes() == b"first\nthird\n"


def test_it_is_for_the_programs_own_account_only():
    witness.note("first")

    modes = [stat.S_IMODE(path.stat().st_mode) for path in (witness.path(), witness.path().parent)]
    assert modes == [0o600, 0o700]


def test_of_many_that_note_at_once_every_line_stays_whole():
    written = [f"{number:03d} " + "x" * 300 for number in range(60)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(witness.note, written))

    assert sorted(witness.lines()) == written


def test_a_list_that_cannot_be_written_says_so(settings, tmp_path):
    (tmp_path / "full").write_text("")
    settings.KEYS = tmp_path / "full" / "keys.json"

    with pytest.raises(OSError, match="full"):
        witness.note("lost")
