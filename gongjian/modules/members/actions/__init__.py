"""Every write about members."""

from gongjian.modules.members.actions.contact import Contact, see_contact, set_contact
from gongjian.modules.members.actions.organisations import add_member, add_side, record_decision
from gongjian.modules.members.actions.people import add_person, add_post_kind, add_standard_kinds, appoint, end_post
from gongjian.modules.members.actions.standing_in import delegate, end_delegation
from gongjian.modules.members.actions.term import Term

__all__ = [
    "Contact",
    "Term",
    "add_member",
    "add_person",
    "add_post_kind",
    "add_side",
    "add_standard_kinds",
    "appoint",
    "delegate",
    "end_delegation",
    "end_post",
    "record_decision",
    "see_contact",
    "set_contact",
]
