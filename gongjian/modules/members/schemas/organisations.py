"""JSON in and out of the sides, the organisations and what was decided."""

from datetime import date
from uuid import UUID

from ninja import Field, Schema
from pydantic import model_validator

from gongjian.foundation.schemas import Typed
from gongjian.modules.members.actions import NewOrganisation
from gongjian.modules.members.models import Decision, Relation
from gongjian.modules.members.schemas.people import TermIn

_LONGEST_NAME = 80


class WhichIn(TermIn):
    """An organisation that the alliance knows, by its id, or a new one, by its name."""

    organisation_id: UUID | None = None
    name: str = Field("", max_length=_LONGEST_NAME)
    credit_code: str = Field("", max_length=40)

    @model_validator(mode="after")
    def one_of_both(self) -> "WhichIn":
        """Not both, and not neither."""
        if bool(self.organisation_id) == bool(self.name):
            message = "give either organisation_id or name"
            raise ValueError(message)
        return self

    def new(self) -> NewOrganisation:
        """The one that the alliance does not know yet."""
        return NewOrganisation(self.name, self.credit_code)


class AddSideIn(Typed):
    """One more side."""

    name: str = Field(min_length=1, max_length=40)


class AddMemberIn(WhichIn):
    """A place on a side."""

    side_id: UUID


class AddRelationIn(WhichIn):
    """What an organisation outside is to the alliance."""

    kind: Relation.Kind


class LastDayIn(Typed):
    """The last day that counts."""

    ends_on: date


class RenameOrganisationIn(Typed):
    """A new name and its first day."""

    name: str = Field(min_length=1, max_length=_LONGEST_NAME)
    begins_on: date


class SetCreditCodeIn(Typed):
    """A unified social credit code."""

    credit_code: str = Field(min_length=1, max_length=40)


class RecordDecisionIn(TermIn):
    """What was decided, and at which meeting."""

    kind: Decision.Kind
    decided_at: str = Field(min_length=1, max_length=120)


class SideOut(Schema):
    """A side."""

    id: UUID
    name: str


class OrganisationOut(Schema):
    """An organisation."""

    id: UUID
    name: str
    credit_code: str


class MembershipOut(Schema):
    """An organisation's place in the alliance."""

    id: UUID
    organisation: OrganisationOut
    side: SideOut
    leads: bool
    begins_on: date
    ends_on: date | None


class RelationOut(Schema):
    """What an organisation outside is to the alliance."""

    id: UUID
    organisation: OrganisationOut
    kind: str
    begins_on: date
    ends_on: date | None


class NameOut(Schema):
    """What an organisation is called from a day on."""

    organisation: OrganisationOut
    name: str
    before: str
    begins_on: date


class DecisionOut(Schema):
    """Something that the alliance has decided."""

    id: UUID
    kind: str
    decided_at: str
    begins_on: date
    ends_on: date | None
