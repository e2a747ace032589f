"""A machine whose power is cut: ext4 in a file, shut down by the kernel without flushing its log, then mounted again.

Each cut has a disk and a pipe of its own, and the pipe lies on no disk at all.
"""

import fcntl
import os
import shutil
import signal
import struct
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from select import select
from time import monotonic
from typing import Any

from django.db import connection, connections

from tests.harness.disks import alone, an_image, mounted, run

_FS_IOC_SHUTDOWN = 0x8004587D
_WITHOUT_FLUSHING_THE_LOG = 2
_PATIENCE = 120
_DATABASE = "gongjian.sqlite3"

Acknowledge = Callable[[str], None]


@dataclass(frozen=True)
class Cut:
    """When the power goes, how durable the database is told to be, and whether others write to the disk as well."""

    after: float
    synchronous: str = "FULL"
    busy: bool = False


def a_disk(folder: Path) -> Path:
    """An image with a copy of the database of this test on it, from which every cut gets its own."""
    connections.close_all()
    image, kept = an_image(folder), Path(str(connection.settings_dict["NAME"]))
    alone(lambda: _put(image, folder, kept))
    return image


def _put(image: Path, folder: Path, database: Path) -> None:
    at = mounted(image, folder / "empty")
    shutil.copy(database, at / _DATABASE)
    run("umount", at)


def cut_short(
    image: Path, cut: Cut, writers: Sequence[Callable[[Acknowledge], object]], look: Callable[[list[str]], Any]
) -> Any:
    """Let the writers write, each in a process, until the power goes; what `look` sees afterwards.

    A writer says what it has done; `look` is given all that was said, with the database open on the mounted disk.
    """
    connections.close_all()
    return alone(lambda: _cut_short(image, cut, writers, look))


def _cut_short(
    image: Path, cut: Cut, writers: Sequence[Callable[[Acknowledge], object]], look: Callable[[list[str]], Any]
) -> Any:
    own = image.with_name("own.img")
    run("cp", "--sparse=always", image, own)
    at = mounted(own, image.with_name("disk"))
    _use(at / _DATABASE, cut.synchronous)
    heard, said = os.pipe()
    children = [_started(writer, said) for writer in writers]
    if cut.busy:
        children.append(_started(lambda _: _scribble(at / "noise"), said))
    os.close(said)

    # What is said later is not counted: the power is gone, nobody hears it. While it goes, the kernel may still tell a
    # writer that all is on the disk, and it is not.
    told = _listen(heard, _PATIENCE, first=True) + _listen(heard, cut.after)
    folder = os.open(at, os.O_RDONLY)
    fcntl.ioctl(folder, _FS_IOC_SHUTDOWN, struct.pack("I", _WITHOUT_FLUSHING_THE_LOG))
    os.close(folder)
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    run("umount", at)
    again = mounted(own, image.with_name("again"))
    _use(again / _DATABASE, "FULL")
    return look(told.decode().split())


def _started(writer: Callable[[Acknowledge], object], said: int) -> int:
    child = os.fork()
    if child == 0:
        # What the power takes away from under it is no news.
        with suppress(BaseException):
            writer(lambda word: os.write(said, f"{word}\n".encode()))
        os._exit(0)
    return child


def _listen(heard: int, seconds: float, *, first: bool = False) -> bytes:
    """What is said in this time, or until nobody is left to say anything; the first of it only."""
    told, until = b"", monotonic() + seconds
    while (left := until - monotonic()) > 0 and select([heard], [], [], left)[0]:
        if not (more := os.read(heard, 1 << 16)):
            break
        told += more
        if first:
            break
    return told


def _scribble(file: Path) -> None:
    """Keep the disk busy with what nobody waits for."""
    noise = bytes(range(256)) * (1 << 8)
    while True:
        with file.open("wb", buffering=0) as out:
            for _ in range(256):
                out.write(noise)


def _use(database: Path, synchronous: str) -> None:
    connections.close_all()
    options = connection.settings_dict["OPTIONS"]
    told = options["init_command"].replace("synchronous=FULL", f"synchronous={synchronous}")
    connection.settings_dict |= {"NAME": str(database), "OPTIONS": {**options, "init_command": told}}
