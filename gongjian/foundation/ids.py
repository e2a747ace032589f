"""Time-ordered ids, made anywhere without asking anybody."""

from uuid import UUID

from uuid_utils import compat


def new_id() -> UUID:
    """A version 7 UUID. It tells the time: ballots, public codes and anything unlinkable use random ones."""
    return compat.uuid7()
