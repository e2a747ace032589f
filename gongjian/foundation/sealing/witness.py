"""A list beside the keys, outside the database and its backup: what was once handed out is still known after a restore.

Lines are only ever added. Whoever puts an old database back finds here what it no longer knows.
"""

import fcntl
import os
from pathlib import Path

from gongjian.foundation.sealing import keys


def path() -> Path:
    """Where the list lies."""
    return keys.path().with_name("witness.txt")


def lines() -> list[str]:
    """All that was noted, the oldest first; without what a power cut broke off, which nobody was told is noted."""
    noted = path().read_bytes() if path().exists() else b""
    return _whole(noted).decode().splitlines()


def note(line: str) -> None:
    """Add a line, on the disk when this returns; one that was broken off makes room for it."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path(), os.O_RDWR | os.O_CREAT, 0o600), "r+b") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        end = len(_whole(out.read()))
        out.truncate(end)
        out.seek(end)
        out.write(f"{line}\n".encode())
        out.flush()
        os.fsync(out.fileno())
    keys.keep_names(path().parent)


def _whole(noted: bytes) -> bytes:
    """The lines that were written to their end."""
    return noted[: noted.rfind(b"\n") + 1]
