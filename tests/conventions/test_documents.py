"""Links between documents lead somewhere, and no committed file names a package registry."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from tests.conventions.source import ROOT, Source, committed, expect_none, read, sources

LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#+\s+(.*?)\s*#*$", re.MULTILINE)
GIVEN_ANCHOR = re.compile(r"""\{#([\w-]+)\}|(?:id|name)=["']([^"']+)["']""")
# Put together here, so that this file does not name them either.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "crates" + ".io",
]
OPTIONS = ["--index" + "-url", "--extra-index" + "-url", "--find" + "-links"]
TEXT = {
    "",
    ".cfg",
    ".css",
    ".html",
    ".js",
    ".json",
    ".md",
    ".po",
    ".py",
    ".sh",
    ".svg",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}


def anchors(text: str) -> set[str]:
    """The places in a document that a link may name: given ones, and headings as the forges write them."""
    headings = (re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text))
    return set(headings) | {first or second for first, second in GIVEN_ANCHOR.findall(text)}


def dead_links(source: Source, text_of: Callable[[str], str | None]) -> list[str]:
    """The relative links whose file, or whose place in the file, does not exist."""
    found = []
    for target in LINK.findall(CODE.sub("", source.text)):
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        path, _, anchor = target.partition("#")
        there = _tidy(PurePosixPath(source.path).parent / path) if path else source.path
        text = source.text if not path else text_of(there)
        if text is None or (anchor and there.endswith(".md") and anchor not in anchors(text)):
            found.append(f"{source.path} → {target}")
    return found


def _tidy(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def text_of(path: str) -> str | None:
    there: Path = ROOT / path
    return there.read_text(encoding="utf-8", errors="replace") if there.is_file() else ("" if there.is_dir() else None)


def registries(source: Source) -> list[str]:
    """The registries that a file names; requirements name no address at all."""
    words = [*HOSTS, *OPTIONS, *(["http"] if source.path.startswith("requirements/") else [])]
    return [f"{source.path} names {word}" for word in words if word in source.text]


def unlisted(needed: list[str], listed: str) -> list[str]:
    """The dependencies of pyproject.toml that a file of requirements lacks."""
    names = [re.split(r"[^\w.-]", each)[0].lower() for each in needed]
    return [name for name in names if not re.search(rf"^{re.escape(name)}==", listed, re.MULTILINE)]


def test_links_that_lead_somewhere_are_good() -> None:
    text = "[a](../README.md) [b](#the-rules) [c](mailto:a@example.org) `[d](x)` [e](boxes.md#清点-两人)\n# The rules!"
    known = {"README.md": "", "docs/boxes.md": "## 清点 两人"}

    assert dead_links(Source("docs/guide.md", text), known.get) == []


def test_links_that_lead_nowhere_are_found() -> None:
    text = "[a](no.md) [b](#nowhere) [c](boxes.md#count)"

    assert dead_links(Source("docs/guide.md", text), {"docs/boxes.md": "# Boxes"}.get) == [
        "docs/guide.md → no.md",
        "docs/guide.md → #nowhere",
        "docs/guide.md → boxes.md#count",
    ]


def test_a_registry_or_an_address_among_requirements_is_found() -> None:
    assert registries(Source("requirements/run.txt", "django==5.2.19 --hash=sha256:00")) == []
    assert registries(Source("requirements/run.txt", "django @ http://example.org/")) == [
        "requirements/run.txt names http"
    ]
    assert registries(Source("setup.sh", f"pip install {OPTIONS[0]} x")) == [f"setup.sh names {OPTIONS[0]}"]


def test_a_dependency_that_the_requirements_lack_is_found() -> None:
    assert unlisted(["django~=5.2", "whitenoise[brotli]~=6.12"], "django==5.2.19 \\\n") == ["whitenoise"]


def test_every_link_leads_somewhere() -> None:
    expect_none(fault for source in sources(".md") for fault in dead_links(source, text_of))


def test_no_committed_file_names_a_registry() -> None:
    files = [path for path in committed() if PurePosixPath(path).suffix in TEXT]

    expect_none(fault for path in files for fault in registries(Source(path, read(path))))


def test_the_requirements_hold_what_pyproject_asks_for() -> None:
    asked = tomllib.loads(read("pyproject.toml"))
    run = asked["project"]["dependencies"] + asked["project"]["optional-dependencies"]["postgres"]

    assert unlisted(run, read("requirements/run.txt")) == []
    assert unlisted(run + asked["dependency-groups"]["dev"], read("requirements/dev.txt")) == []


def test_the_program_is_tested_with_the_versions_that_it_runs_with() -> None:
    run, dev = (
        set(re.findall(r"^\S+==\S+", read(f"requirements/{which}.txt"), re.MULTILINE)) for which in ("run", "dev")
    )

    assert run - dev == set()
