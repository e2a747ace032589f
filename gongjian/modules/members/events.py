"""The facts that this module tells."""

from dataclasses import dataclass

from gongjian.modules.members.models import Membership, Post, Profile


@dataclass(frozen=True)
class OrganisationJoined:
    """An organisation has become a member."""

    membership: Membership


@dataclass(frozen=True)
class LeavingAsked:
    """An organisation is about to be given its last day; whoever it still owes something objects by raising."""

    membership: Membership


@dataclass(frozen=True)
class OrganisationLeft:
    """An organisation has been given its last day in the alliance."""

    membership: Membership


@dataclass(frozen=True)
class PostBegan:
    """A person has been given a post."""

    post: Post


@dataclass(frozen=True)
class PostEnded:
    """A post has been given its last day."""

    post: Post


@dataclass(frozen=True)
class ErasureConsidered:
    """A person is to be erased. Whoever still has something open with the person objects now, by raising."""

    profile: Profile


@dataclass(frozen=True)
class PersonErased:
    """Nothing but ids is left of a person in an alliance; whoever keeps more than the list of kinds says empties it."""

    profile: Profile
