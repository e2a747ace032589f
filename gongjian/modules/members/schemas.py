"""JSON in and out of the people."""

from datetime import date
from uuid import UUID

from ninja import Field, Schema
from pydantic import model_validator

from gongjian.foundation.schemas import Typed
from gongjian.modules.members.models import Post, Profile
from gongjian.modules.members.queries import people

_LONGEST = 100


class SeeContactIn(Typed):
    """Why somebody looks at the full numbers; the person can read it."""

    reason: str = Field(min_length=1, max_length=120, examples=["通知明天开会"])


class SetContactIn(Typed):
    """New numbers: what is left out stays as it is, an empty text deletes what is kept."""

    phone: str | None = Field(None, max_length=_LONGEST)
    other_phone: str | None = Field(None, max_length=_LONGEST)
    email: str | None = Field(None, max_length=_LONGEST)
    id_number: str | None = Field(None, max_length=_LONGEST)

    def wanted(self, profile: Profile) -> dict[str, str]:
        """All four numbers as they are to be from now on."""
        told = {name: getattr(self, name) for name in people.CONTACT}
        return {name: getattr(profile, name).opened() if text is None else text for name, text in told.items()}


class EndPostIn(Typed):
    """The last day of a post."""

    ends_on: date


class AppointIn(Typed):
    """A post in an organisation, from when until when."""

    organisation_id: UUID
    kind: str = Field(min_length=1, max_length=40, examples=["liaison"])
    begins_on: date
    ends_on: date | None = None

    @model_validator(mode="after")
    def in_order(self) -> "AppointIn":
        """A term does not end before it begins."""
        if self.ends_on and self.ends_on < self.begins_on:
            message = "a term does not end before it begins"
            raise ValueError(message)
        return self


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
