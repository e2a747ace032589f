"""The index of each database finds exactly what a scan of the texts would find, whatever is typed."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongjian.foundation.search.engine import matching
from gongjian.foundation.search.models import SearchRow
from gongjian.foundation.search.words import LONGEST_TEXT, LONGEST_TYPED, fold, marked, pieces, sounds, written
from tests.foundation.search.looking import wide

# Few characters, so that texts and words often meet; among them wide ones, rare ones, and all that means something to
# FTS5, to a tsquery or to LIKE.
OFTEN = "刘建业重阳节𠮷aAb\uff2112\uff11-－ \u3000.:*\"'\\%_()|&!<>é\u0301\u200b"
TEXTS = st.lists(st.text(OFTEN, max_size=12) | st.text(max_size=20), min_size=1, max_size=6)
TYPED = st.text(OFTEN, max_size=4) | st.text(max_size=8)
ANYWAY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def put_in(alliance, texts):
    """One row for each text, and one more that has all of them."""
    SearchRow.objects.all().delete()
    rows = [
        SearchRow(alliance=alliance, kind="a.text", subject=uuid4(), words=written(several))
        for several in [*[[text] for text in texts], texts]
    ]
    SearchRow.objects.bulk_create(rows)
    return [row.subject for row in rows]


def found_by(typed):
    return set(SearchRow.objects.filter(matching(pieces(typed))).values_list("subject", flat=True))


def scanned(subjects, texts, typed):
    """Those in one of whose texts there is each of the words, by looking through all of them."""
    of_each = [*[[text] for text in texts], texts]
    return {
        subject
        for subject, several in zip(subjects, of_each, strict=True)
        if all(any(piece.text in fold(text) for text in several) for piece in pieces(typed))
    }


@ANYWAY
@given(texts=TEXTS, typed=TYPED)
@example(texts=["QD-2026-001", "2026 年重阳节"], typed="2026")
@example(texts=["刘", "建业"], typed="刘建")
@example(texts=["重阳", "节"], typed="阳 节")
@example(texts=['a" OR "b', "NEAR(a b)"], typed='a" OR "b')
def test_what_is_found_is_what_a_scan_finds(cast, texts, typed):
    subjects = put_in(cast.alliance, texts)

    if pieces(typed):
        assert found_by(typed) == scanned(subjects, texts, typed)


@ANYWAY
@given(text=st.text(OFTEN, min_size=2, max_size=12), data=st.data())
def test_every_piece_of_a_text_finds_it(cast, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    (subject, _all) = put_in(cast.alliance, [text])

    # A mark by itself belongs to the letter before it, and says nothing without.
    if pieces(piece):
        assert subject in found_by(piece)


SYNTAX = [
    '"',
    "'",
    "*",
    "AND",
    "OR NOT",
    "NEAR(a b)",
    "words:a",
    "sounds : ab*",
    "a | !b",
    "\\",
    "%_",
    "();--",
    "{a b}",
]


@pytest.mark.parametrize("typed", SYNTAX)
def test_no_word_is_a_command(cast, typed):
    subjects = put_in(cast.alliance, ["一二三", typed])

    assert subjects[0] not in (found_by(typed) if pieces(typed) else set())


def test_a_changed_row_is_found_by_its_new_words_only_and_a_deleted_one_by_none(cast):
    (first, _all) = put_in(cast.alliance, ["重阳慰问"])
    row = SearchRow.objects.get(subject=first)
    SearchRow.objects.exclude(subject=first).delete()

    row.words = written(["春节慰问"])
    row.save()
    assert (found_by("重阳"), found_by("春节")) == (set(), {first})
    row.delete()
    assert (found_by("春节"), found_by("慰问")) == (set(), set())


def test_capitals_width_accents_spaces_and_dashes_make_no_difference():
    assert {fold(text) for text in ("QD-2026-001", wide("qd2026001"), "qd 2026—001", wide("QD·2026·001"))} == {
        "qd2026001"
    }
    assert {fold(text) for text in ("Café", "CAFE\u0301", "cafe")} == {"cafe"}


def test_the_first_letters_and_all_letters_of_pinyin_are_sounds_from_each_character_on():
    assert set(sounds(["刘建业"]).split()) == {"ljy", "jy", "y", "liujianye", "jianye", "ye"}


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("单小明", "sxm"),
        ("单小明", "danxiaoming"),
        ("解缙", "xiejin"),
        ("曾大方", "zdf"),
        ("吕布", "lvbu"),
        ("吕布", "lubu"),
        ("尉迟恭", "ycg"),
        ("朝阳街慰问活动", "chaoyangjie"),
        ("朝阳街慰问活动", "zyjww"),
        ("2026年慈善一日捐", "csyrj"),
    ],
)
def test_a_character_of_several_readings_is_found_by_each(name, sound):
    assert any(each.startswith(sound) for each in sounds([name]).split())


def test_a_rare_character_without_a_reading_does_no_harm():
    assert "lin" in sounds(["𡘙林"]).split()


def test_what_was_typed_is_cut_into_few_short_words():
    assert [piece.text for piece in pieces("  刘－建 业，募捐 ")] == ["刘建", "业募捐"]
    assert pieces(" -·，　") == []
    assert len(pieces("一 二 三 四 五 六 七")) == 5
    assert len(pieces("长" * 500)[0].text) == LONGEST_TYPED


def test_a_text_that_is_too_long_is_cut_where_the_databases_agree():
    assert len(written(["一" * 1000, "二"]).split()) == LONGEST_TEXT


def test_what_was_looked_for_is_marked_in_the_text_as_it_stands():
    assert marked("QD-2026-001（止园路）", pieces("qd2026 园路")) == [
        ("QD-2026", True),
        ("-001（止", False),
        ("园路", True),
        ("）", False),
    ]
    assert marked("刘建业", pieces("ljy")) == [("刘建业", False)]
    assert marked("", pieces("刘")) == []
