"""Finding people by what they sign in with, and the mobile number that they may sign in with."""

import unicodedata

from django.db import IntegrityError, transaction

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing import keys
from gongjian.rulebook.contact import phone_number
from gongjian.rulebook.errors import RuleBroken


def account_of(typed: str) -> str:
    """What is tried, in one form however it was typed; the same for known and unknown names."""
    return _number_in(typed) or unicodedata.normalize("NFKC", typed).strip().casefold()


def accounts_of(person: Person) -> list[str]:
    """All that somebody may type to sign in as this person."""
    return [account_of(person.username), *([person.phone.opened()] if person.phone else [])]


def person_with(typed: str) -> Person | None:
    """Whose user name or mobile number this is; capitals do not matter, unless two names differ in nothing else."""
    name = unicodedata.normalize("NFKC", typed).strip()
    found = list(Person.objects.filter(username__iexact=name)[:2])
    exact = [person for person in found if person.username == name]
    if exact or len(found) == 1:
        return (exact or found)[0]
    number = _number_in(typed)
    return Person.objects.filter(phone_mark__in=keys.marks(number, Person.phone_purpose())).first() if number else None


def set_phone(person: Person, number: str) -> None:
    """Let a person sign in with this number from now on; raises `accounts.phone_not_free`."""
    taken = Person.objects.filter(phone_mark__in=keys.marks(number, Person.phone_purpose())).exclude(pk=person.pk)
    if taken.exists():
        raise RuleBroken("accounts.phone_not_free")
    try:
        with transaction.atomic():
            _write(person, number, keys.mark(number, Person.phone_purpose()))
    except IntegrityError as error:  # somebody else's, in between
        raise RuleBroken("accounts.phone_not_free") from error


def remove_phone(person: Person) -> None:
    """From now on the person signs in with the user name only."""
    _write(person, "", None)


def _write(person: Person, number: str, mark: str | None) -> None:
    person.phone, person.phone_mark = number, mark
    person.save(update_fields=["phone", "phone_mark"])


def _number_in(typed: str) -> str:
    try:
        return phone_number(typed)
    except RuleBroken:
        return ""
