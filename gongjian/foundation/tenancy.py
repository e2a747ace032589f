"""Every work record belongs to one alliance; scoping that cannot be forgotten."""

from typing import ClassVar, Literal, TypeVar, cast
from uuid import UUID

from django.apps import apps
from django.db import models

from gongjian.foundation.ids import new_id

ALLIANCE = "members.Alliance"
Owner = Literal["alliance", "organisation", "reference", "global"]

AnyModel = TypeVar("AnyModel", bound=models.Model)


class Owned(models.Model):
    """A row with a time-ordered id that says to whom its kind belongs."""

    OWNER: ClassVar[Owner]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True

    @property
    def ref(self) -> str:
        """How other records point here without knowing the model: `campaigns.box:0190…`."""
        return f"{self._meta.label_lower}:{self.pk}"


class AllianceOwned(Owned):
    """A row of exactly one alliance; it never points to a row of another (triggers refuse it: seals.py)."""

    OWNER = "alliance"

    alliance = models.ForeignKey(ALLIANCE, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def alliance_of(subject: models.Model) -> UUID:
    """The id of the alliance that the subject belongs to (an alliance belongs to itself)."""
    return cast("UUID", getattr(subject, "alliance_id", subject.pk))


def is_founded_here(subject: models.Model) -> bool:
    """Whether the subject is an alliance that is not kept yet: the deed that is to begin founds it."""
    return subject._meta.label == ALLIANCE and not type(subject)._default_manager.filter(pk=subject.pk).exists()


def hold(alliance: UUID) -> None:
    """Hold the alliance until the transaction ends: one writer per alliance, so chains have one end and no deadlock.

    NO KEY, so that rows which merely point at the alliance are not kept waiting.
    """
    apps.get_model(ALLIANCE)._default_manager.select_for_update(no_key=True).only("pk").get(pk=alliance)


def locked(row: AnyModel) -> AnyModel:
    """The same row, read afresh and held until the transaction ends."""
    manager = type(row)._default_manager
    return manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
