"""Who somebody is, by name or number and password."""

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.accounts.people import person_with


class PersonBackend(ModelBackend):
    """Known or unknown, stopped or without a password: each answer costs one hash, and says the same."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_more: object
    ) -> Person | None:
        """The person, if the password is right and he may sign in."""
        if not username or not password:
            return None
        person = person_with(username)
        if person is None:
            Person().set_password(password)
            return None
        return person if person.check_password(password) and self.user_can_authenticate(person) else None
