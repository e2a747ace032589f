"""A roster as offices type it, understood, and held against what the alliance has (docs/rules/office.md)."""

from gongjian.rulebook.office.known import Doubt, Known, KnownOrganisation, KnownPerson, Note, Option, Plan, Step
from gongjian.rulebook.office.matching import plan
from gongjian.rulebook.office.organisations import TYPED
from gongjian.rulebook.office.sheet import LeftOver, Line, Tab, Understood, Unread, understand

__all__ = [
    "TYPED",
    "Doubt",
    "Known",
    "KnownOrganisation",
    "KnownPerson",
    "LeftOver",
    "Line",
    "Note",
    "Option",
    "Plan",
    "Step",
    "Tab",
    "Understood",
    "Unread",
    "plan",
    "understand",
]
