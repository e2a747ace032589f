"""The facts that this module tells."""

from dataclasses import dataclass

from gongjian.modules.members.models import Membership, Post


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
