"""Personal tokens for the API: shown once, kept as a fingerprint."""

from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person, PersonalToken

PREFIX = "gj_"


def issue(person: Person, label: str) -> tuple[PersonalToken, str]:
    """A new token for a person: the row, and the words that are shown this once."""
    plain = PREFIX + token_urlsafe(32)
    row = PersonalToken.objects.create(
        person=person, label=label, fingerprint=_fingerprint(plain), issued_at=clock.now()
    )
    return row, plain


def person_with(plain: str) -> Person | None:
    """Whose token this is, as long as neither it nor the person has been stopped."""
    row = (
        PersonalToken.objects.filter(fingerprint=_fingerprint(plain), revoked_at=None).select_related("person").first()
    )
    return row.person if row and row.person.is_active else None


def tokens_of(person: Person) -> list[PersonalToken]:
    """The tokens of a person that still open something, the newest first."""
    return list(PersonalToken.objects.filter(person=person, revoked_at=None).order_by("-issued_at"))


def revoke(person: Person, token: UUID) -> bool:
    """Stop one of a person's own tokens, from the next request on."""
    return bool(PersonalToken.objects.filter(person=person, pk=token, revoked_at=None).update(revoked_at=clock.now()))


def revoke_all(person: Person) -> int:
    """Stop every token of a person, from the next request on."""
    return PersonalToken.objects.filter(person=person, revoked_at=None).update(revoked_at=clock.now())


def _fingerprint(plain: str) -> str:
    # A token is 256 random bits: a plain hash cannot be guessed back, and is found by an index.
    return sha256(plain.encode()).hexdigest()
