"""A real mail server on this machine that behaves as badly as it is told to."""

import asyncio
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

# What the server may do with a letter.
TAKE, BUSY, REFUSE, TAKE_AND_HANG_UP, HANG = "take", "451 busy", "554 no", "take and hang up", "hang"
_LINK = re.compile(r"/me/notices/([0-9a-f-]{36})/")


@dataclass
class Letter:
    """A letter as it lies in the server."""

    message: EmailMessage

    @property
    def id(self) -> str:
        """Its Message-ID."""
        return str(self.message["Message-ID"])

    @property
    def to(self) -> str:
        """The address it went to."""
        return str(self.message["To"])

    @property
    def text(self) -> str:
        """The plain part."""
        return str(self.message.get_body(("plain",)).get_content())

    @property
    def html(self) -> str:
        """The part with links."""
        return str(self.message.get_body(("html",)).get_content())

    @property
    def notices(self) -> list[str]:
        """The ids of what it tells, in its order."""
        return _LINK.findall(self.text)


@dataclass
class MailServer:
    """What arrived, in the order of arrival; the same letter twice if it was sent twice."""

    behave: Callable[[int], str]
    letters: list[Letter] = field(default_factory=list)
    asked: int = 0
    port: int = 0

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        """A letter is handed over."""
        self.asked += 1
        does = self.behave(self.asked)
        if does == HANG:
            # Until the one who waits gives up.
            await asyncio.get_running_loop().create_future()
        if does in {TAKE, TAKE_AND_HANG_UP}:
            message = message_from_bytes(envelope.content, policy=policy.default)
            self.letters.append(Letter(message))
        if does == TAKE_AND_HANG_UP:
            server.transport.abort()
        return "250 OK" if does == TAKE else does if does[0].isdigit() else "421 gone"

    def distinct(self) -> list[Letter]:
        """Each letter once, as a mail program shows it: by its Message-ID."""
        return list({letter.id: letter for letter in reversed(self.letters)}.values())[::-1]


@contextmanager
def mail_server(settings: Any, behave: Callable[[int], str] = lambda _number: TAKE) -> Iterator[MailServer]:
    """The program sends its letters to this server until the end of the block."""
    server = MailServer(behave)
    with socket.create_server(("127.0.0.1", 0)) as free:
        server.port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    sends_to(settings, server.port)
    try:
        yield server
    finally:
        controller.stop()


def sends_to(settings: Any, port: int) -> None:
    """The settings of a house that sends letters."""
    settings.MAIL, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", port
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.5
    settings.DEFAULT_FROM_EMAIL, settings.SITE = "gongjian@example.org", "https://gongjian.example.org"
