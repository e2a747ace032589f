"""Writing down a look at what is sealed."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser

from gongjian.foundation import clock
from gongjian.foundation.sealing.models import Look
from gongjian.foundation.tenancy import Owned, alliance_of


def look(*, actor: AbstractBaseUser, about: UUID, subject: Owned, reason: str) -> Look:
    """Keep that somebody looked, before anything is shown; part of a deed that asked for permission."""
    return Look.objects.create(
        alliance_id=alliance_of(subject),
        about_id=about,
        looked_by_id=actor.pk,
        subject=subject.ref,
        reason=reason,
        at=clock.now(),
    )


def looks_about(person: UUID, alliance: UUID) -> list[Look]:
    """Who looked at what is sealed about a person in an alliance, the latest first."""
    return list(Look.objects.filter(alliance=alliance, about=person).order_by("-at", "-id"))
