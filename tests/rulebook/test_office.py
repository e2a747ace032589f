"""Cells, heads and rows as offices type them: docs/rules/office.md, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.office import Tab, understand
from gongjian.rulebook.office.cells import (
    alike,
    days_in,
    is_a_name,
    is_mobile,
    kind_of,
    phones_in,
    posts_in,
    says_yes,
    tidy,
)
from tests.rulebook.examples import NONE, examples, listed, refusal

KINDS = {name: name for name in ("书记", "联络员", "出纳", "监督", "成员", "志愿者")}
YES = {"是": True, "否": False}
NAMES = some.text(alphabet="赵钱孙李周吴郑王大小文明", min_size=2, max_size=4)
PLACES = some.text(alphabet="甲乙丙丁戊己庚辛路街店校", min_size=2, max_size=6).map("{}党支部".format)
MOBILES = some.from_regex(r"\A1[3-9][0-9]{9}\Z")
PEOPLE = some.lists(some.tuples(PLACES, NAMES, some.sampled_from(list(KINDS)), MOBILES), min_size=1, max_size=8)


def cell(typed):
    """What stands in a cell: # before what Excel keeps as a number, ⏎ for a new line."""
    if typed.startswith("#"):
        return float(typed[1:]) if "." in typed else int(typed[1:])
    return typed.replace("⏎", "\n")


@pytest.mark.parametrize("row", examples("office", "phones"), ids=str)
def test_telephone_numbers_are_read(row):
    found = phones_in(cell(row["写的"]))

    assert ("、".join(found.numbers), found.beside, found.unread) == (row["号码"], row["旁边的字"], row["要问的"])


def test_an_empty_cell_has_no_number():
    assert phones_in(None) == phones_in("")


@pytest.mark.parametrize("row", examples("office", "days"), ids=str)
def test_days_are_read(row):
    span = days_in(cell(row["写的"]))

    told = (span.first.isoformat(), span.last.isoformat()) if span else (NONE, NONE)
    assert told == (row["从"], row["到"])


@pytest.mark.parametrize("row", examples("office", "days_refused"), ids=str)
def test_what_is_no_day_is_refused(row):
    with pytest.raises(RuleBroken) as broken:
        days_in(cell(row["写的"]))

    assert refusal(broken.value) == row["拒绝"]


@pytest.mark.parametrize("row", examples("office", "posts"), ids=str)
def test_posts_are_read(row):
    found = posts_in(row["写的"])

    assert "、".join(found) == row["职务"]
    assert [kind_of(post, KINDS) for post in found] == listed(row["算哪种"]) or row["算哪种"] == NONE
    assert any(kind_of(post, KINDS) for post in found) == (row["算哪种"] != NONE)


@pytest.mark.parametrize("row", examples("office", "alike"), ids=str)
def test_names_of_organisations_are_compared(row):
    assert (alike(row["一种写法"]) == alike(row["另一种写法"])) == YES[row["同一家"]]


@pytest.mark.parametrize("row", examples("office", "names"), ids=str)
def test_names_of_people_are_told_from_lists(row):
    assert is_a_name(row["写的"]) == YES[row["是姓名"]]


def test_a_landline_is_nobodys_alone():
    assert [is_mobile(number) for number in ("13800138000", "02166281234", "66281234")] == [True, False, False]


def test_yes_is_said_in_many_ways():
    assert [says_yes(typed) for typed in ("是", "√", "Y", 1, "否", None)] == [True, True, True, True, False, False]


def lines_of(*rows, name="Sheet1"):
    return understand([Tab(name, rows)]).lines


AS_TYPED = [
    ("六方共建名册",),
    ("填报单位：总支", None, "日期：2026.11"),
    ("序号", "所属方面", "单位名称", "联系人", None, None, "任期", None, "备注", "QQ", "信用代码", "电子邮箱"),
    (None, None, None, "姓名", "职务", "手机", "起", "止", None, None, None, None),
    (1, "两新", "党总支", "张　三", "书记", 13800138000.0, 2018.5, "至今", "牵头单位", 5577, "91X", "a@b.cn"),
    (None, None, None, None, "联络员"),
    (2, None, None, "李四", "副书记", "1.3E+10", "从前", "不知道", None, None, None, "ab.cn"),
    (3,),
    ("序号", "所属方面", "单位名称", "姓名"),
    (
        4,
        "学校",
        "小学",
        "王五",
        None,
        "13800138000、02166281234、13900139000，家",
        None,
        45000,
        None,
        None,
        None,
        "无",
    ),
    (None, None, "中学"),
    (None, None, None, None, "书记", "13700137000"),
    ("合计", None, "3 家", "3 人"),
    ("制表人：张三",),
]


