"""A real street in a real browser: the demo served by the program itself, Chromium in front of it."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 90


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo, built fresh and served as a person would get it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith(("GONGJIAN_", "DJANGO_"))}
    surroundings["GONGJIAN_DATA"] = str(tmp_path_factory.mktemp("street"))
    command = [sys.executable, "-m", "gongjian.cli", "demo", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=surroundings, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(port, server)
        yield address
    finally:
        os.killpg(server.pid, 15)
        server.wait(_PATIENCE)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the demo did not begin to serve")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
    yield chromium
    chromium.close()


class Visitor:
    """Somebody with a browser of the own; whatever the strict content policy stops is remembered."""

    def __init__(self, context: BrowserContext, street: str) -> None:
        """Open an empty page."""
        self.context, self.street, self.stopped = context, street, []
        self.page: Page = context.new_page()
        self.page.on("console", self._listen)

    def _listen(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.stopped.append(message.text)

    def open(self, path: str) -> Page:
        """Go to a page of the street."""
        self.page.goto(self.street + path)
        return self.page

    def sign_in_as(self, username: str) -> "Visitor":
        """By the demo's button for this person."""
        self.open("/sign-in/")
        self.page.locator(f'form[action$="/sign-in/as/{username}/"] button').click()
        self.page.wait_for_load_state()
        return self

    def box(self, place: str, group: str = "") -> str:
        """The address of the newest box at a place."""
        self.open(f"/work/campaigns/boxes/?state={group}")
        row = self.page.locator("tr", has_text=place).first
        found = re.search(r"/work/campaigns/boxes/[0-9a-f-]{36}/", row.inner_html())
        assert found, f"no box at {place}"
        return found.group()


@pytest.fixture
def visitor(browser: Browser, street: str) -> Iterator:
    """Let somebody in: `visitor("chuna", width=390)`; nobody signed in when no name is given."""
    contexts = []

    def let_in(username: str = "", *, width: int = 1440, script: bool = True, **more: object) -> Visitor:
        viewport = {"width": width, "height": 900}
        context = browser.new_context(viewport=viewport, java_script_enabled=script, **more)
        contexts.append(context)
        guest = Visitor(context, street)
        return guest.sign_in_as(username) if username else guest

    yield let_in
    for context in contexts:
        context.close()
