"""Disks that a test may ruin: in a file or in memory, mounted where only one process and its children see them.

In a common mount namespace any program that is started meanwhile would keep a dead disk alive, and the test would then
look at that one.
"""

import ctypes
import multiprocessing
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

_CLONE_NEWNS = 0x00020000
_SIZE = 96 << 20
_PATIENCE = 120


def needs_disks() -> None:
    """Skip, loudly, where no disk can be mounted."""
    missing = [tool for tool in ("mkfs.ext4", "mount", "umount", "chattr") if shutil.which(tool) is None]
    if os.geteuid() != 0 or missing or not Path("/dev/loop-control").exists():
        pytest.skip(
            "NOT CHECKED: no disk was cut off, filled up or shut. It takes root, /dev/loop-control and mkfs.ext4."
        )


def alone(doing: Callable[[], Any]) -> Any:
    """Do it in a process that has its mounts for itself; they go with it, however it ends."""
    answers = multiprocessing.get_context("fork").SimpleQueue()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            answers.put(_answer(doing))
        os._exit(0)
    os.waitpid(child, 0)
    assert not answers.empty(), "the process of the disk was lost"
    answer, failed = answers.get()
    assert not failed, failed
    return answer


def _answer(doing: Callable[[], Any]) -> tuple[Any, str]:
    try:
        assert ctypes.CDLL(None).unshare(_CLONE_NEWNS) == 0, "no mount namespace"
        run("mount", "--make-rprivate", "/")
        return doing(), ""
    except Exception as error:  # noqa: BLE001  told to the test, which fails by it
        return None, f"{type(error).__name__}: {error}"


def an_image(folder: Path) -> Path:
    """A file with an empty ext4 in it."""
    image = folder / "disk.img"
    with image.open("wb") as empty:
        empty.truncate(_SIZE)
    run("mkfs.ext4", "-q", image)
    return image


def mounted(image: Path, at: Path) -> Path:
    """The disk in the file; it shuts itself when it finds an error, as disks of servers do."""
    at.mkdir(exist_ok=True)
    run("mount", "-o", "loop,errors=remount-ro", image, at)
    return at


def in_memory(at: Path, size: str) -> Path:
    """A disk of just this size."""
    at.mkdir(exist_ok=True)
    run("mount", "-t", "tmpfs", "-o", f"size={size}", "none", at)
    return at


def fill_up(at: Path) -> Path:
    """A file that leaves no room."""
    rest = at / "rest"
    with suppress(OSError), rest.open("wb", buffering=0) as out:
        while out.write(bytes(1 << 12)):
            pass
    return rest


def find_an_error(at: Path) -> None:
    """Let the kernel find one on the disk: from now on it can only be read."""
    device = next(
        line.split()[0] for line in Path("/proc/mounts").read_text().splitlines() if line.split()[1] == str(at)
    )
    Path(f"/sys/fs/ext4/{Path(device).name}/trigger_fs_error").write_text("found by a test")


def run(*command: str | Path) -> None:
    """One of the system's own tools."""
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