def test_a_whole_sheet_as_an_office_types_it():
    told = understand([Tab("名册", AS_TYPED), Tab("说明", [("只有字",), ()])])

    first, second, third, fourth, fifth, sixth = told.lines
    assert (first.side, first.organisation, first.name, first.posts) == ("两新", "党总支", "张三", ("书记",))
    assert (first.phone, first.since, first.until, first.leads) == ("13800138000", "2018-05-01", "", True)
    assert (first.email, first.remark) == ("a@b.cn", "牵头单位；QQ：5577；统一社会信用代码：91X")
    assert (second.name, second.organisation, second.posts) == ("张三", "党总支", ("联络员",))
    assert [(each.column, each.text) for each in third.unread] == [
        ("phone", "1.3E+10"),
        ("until", "不知道"),
        ("email", "ab.cn"),
    ]
    assert (third.remark, third.organisation) == ("从前", "党总支")
    assert (fourth.phone, fourth.other_phone, fourth.until) == ("13800138000", "02166281234", "2023-03-15")
    assert (fourth.remark, fourth.email) == ("家；13900139000", "")
    assert (fifth.organisation, fifth.name, fifth.side) == ("中学", "", "学校")
    assert (sixth.organisation, sixth.name) == ("中学", "")
    assert told.titles == ("六方共建名册", "填报单位：总支 日期：2026.11", "制表人：张三")
    assert [(one.sheet, one.row, one.text) for one in told.left_over] == [
        ("名册", 5, "QQ：5577"),
        ("说明", 1, "只有字"),
    ]


def test_sheets_without_a_head_are_refused():
    with pytest.raises(RuleBroken) as broken:
        understand([Tab("表", [("单位", "党总支"), ("大家好",)]), Tab("空", [])])

    assert refusal(broken.value) == "`office.no_head`"


def test_the_name_of_one_sheet_among_several_is_the_side():
    head = ("单位", "姓名")
    tabs = [Tab("学校", [head, ("小学", "张三")]), Tab("Sheet2", [head, ("店", "李四")])]

    assert [line.side for line in understand(tabs).lines] == ["学校", ""]


def test_telephones_beside_each_other_are_settled():
    both = lines_of(("姓名", "电话", "手机"), ("张三", "66281234", "13800138000"))
    twice = lines_of(("姓名", "电话", "联系方式"), ("张三", "66281234", "13800138000"))

    assert [(line.phone, line.other_phone) for line in (*both, *twice)] == [
        ("13800138000", "66281234"),
        ("66281234", "13800138000"),
    ]


def test_a_second_column_of_the_same_name_and_one_without_a_name_are_kept_as_remarks():
    told = understand([Tab("表", [("单位", "姓名", "姓名", None), ("店", "张三", "李四", "外号")])])

    assert (told.lines[0].name, told.lines[0].remark) == ("张三", "姓名：李四；外号")


def test_an_odd_name_is_asked_about_and_an_identity_number_is_not_taken():
    (line,) = lines_of(("单位", "姓名", "身份证号"), ("店", "王一等3人", 310110199001011234))

    assert ([(each.column, each.text) for each in line.unread], line.cells[2]) == (
        [("name", "王一等3人")],
        "（身份证号没有收）",
    )


def test_a_person_does_not_go_on_into_another_organisation():
    told = lines_of(("单位", "姓名", "职务"), ("甲", "张三", "书记"), ("乙", None, "书记"), (None, None, "出纳"))

    assert [(line.organisation, line.name) for line in told] == [("甲", "张三"), ("乙", ""), ("乙", "")]


@given(PEOPLE, some.sampled_from([0, 1, 2]), some.booleans(), some.booleans())
def test_what_was_written_is_what_is_read(people, titles, numbers, merged):
    rows = [("名册",)] * titles + [("序号", "单位", "姓名", "职务", "手机")]
    above = ""
    for place, (organisation, name, post, phone) in enumerate(people, start=1):
        shown = None if merged and organisation == above else organisation
        rows.append((place, shown, name, post, float(phone) if numbers else phone))
        above = organisation

    told = lines_of(*rows)

    assert [(line.organisation, line.name, *line.posts, line.phone) for line in told] == [tuple(one) for one in people]


@given(some.text())
def test_tidying_twice_is_tidying_once(text):
    assert tidy(tidy(text)) == tidy(text)
