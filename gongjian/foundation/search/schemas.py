"""JSON out of the search."""

from uuid import UUID

from ninja import Schema

from gongjian.foundation.search.queries import Found, Group


class FoundOut(Schema):
    """One thing that was found; `url` is its page."""

    id: UUID
    title: str
    detail: str
    url: str

    @staticmethod
    def resolve_title(found: Found) -> str:
        """As it is called now."""
        return found.hit.title

    @staticmethod
    def resolve_detail(found: Found) -> str:
        """What stands beside the title."""
        return found.hit.detail

    @staticmethod
    def resolve_url(found: Found) -> str:
        """The page of it."""
        return found.hit.url


class GroupOut(Schema):
    """What was found of one kind: how much you may see, and the first of it."""

    kind: str
    label: str
    total: int
    found: list[FoundOut]

    @staticmethod
    def resolve_label(group: Group) -> str:
        """In the language of the request."""
        return str(group.label)
