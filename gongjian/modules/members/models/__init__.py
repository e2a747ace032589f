"""Alliances, sides, organisations, people's profiles, dated posts and what follows from them."""

from gongjian.modules.members.models.dated import DatedModel, in_force_during, in_force_on
from gongjian.modules.members.models.erasure import ErasureRequest
from gongjian.modules.members.models.held_back import HeldBack
from gongjian.modules.members.models.organisations import (
    Alliance,
    Decision,
    Membership,
    Organisation,
    OrganisationName,
    Relation,
    Side,
)
from gongjian.modules.members.models.people import Delegation, Post, PostKind, Power, Profile

__all__ = [
    "Alliance",
    "DatedModel",
    "Decision",
    "Delegation",
    "ErasureRequest",
    "HeldBack",
    "Membership",
    "Organisation",
    "OrganisationName",
    "Post",
    "PostKind",
    "Power",
    "Profile",
    "Relation",
    "Side",
    "in_force_during",
    "in_force_on",
]
