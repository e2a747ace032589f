"""The rulebook decides with paper, the facts and the rule: it looks at no clock, no environment, no file, no chance."""

import sys

from tests.conventions.source import Source, called, calls, expect_none, imports, sources

OUTSIDE = {
    "asyncio", "getpass", "glob", "io", "locale", "multiprocessing", "os", "pathlib", "platform", "random", "secrets",
    "shutil", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip
LOOKS = {
    "getenv", "input", "now", "open", "print", "read_bytes", "read_text", "today", "urandom", "utcnow", "write_bytes",
    "write_text",
}  # fmt: skip


def looks_outside(source: Source) -> list[str]:
    found = []
    for line, module, _name in imports(source):
        top = module.split(".")[0]
        own = module.startswith("gongjian.rulebook") or module == "gongjian"
        if top in OUTSIDE or not (own or top in sys.stdlib_module_names):
            found.append(source.at(line, f"imports {module}"))
    return found + [source.at(call, f"calls {called(call)}()") for call in calls(source.tree) if called(call) in LOOKS]


def test_a_rule_on_plain_values_is_pure() -> None:
    text = (
        "from datetime import date\nfrom gongjian.rulebook.errors import RuleBroken\n"
        "def late(due: date, day: date): return day > due"
    )

    assert looks_outside(Source("gongjian/rulebook/terms.py", text)) == []


def test_a_rule_that_looks_at_the_clock_a_file_or_the_environment_is_not() -> None:
    text = "import os\nfrom django.utils import timezone\ndate.today()\ndatetime.now(UTC)\nopen('rule.toml')"

    assert [fault.split(" ", 1)[1] for fault in looks_outside(Source("gongjian/rulebook/terms.py", text))] == [
        "imports os",
        "imports django.utils",
        "calls today()",
        "calls now()",
        "calls open()",
    ]


def test_our_rulebook_is_pure() -> None:
    rulebook = sources(".py", "gongjian/rulebook")

    assert rulebook
    expect_none(fault for source in rulebook for fault in looks_outside(source))
