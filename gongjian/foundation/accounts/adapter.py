"""How the sign-in library behaves in this house."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by himself: a secretary adds people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
