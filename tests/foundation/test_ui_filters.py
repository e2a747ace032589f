"""Amounts and days as people read them."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from gongjian.foundation import clock
from gongjian.foundation.ui import words

# The table of DOMAIN.md 10.3, in fen.
CAPITALS = {
    0: "人民币零元整",
    5: "人民币伍分",
    30: "人民币叁角",
    35: "人民币叁角伍分",
    1_00: "人民币壹元整",
    10_00: "人民币壹拾元整",
    15_50: "人民币壹拾伍元伍角",
    101_00: "人民币壹佰零壹元整",
    1001_00: "人民币壹仟零壹元整",
    1010_00: "人民币壹仟零壹拾元整",
    325_04: "人民币叁佰贰拾伍元零肆分",
    1409_50: "人民币壹仟肆佰零玖元伍角",
    1680_32: "人民币壹仟陆佰捌拾元叁角贰分",
    6007_14: "人民币陆仟零柒元壹角肆分",
    10001_00: "人民币壹万零壹元整",
    10010_00: "人民币壹万零壹拾元整",
    16409_02: "人民币壹万陆仟肆佰零玖元零贰分",
    20500_60: "人民币贰万零伍佰元陆角",
    29140_00: "人民币贰万玖仟壹佰肆拾元整",
    29999_99: "人民币贰万玖仟玖佰玖拾玖元玖角玖分",
    32089_07: "人民币叁万贰仟零捌拾玖元零柒分",
    100001_00: "人民币壹拾万零壹元整",
    107000_53: "人民币壹拾万柒仟元伍角叁分",
    1000010_00: "人民币壹佰万零壹拾元整",
    10000001_00: "人民币壹仟万零壹元整",
    100000001_00: "人民币壹亿零壹元整",
    100010000_00: "人民币壹亿零壹万元整",
    123456789_12: "人民币壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分",
}
IN_2020 = datetime(2020, 10, 19, 2, 0, tzinfo=UTC)


def test_an_amount_in_fen_is_shown_in_yuan_with_two_decimals():
    assert [words.yuan(amount) for amount in (0, 5, 123450, 2986000, -5)] == [
        "0.00",
        "0.05",
        "1,234.50",
        "29,860.00",
        "-0.05",
    ]


def test_a_missing_amount_is_an_error_and_not_a_zero():
    with pytest.raises(ValueError, match="invalid literal"):
        words.yuan("")


@pytest.mark.parametrize(("amount", "expected"), CAPITALS.items())
def test_an_amount_is_written_in_the_shortest_legal_capitals(amount, expected):
    assert words.capitals(amount) == expected


def test_a_negative_amount_has_no_capitals():
    with pytest.raises(ValueError, match="no capitals for a negative amount: -1"):
        words.capitals(-1)


def test_a_day_of_this_year_is_written_without_the_year():
    with clock.set_to(IN_2020):
        assert words.day(date(2020, 10, 31)) == "10\xa0月\xa031\xa0日"


def test_a_day_of_another_year_is_written_with_it():
    with clock.set_to(IN_2020):
        assert words.day(date(2019, 3, 1)) == "2019\xa0年\xa03\xa0月\xa01\xa0日"


def test_a_day_is_written_in_english_on_an_english_page():
    with clock.set_to(IN_2020), override("en"):
        assert [words.day(date(2020, 10, 31)), words.day(date(2019, 3, 1))] == ["31\xa0October", "1\xa0March\xa02019"]
        assert [words.short_day(date(2020, 10, 16)), words.weekday(date(2020, 10, 16))] == ["16\xa0Oct", "Fri"]


def test_a_task_shows_month_day_and_weekday():
    assert [words.short_day(date(2020, 10, 16)), words.weekday(date(2020, 10, 16))] == ["10/16", "周五"]


def test_a_moment_is_read_in_shanghai():
    just_before_midnight_in_london = datetime(2020, 10, 16, 23, 26, tzinfo=UTC)

    assert words.moment(just_before_midnight_in_london) == "2020-10-17 07:26"
    assert words.iso(just_before_midnight_in_london) == "2020-10-17"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("还有3天", "还有\xa03\xa0天"),
        ("还有 3 天", "还有\xa03\xa0天"),
        ("1,500.00元", "1,500.00\xa0元"),
        ("QD-2020-021", "QD-2020-021"),
        ("第 3 页，共 9 页", "第\xa03\xa0页，共\xa09\xa0页"),
    ],
)
def test_a_number_keeps_one_unbreakable_space_from_the_chinese_beside_it(written, shown):
    assert words.spaced(written) == shown
