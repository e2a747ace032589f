"""State machines as data: which deed takes a thing from which state to which."""

from collections.abc import Mapping, Sequence

from gongjian.rulebook.errors import RuleBroken


class Moves:
    """A table of moves by deed. Actions ask `check`; the diagram in docs/reference/states.md is drawn from `table`.

    By deed, because a move that one deed may make another may not: reversing an entry takes a counted box back out,
    handing out never does.
    """

    def __init__(self, table: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """`table` names for each deed the moves it can make, each as (state, following state)."""
        self.table = {
            deed: [(str(state), str(following)) for state, following in moves] for deed, moves in table.items()
        }

    def allows(self, deed: str, state: str, following: str) -> bool:
        """Whether the deed may take a thing from `state` to `following`."""
        return (str(state), str(following)) in self.table[deed]

    def check(self, deed: str, state: str, following: str) -> None:
        """Raise `moves.not_allowed` unless the deed may take a thing from `state` to `following`."""
        if not self.allows(deed, state, following):
            raise RuleBroken("moves.not_allowed", state=str(state), following=str(following))
