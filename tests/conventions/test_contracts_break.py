"""Each import contract holds, and one deliberate violation breaks it, and only it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conventions.source import ROOT, sources

ROOMS = "Five rooms, one direction"
ORDER = "Modules build on each other in one order"
PORTALS = "Portals do not know each other"
CIRCLES = "No circles anywhere"
PURE = "The rulebook is pure"
INSIDE = "Inside a module: pages use actions, actions use models"
BOOKS = "Only the ledger touches the books"

MODULES = "gongjian/modules"
THE_BOOKS = "gongjian.modules.ledger.models"
# What is added to which files, and the contracts that it breaks: an arrow against an existing one closes a circle too.
VIOLATIONS = {
    "the foundation uses a module": (
        [ROOMS, CIRCLES],
        {"gongjian/foundation/clock.py": "gongjian.modules.members.models"},
    ),
    "a module uses a portal": ([ROOMS, CIRCLES], {f"{MODULES}/campaigns/events.py": "gongjian.portals"}),
    "a room nobody declared": ([ROOMS], {"gongjian/attic/__init__.py": ""}),
    "ledger and promises, of one line, use each other": (
        [ORDER],
        {f"{MODULES}/ledger/queries.py": "gongjian.modules.promises.models"},
    ),
    "members uses what stands on it": (
        [ORDER],
        {f"{MODULES}/stories/__init__.py": "", f"{MODULES}/members/queries.py": "gongjian.modules.stories"},
    ),
    "a module nobody declared": ([ORDER], {f"{MODULES}/raffles/__init__.py": ""}),
    "one portal uses another": ([PORTALS], {"gongjian/portals/desk/views.py": "gongjian.portals.public_site.apps"}),
    "two parts of the foundation use each other": (
        [CIRCLES],
        {
            "gongjian/foundation/moon.py": "gongjian.foundation.tide",
            "gongjian/foundation/tide.py": "gongjian.foundation.moon",
        },
    ),
    "two files of a module use each other": (
        [CIRCLES],
        {
            f"{MODULES}/campaigns/moon.py": "gongjian.modules.campaigns.tide",
            f"{MODULES}/campaigns/tide.py": "gongjian.modules.campaigns.moon",
        },
    ),
    "a rule asks Django": ([PURE], {"gongjian/rulebook/money.py": "django.utils.timezone"}),
    "a rule asks the environment": ([PURE], {"gongjian/rulebook/cash.py": "os"}),
    "a fact knows a reaction": (
        [INSIDE],
        {f"{MODULES}/members/reactions.py": "", f"{MODULES}/members/events.py": "gongjian.modules.members.reactions"},
    ),
    "a campaign reads the tables of the books": (
        [BOOKS],
        {f"{MODULES}/campaigns/peek.py": THE_BOOKS},
    ),
    "a portal reads the tables of the books": (
        [BOOKS],
        {"gongjian/portals/desk/peek.py": THE_BOOKS},
    ),
}


def broken(house: Path) -> list[str]:
    """The names of the contracts that do not hold in a copy of the house."""
    lint = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    said = subprocess.run(lint, cwd=house, capture_output=True, check=False, text=True, env={"COLUMNS": "200"})
    found = re.findall(r"^(.+?) (KEPT|BROKEN)", said.stdout, re.MULTILINE)
    assert {name for name, _ in found} == {ROOMS, ORDER, PORTALS, CIRCLES, PURE, INSIDE, BOOKS}, (
        said.stdout + said.stderr
    )
    return [name for name, verdict in found if verdict == "BROKEN"]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of all that imports are found in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for source in sources(".py", "gongjian"):
        add(tmp_path / source.path, source.text)
    return tmp_path


def add(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as there:
        there.write(text)


def test_the_contracts_hold(house: Path) -> None:
    assert broken(house) == []


@pytest.mark.parametrize("violation", VIOLATIONS)
def test_a_violation_breaks_its_contract_and_no_other(house: Path, violation: str) -> None:
    contracts, files = VIOLATIONS[violation]
    for path, imported in files.items():
        add(house / path, f"\nimport {imported}\n" if imported else '"""Added."""\n')

    assert broken(house) == contracts
