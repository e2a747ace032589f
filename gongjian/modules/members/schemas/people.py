"""JSON in and out of the people."""

from datetime import date
from typing import Self
from uuid import UUID

from ninja import Field, Schema
from pydantic import model_validator

from gongjian.foundation.schemas import Typed
from gongjian.modules.members.actions import Term
from gongjian.modules.members.models import Post, Power, Profile

_LONGEST = 100


class SeeContactIn(Typed):
    """Why somebody looks at the full numbers; the person can read it."""

    reason: str = Field(min_length=1, max_length=120, examples=["通知明天开会"])


class TellByPhoneIn(Typed):
    """The last notice that was told."""

    last: UUID


class SetContactIn(Typed):
    """New numbers: what is left out stays as it is, an empty text deletes what is kept."""

    phone: str | None = Field(None, max_length=_LONGEST)
    other_phone: str | None = Field(None, max_length=_LONGEST)
    email: str | None = Field(None, max_length=_LONGEST)
    id_number: str | None = Field(None, max_length=_LONGEST)


class EndPostIn(Typed):
    """The last day of a post."""

    ends_on: date


class TermIn(Typed):
    """From when until when; without a last day, until further notice."""

    begins_on: date
    ends_on: date | None = None

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """A term does not end before it begins."""
        if self.ends_on and self.ends_on < self.begins_on:
            message = "a term does not end before it begins"
            raise ValueError(message)
        return self

    def term(self) -> Term:
        """As deeds are told."""
        return Term(self.begins_on, self.ends_on)


class AppointIn(TermIn):
    """A post in an organisation."""

    organisation_id: UUID
    kind: str = Field(min_length=1, max_length=40, examples=["liaison"])


class AddPersonIn(Typed):
    """Somebody new."""

    name: str = Field(min_length=1, max_length=40)
    phone: str = Field("", max_length=_LONGEST)


class AddPostKindIn(Typed):
    """A kind of post, and what it may do."""

    name: str = Field(min_length=1, max_length=20)
    powers: list[Power] = []


class DelegateIn(TermIn):
    """Who stands in, when and why."""

    to_id: UUID
    reason: str = Field(min_length=1, max_length=120)


class DelegationOut(Schema):
    """Somebody stands in for the holder of a post."""

    id: UUID
    post_id: UUID
    begins_on: date
    ends_on: date


class PostKindOut(Schema):
    """A kind of post, and what it may do."""

    code: str
    name: str
    powers: list[str]


class PersonOut(Schema):
    """A person of the alliance; the numbers are masked."""

    id: UUID
    name: str
    phone: str
    other_phone: str
    email: str
    id_number: str

    @staticmethod
    def resolve_phone(profile: Profile) -> str:
        """Masked."""
        return str(profile.phone)

    @staticmethod
    def resolve_other_phone(profile: Profile) -> str:
        """Masked."""
        return str(profile.other_phone)

    @staticmethod
    def resolve_email(profile: Profile) -> str:
        """Masked."""
        return str(profile.email)

    @staticmethod
    def resolve_id_number(profile: Profile) -> str:
        """Masked."""
        return str(profile.id_number)


class ContactOut(Schema):
    """The full numbers of one person, after a look that was written down; empty when the look was not a new one."""

    id: UUID
    phone: str = ""
    other_phone: str = ""
    email: str = ""
    id_number: str = ""


class PostOut(Schema):
    """A post with its days."""

    id: UUID
    organisation_id: UUID
    kind: str
    begins_on: date
    ends_on: date | None

    @staticmethod
    def resolve_kind(post: Post) -> str:
        """By its code."""
        return str(post.kind.code)
