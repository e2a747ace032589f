"""docs/reference is what the program says of itself: written by scripts/reference, and up to date."""

from difflib import unified_diff

import pytest

from docs.generator import deeds, doors
from docs.generator.pages import PAGES, pages
from docs.generator.text import page, table
from tests.conventions.source import ROOT, committed, read

COMMAND = "docs/reference is out of date. Run: scripts/reference"


def outdated(name: str, now: str, then: str) -> str:
    """What has changed since the page was written, under the command that writes it anew; nothing when it is true."""
    if now == then:
        return ""
    changes = unified_diff(then.splitlines(), now.splitlines(), f"docs/reference/{name}", "the program", lineterm="")
    return "\n".join([COMMAND, *changes])


def test_a_page_that_says_what_the_program_says_is_up_to_date() -> None:
    assert outdated("deeds.md", "a\n", "a\n") == ""


def test_a_page_that_says_something_else_fails_with_the_command_and_the_change() -> None:
    told = outdated("deeds.md", "a\nb\n", "a\nc\n")

    assert told.splitlines()[0] == COMMAND
    assert told.splitlines()[-2:] == ["-c", "+b"]


def test_a_cell_keeps_to_its_column() -> None:
    assert table(["a"], [["b | c\nd"]]) == "| a |\n| --- |\n| b \\| c d |"


def test_a_page_begins_with_the_notice_that_it_is_written_by_the_program() -> None:
    assert page("Deeds", "", "x").splitlines()[2:] == ["# Deeds", "", "x"]
    assert "scripts/reference" in page("Deeds").splitlines()[0]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_reference_says_what_the_program_says(name: str) -> None:
    assert outdated(name, pages()[name], read(f"docs/reference/{name}")) == ""


def test_the_reference_holds_nothing_else() -> None:
    kept = {path for path in committed() if path.startswith("docs/reference/")}

    assert kept - {f"docs/reference/{name}" for name in PAGES} == set()


def test_writing_it_twice_gives_the_same() -> None:
    assert pages() == pages()


def test_every_setting_is_explained_and_every_explanation_is_of_a_setting() -> None:
    assert doors.variables().keys() == doors.MEANINGS.keys()


def test_no_deed_is_left_out() -> None:
    modules = {path.name for path in (ROOT / "gongjian/modules").iterdir() if (path / "actions.py").is_file()}
    modules |= {path.name for path in (ROOT / "gongjian/modules").iterdir() if (path / "actions").is_dir()}

    assert set(deeds.MODULES) == modules
    named = set(deeds.deed_names())
    looks = {name for name in deeds.permissions() if ".see_" in name}  # a look may be a deed, when it is logged
    assert named - looks == set(deeds.permissions()) - looks
