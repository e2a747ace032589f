"""How the rulebook says no: stable codes, each in the docs of its own file, and the facts it judged by."""

import ast
import re

import pytest

import gongjian.rulebook
from gongjian.rulebook.errors import RuleBroken
from tests.rulebook.examples import RULES, page

FILES = {path.stem: path for path in RULES.glob("*.md")}
CODE = re.compile(r"`([a-z]+\.\w+)`")
ROOM = RULES.parents[1] / "gongjian" / "rulebook"


def raised_in(file: str) -> set[str]:
    """The codes that a file of the rulebook raises, or the files of a folder."""
    alone = ROOM / f"{file}.py"
    sources = [alone] if alone.is_file() else sorted((ROOM / file).glob("*.py"))
    return {
        call.args[0].value
        for source in sources
        for call in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "RuleBroken"
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_file_of_the_rulebook_that_refuses_has_a_page():
    rooms = {path.stem for path in ROOM.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}

    assert {room for room in rooms if raised_in(room)} - FILES.keys() == set()
    assert FILES.keys() - rooms == set()


@pytest.mark.parametrize("file", sorted(FILES))
def test_a_page_tells_the_codes_that_its_file_raises_and_no_other(file):
    named = {code for code in CODE.findall(page(file)) if code.startswith(f"{file}.")}

    assert named - {f"{file}.py"} == raised_in(file)


@pytest.mark.parametrize("file", sorted(FILES))
def test_a_code_begins_with_the_name_of_its_file(file):
    assert {code.split(".")[0] for code in raised_in(file)} - {file} == set()


def test_a_refusal_tells_its_code_and_its_facts():
    broken = RuleBroken("ledger.not_enough", held=6000, missing=4000)

    assert str(broken) == "ledger.not_enough(held=6000, missing=4000)"
    assert (broken.code, broken.facts) == ("ledger.not_enough", {"held": 6000, "missing": 4000})


def test_the_rulebook_says_what_it_is():
    assert gongjian.rulebook.__doc__ == (
        "The rules that a fair person could decide with paper, the facts and the text of a rule: "
        "plain values in and out."
    )
