"""State machines as data: which state may follow which."""

from collections.abc import Mapping

from gongjian.rulebook.errors import RuleBroken


class Moves:
    """A table of allowed moves. Actions ask `check`; the diagram in docs/reference/states.md is drawn from `table`."""

    def __init__(self, table: Mapping[str, tuple[str, ...]]) -> None:
        """`table` names for each state the states that may follow; an empty tuple is an end."""
        self.table = {str(state): tuple(map(str, following)) for state, following in table.items()}

    def allows(self, state: str, following: str) -> bool:
        """Whether `following` may come directly after `state`."""
        return str(following) in self.table[str(state)]

    def check(self, state: str, following: str) -> None:
        """Raise `moves.not_allowed` unless `following` may come directly after `state`."""
        if not self.allows(state, following):
            raise RuleBroken("moves.not_allowed", state=str(state), following=str(following))
