"""The app of people's accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People's accounts and sign-in."""

    name = "gongjian.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Whoever signs in, whichever way, is noticed."""
        from gongjian.foundation.accounts import sessions

        sessions.listen()
