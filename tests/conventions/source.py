"""The house as text: its files, their syntax trees, and the few questions that the rules ask of them."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
NOT_COMMITTED = {"__pycache__", "gongjian-data", "var", "dist"}
HIDDEN_BUT_OURS = (".ci", ".gitignore")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One file: where it is, from the root and with slashes, and what it says."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        return PurePosixPath(self.path).parts

    @property
    def dotted(self) -> str:
        """The name it is imported by."""
        return ".".join(self.parts).removesuffix(".py").removesuffix(".__init__")

    @property
    def module(self) -> str | None:
        """The module of the alliance's work that it belongs to."""
        return self.parts[2] if len(self.parts) > 3 and self.parts[:2] == ("gongjian", "modules") else None

    @property
    def role(self) -> str:
        """Its job in the module: actions for actions.py and for actions/boxes.py."""
        return self.parts[3].removesuffix(".py") if self.module else ""

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.parts

    def at(self, line: int | ast.AST, fault: str) -> str:
        number = line if isinstance(line, int) else getattr(line, "lineno", 1)
        return f"{self.path}:{number} {fault}"


def committed() -> list[str]:
    """The paths of all files that are, or would be, committed; without git, of all that look like it."""
    asked = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(asked, capture_output=True, check=True, text=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        paths = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        listed = [
            path.as_posix() for path in paths if not path.parts[0].startswith(".") or path.parts[0] in HIDDEN_BUT_OURS
        ]
    return sorted(
        path for path in listed if path and not NOT_COMMITTED & set(Path(path).parts) and (ROOT / path).is_file()
    )


@cache
def sources(ending: str, *under: str) -> tuple[Source, ...]:
    """The committed files with this ending, under these folders (all, when none is named)."""
    return tuple(
        Source(path, (ROOT / path).read_text(encoding="utf-8"))
        for path in committed()
        if path.endswith(ending) and (not under or path.startswith(tuple(f"{folder}/" for folder in under)))
    )


def read(path: str) -> str:
    """A file of the house, or nothing when it is not written yet."""
    return (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else ""


def expect_none(faults: Iterable[str]) -> None:
    """Fail with all faults, each on its line."""
    found = list(faults)
    assert not found, "\n" + "\n".join(found)


def functions(source: Source) -> Iterator[Function]:
    """Every function and method, however deep."""
    return (node for node in ast.walk(source.tree) if isinstance(node, Function))


def public_functions(source: Source) -> list[Function]:
    """The functions of the file itself that other files may call."""
    return [node for node in source.tree.body if isinstance(node, Function) and not node.name.startswith("_")]


def calls(node: ast.AST, name: str | None = None) -> list[ast.Call]:
    """The calls made inside, of one function when it is named (`f(…)` as well as `x.f(…)`)."""
    found = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
    return [each for each in found if name is None or called(each) == name]


def called(call: ast.Call) -> str:
    """The last word of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def text_at(call: ast.Call, place: int) -> str | None:
    """The text that stands at a place of the call, if a text stands there."""
    if len(call.args) > place and isinstance(call.args[place], ast.Constant):
        return call.args[place].value
    return None


def keyword(call: ast.Call, name: str) -> object:
    """The constant given under a name."""
    return next(
        (each.value.value for each in call.keywords if each.arg == name and isinstance(each.value, ast.Constant)), None
    )


def imports(source: Source) -> Iterator[tuple[int, str, str]]:
    """Every import as line, the module imported from, and the name imported ("" for a plain import)."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name, "") for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, node.module or "", name.name) for name in node.names)


def is_model(node: ast.ClassDef) -> bool:
    """Whether a class of a models file is a table: not choices, not a queryset, not abstract."""
    bases = {ast.unparse(base).split("[")[0].rsplit(".", 1)[-1] for base in node.bases}
    other = ("Choices", "Enum", "QuerySet", "Manager", "Protocol", "Exception", "TypedDict", "NamedTuple")
    abstract = any("abstract = True" in ast.unparse(each) for each in node.body if isinstance(each, ast.ClassDef))
    return bool(bases) and not abstract and not any(base.endswith(other) for base in bases)


def models(source: Source) -> list[ast.ClassDef]:
    """The tables declared in a file."""
    if not (source.parts[-1] == "models.py" or "models" in source.parts[:-1]):
        return []
    return [node for node in source.tree.body if isinstance(node, ast.ClassDef) and is_model(node)]
