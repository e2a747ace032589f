"""A worker that is killed between the server's answer and writing it down."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend


class Dying(EmailBackend):
    """Hands a letter over and is gone."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """The letter arrives; nobody hears of it."""
        super().send_messages(messages)
        raise SystemExit
