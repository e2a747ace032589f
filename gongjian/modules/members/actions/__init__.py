"""Every write about members."""

from gongjian.modules.members.actions.contact import Contact, see_contact, set_contact
from gongjian.modules.members.actions.erasure import ask_erasure, erase_person, refuse_erasure
from gongjian.modules.members.actions.founding import Beginning, found_alliance
from gongjian.modules.members.actions.holding_back import confirm_person, hold_back
from gongjian.modules.members.actions.names import (
    NewOrganisation,
    add_relation,
    end_relation,
    rename_organisation,
    set_credit_code,
)
from gongjian.modules.members.actions.organisations import add_member, add_side, leave_alliance, record_decision
from gongjian.modules.members.actions.people import add_person, add_post_kind, add_standard_kinds, appoint, end_post
from gongjian.modules.members.actions.standing_in import delegate, end_delegation
from gongjian.modules.members.actions.taking_back import take_back
from gongjian.modules.members.actions.telling import tell_by_phone, tell_of_due_erasures, tell_of_ending_posts
from gongjian.modules.members.actions.term import Term

__all__ = [
    "Beginning",
    "Contact",
    "NewOrganisation",
    "Term",
    "add_member",
    "add_person",
    "add_post_kind",
    "add_relation",
    "add_side",
    "add_standard_kinds",
    "appoint",
    "ask_erasure",
    "confirm_person",
    "delegate",
    "end_delegation",
    "end_post",
    "end_relation",
    "erase_person",
    "found_alliance",
    "hold_back",
    "leave_alliance",
    "record_decision",
    "refuse_erasure",
    "rename_organisation",
    "see_contact",
    "set_contact",
    "set_credit_code",
    "take_back",
    "tell_by_phone",
    "tell_of_due_erasures",
    "tell_of_ending_posts",
]
