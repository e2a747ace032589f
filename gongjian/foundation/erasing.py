"""Emptying what an alliance keeps about a person, by the list of kinds and by the policies."""

from uuid import UUID

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.policies import to_blank
from gongjian.foundation.wiring import every_kind


def empty_records(person: Person, alliance: UUID) -> None:
    """Empty every field of the person's records there that the policies mark as `blank`; ids stay.

    Part of a deed that two people wanted. The rows stay, so that books, counts and chains are as they were.
    """
    for kind in every_kind():
        emptied = {name: None if kind.model._meta.get_field(name).null else "" for name in to_blank(kind.model)}
        if emptied and kind.blanks and kind.of_an_alliance:
            kind.rows_in(person, alliance).update(**emptied)
