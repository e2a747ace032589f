"""The program as it is really run: `gongjian serve` with a worker, asked over HTTP, on whatever disk."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

_HERE = Path(__file__).resolve().parents[2]
_PATIENCE = 120


class Served:
    """A program that answers on a port."""

    def __init__(self, port: int) -> None:
        self._port = port

    def read(self, path: str, session: str = "") -> int:
        """How a page answers."""
        return self._ask("GET", path, None, {"Cookie": f"sessionid={session}"} if session else {})[0]

    def send(self, path: str, body: object, token: str) -> tuple[int, str]:
        """How the API answers, in full."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
        return self._ask("POST", f"/api{path}", json.dumps(body), headers | {"Content-Type": "application/json"})

    def is_up(self) -> bool:
        """Whether it answers at all."""
        try:
            return self.read("/") == 200
        except OSError:
            return False

    def _ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> tuple[int, str]:
        asked = HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        try:
            asked.request(method, path, body, dict(headers))
            answer = asked.getresponse()
            return answer.status, answer.read().decode()
        finally:
            asked.close()


@contextmanager
def served(database: Path, log: Path) -> Iterator[Served]:
    """Serve a database until the end of the block; what the program says about it goes into the log."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    surroundings = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.harness.settings",
        "GONGJIAN_DATABASE": f"sqlite:///{database}",
        "PYTHONPATH": str(_HERE),
    }
    command = [sys.executable, "-m", "gongjian.cli", "serve", "--port", str(port)]
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=_HERE, env=surroundings, stdout=out, stderr=out, start_new_session=True) as own,
    ):
        program = Served(port)
        try:
            until = monotonic() + _PATIENCE
            while not program.is_up():
                assert own.poll() is None, log.read_text()
                assert monotonic() < until, log.read_text()
                sleep(0.2)
            yield program
        finally:
            os.killpg(own.pid, signal.SIGTERM)
            own.wait(_PATIENCE)
