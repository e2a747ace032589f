"""Files of at most 300 lines, functions of at most 40, at most five parameters beside the actor."""

from tests.conventions.source import Function, Source, expect_none, functions, sources

FILE_LINES, FUNCTION_LINES, PARAMETERS = 300, 40, 5
# What exceeds a limit, as "path" or "path function", with the reason why it may.
EXPLAINED: dict[str, str] = {
    "gongjian/foundation/notices/outbox.py tell": "what one tells, to whom, about what: said in one breath everywhere",
}


def parameters(function: Function) -> int:
    given = function.args
    names = {arg.arg for arg in given.posonlyargs + given.args + given.kwonlyargs}
    return len(names - {"self", "cls", "actor"}) + sum(arg is not None for arg in (given.vararg, given.kwarg))


def oversized(source: Source) -> dict[str, str]:
    """What is too large, and by how much."""
    if source.is_migration:
        return {}
    found = {}
    if (lines := source.text.count("\n")) > FILE_LINES:
        found[source.path] = f"{lines} lines"
    for function in functions(source):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > FUNCTION_LINES:
            found[f"{source.path} {function.name}"] = f"{lines} lines"
        elif parameters(function) > PARAMETERS and source.parts[0] == "gongjian":
            found[f"{source.path} {function.name}"] = f"{parameters(function)} parameters"
    return found


def test_what_is_within_the_limits_is_not_listed() -> None:
    text = "def do(self, *, actor, a, b, c, d, e):\n" + "    x = 1\n" * 39 + "\n" * 260

    assert oversized(Source("gongjian/x.py", text)) == {}


def test_what_exceeds_the_limits_is_listed() -> None:
    text = "def long():\n" + "    x = 1\n" * 40 + "def wide(a, b, c, d, *, e, f): ...\n" + "\n" * 260

    assert oversized(Source("gongjian/x.py", text)) == {
        "gongjian/x.py": "302 lines",
        "gongjian/x.py long": "41 lines",
        "gongjian/x.py wide": "6 parameters",
    }


def test_nothing_exceeds_the_limits_without_an_explanation() -> None:
    found = {what: size for source in sources(".py") for what, size in oversized(source).items()}

    expect_none(f"{what}: {size}" for what, size in found.items() if what not in EXPLAINED)
    assert EXPLAINED.keys() - found.keys() == set()
