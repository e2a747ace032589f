"""The wheel is the whole program: it works in an empty environment, in an empty folder, without the checkout."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conventions.source import ROOT, committed, read

pytestmark = pytest.mark.slow


def run(command: list[str | Path], folder: Path) -> str:
    """What a command says, started where nothing of ours is set."""
    bare = {
        name: value for name, value in os.environ.items() if not name.startswith(("GONGJIAN_", "DJANGO_", "PYTHON"))
    }
    done = subprocess.run(command, cwd=folder, env=bare, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def install_without_network(distribution: importlib.metadata.Distribution, site: Path) -> None:
    """Copy what an installed distribution consists of; pip would have to ask an index for it again."""
    for file in distribution.files or []:
        if ".." not in file.parts and file.suffix != ".pyc":
            there = site / file
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file.locate(), there)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        folder,
        ROOT,
    ]
    run(build, folder)
    return next(folder.glob("gongjian-*.whl"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel, what the wheel asks for, and nothing else."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, symlinks=True)
    site = next(home.glob("lib/python*/site-packages"))
    listed = set(re.findall(r"^([\w.-]+)==", read("requirements/run.txt"), re.MULTILINE))
    for distribution in importlib.metadata.distributions():
        if re.sub(r"[-_.]+", "-", distribution.name).lower() in listed:
            install_without_network(distribution, site)
    pip = [sys.executable, "-m", "pip", "--python", home / "bin" / "python"]
    run([*pip, "install", "--quiet", "--no-deps", "--no-index", wheel], home)
    run([*pip, "check"], home)
    return home / "bin"


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    ours = {path for path in committed() if path.startswith("gongjian/")}

    assert ours - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_the_wheel_holds_pages_styles_words_and_the_demo(wheel: Path) -> None:
    endings = {Path(name).suffix for name in zipfile.ZipFile(wheel).namelist() if name.startswith("gongjian/")}

    assert {".css", ".html", ".js", ".mo", ".py", ".svg", ".xlsx"} <= endings


def test_the_wheel_holds_the_program_that_checks_books(programs: Path, tmp_path: Path) -> None:
    file = next(programs.parent.glob("lib/python*/site-packages/gongjian/verify_books.py"))

    assert "--heads" in run([sys.executable, "-I", "-S", file, "--help"], tmp_path)


def test_the_wheel_knows_its_version(programs: Path, tmp_path: Path) -> None:
    newest = re.search(r"^## (\d+\.\d+\.\d+)", read("CHANGELOG.md"), re.MULTILINE)

    assert newest
    assert newest[1] in run([programs / "gongjian", "--version"], tmp_path)


def test_the_wheel_passes_its_own_checks(programs: Path, tmp_path: Path) -> None:
    run([programs / "gongjian", "check"], tmp_path)


def test_the_wheel_builds_the_street_in_an_empty_folder(programs: Path, tmp_path: Path) -> None:
    run([programs / "gongjian", "demo", "--build-only"], tmp_path)
