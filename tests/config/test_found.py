"""`gongjian found`: asks, founds, prints the first slip; whatever is wrong is one sentence, and nothing is written."""

import re
import subprocess
import sys

import pytest

from gongjian import cli
from gongjian.config import founding, operations
from gongjian.config.founding import found
from gongjian.foundation.accounts.models import Person
from gongjian.modules.entrance.models import Slip
from gongjian.modules.members.models import Alliance, Organisation, Side
from gongjian.rulebook.errors import RuleBroken
from tests.modules.entrance.slips import used

TOLD = {
    "name": "新街六方共建",
    "short-name": "新街",
    "slug": "new-street",
    "phone": "021-56551234",
    "organisation": "新街党总支",
    "credit-code": "",
    "secretary": "赵大方",
}
CODE = re.compile(r"号码：([2-9A-Z]{4}(?:-[2-9A-Z]{4}){2})\n")


def options(**other: str) -> list[str]:
    told = {**TOLD, **{name.replace("_", "-"): text for name, text in other.items()}}
    return [f"--{name}={text}" for name, text in told.items()]


@pytest.fixture
def run(db, capsys, monkeypatch):
    """Run `gongjian found …` at a database that is ready, and type answers: its status, what it said, what was left."""
    monkeypatch.setattr(operations, "prepare", lambda *, fresh: None)

    def _run(*given: str, typed: tuple[str, ...] = ()):
        answers = list(typed)

        def ask(_question: str) -> str:
            if not answers:
                raise EOFError
            return answers.pop(0)

        monkeypatch.setattr("builtins.input", ask)
        with pytest.raises(SystemExit) as left:
            cli.main(["found", *given])
        return left.value.code, capsys.readouterr().out, answers

    return _run


def kept() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Alliance, Organisation, Person, Slip, Side))


def test_it_founds_and_prints_a_slip_that_lets_in(run):
    status, said, _left = run(*options())

    slip = Slip.objects.get()
    assert (status, slip.handed_out_by, Alliance.objects.get().slug) == (0, None, "new-street")
    assert "“新街六方共建”建好了。\n" in said
    assert "登录纸条，给 赵大方（新街六方共建）\n" in said
    assert "打开：http://localhost:8000/slip/\n" in said
    assert "7 天内有效（到 2026-11-30 12:00），只能用一次，请当面交给本人。\n" in said
    assert len(CODE.findall(said)) == 1


def test_what_is_not_given_is_asked(run):
    status, said, left = run(typed=tuple(TOLD.values()))

    assert (status, left, Alliance.objects.get().phone) == (0, [], "021-56551234")
    assert "建好了" in said


def test_what_was_typed_wrongly_is_asked_again_and_the_rest_is_kept(run):
    typed = ("新街六方共建", "新街", "新街", "021-56551234", "新街党总支", "123", "", "赵大方", "new-street", "")

    status, said, left = run(typed=typed)

    assert (status, left, Alliance.objects.get().slug) == (0, [], "new-street")
    begun = ("“第一位书记的姓名”还空着", "代号“新街”不行", "“123”不像统一社会信用代码")
    assert [line.startswith(begin) for line, begin in zip(said.splitlines(), begun, strict=False)] == [True] * 3


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"slug": "街"}, "代号“街”不行：只能用小写英文字母和数字，中间可以用短横。请换一个，例如街名的拼音。\n"),
        ({"name": ""}, "“联盟的全称”还空着。建立联盟少不了这一样，请补上。\n"),
        ({"secretary": " "}, "“第一位书记的姓名”还空着。建立联盟少不了这一样，请补上。\n"),
        ({"phone": "12"}, "“12”不像电话号码。手机 11 位，座机带区号，例如 021-56551234。一格只填一个号码。\n"),
        ({"short_name": "街" * 41}, "“联盟的简称”太长了，最多 40 个字。请写短一些。\n"),
        ({"sides": "甲、乙、甲"}, "已经有叫“甲”的一方。请换一个名称，或者直接用它。\n"),
    ],
)
def test_a_wrong_option_is_one_sentence_and_nothing_is_written(run, wrong, told):
    assert run(*options(**wrong)) == (1, told, [])
    assert kept() == (0, 0, 0, 0, 0)


def test_the_same_slug_or_name_again_is_refused(run):
    run(*options())
    before = kept()

    again, named = run(*options()), run(*options(slug="other"))

    assert again == (1, "代号“new-street”已经有联盟在用，什么都没有改。要另建一个联盟，请换一个代号。\n", [])
    assert named == (1, "已经有叫“新街六方共建”的联盟，什么都没有改。要另建一个，请换一个名称。\n", [])
    assert kept() == before


def test_breaking_off_writes_nothing(run):
    assert run(typed=("新街六方共建",)) == (1, "还没有问完就断了，什么都没有写。请重新运行。\n", [])
    assert kept() == (0, 0, 0, 0, 0)


def test_ctrl_c_is_no_traceback(run, monkeypatch):
    def broken_off(_question: str) -> str:
        raise KeyboardInterrupt

    assert found({}, ask=broken_off, say=print) == 1
    assert kept() == (0, 0, 0, 0, 0)


def test_an_alliance_without_a_slip_is_not_founded(run, monkeypatch):
    def fails(**_given: object) -> None:
        raise RuleBroken("entrance.signed_in_before")

    monkeypatch.setattr(founding, "hand_out_slip", fails)

    status, said, _left = run(*options())

    assert (status, "建好了" in said, kept()) == (1, False, (0, 0, 0, 0, 0))


def test_an_alliance_has_the_sides_that_are_given(run):
    run(*options(sides="单位、居民，商户"))

    assert list(Side.objects.order_by("position").values_list("name", flat=True)) == ["单位", "居民", "商户"]


def test_another_first_slip_voids_the_one_before(run):
    run(*options())

    status, said, _left = run("--new-slip", "--slug=new-street")

    assert (status, Slip.objects.filter(withdrawn_at=None).count(), Slip.objects.count()) == (0, 1, 2)
    assert said.startswith("以前的纸条作废了，用下面这一张。\n")


def test_there_is_no_other_slip_for_a_living_or_an_unknown_alliance(run):
    run(*options())
    used(Slip.objects.get(), "zhaodafang")

    living, unknown = run("--new-slip", "--slug=new-street"), run("--new-slip", "--slug=other")

    told = "这个联盟已经有人进来过。登录纸条由书记或者组织委员在网页上发，机器上不能再发。\n"
    assert living == (1, told, [])
    assert unknown == (1, "没有代号是“other”的联盟，或者它还没有书记。请核对代号。\n", [])
    assert Slip.objects.count() == 1


@pytest.mark.slow
def test_it_makes_the_database_by_itself(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGJIAN_DATA", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
    for name in ("GONGJIAN_DATABASE", "GONGJIAN_KEYS"):
        monkeypatch.delenv(name, raising=False)
    command = [sys.executable, "-m", "gongjian.cli", "found", *options()]

    first, again = (
        subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8") for _twice in range(2)
    )

    assert (first.returncode, len(CODE.findall(first.stdout)), first.stderr) == (0, 1, "")
    assert (again.returncode, "已经有联盟在用" in again.stdout) == (1, True)
