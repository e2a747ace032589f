"""Keeping how a person is reached: sealed in its column, named but never told in the log."""

from uuid import uuid4

import pytest
from django.db import connection

from gongjian.foundation.access import SystemActor
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.idempotency.deed import under_key
from gongjian.foundation.idempotency.models import UsedKey
from gongjian.modules.members.actions import Contact, add_person, set_contact
from gongjian.modules.members.models import Profile
from tests import given
from tests.modules.members.people import newcomer, profile_of, stands_in, without_power
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, rule_says, trail

SPEAKERS = "或者由这家单位的联络员来办。"
ONESELF = "或者由本人来办。"

PHONE, LANDLINE, EMAIL, ID_NUMBER = "13800138000", "02156551234", "tong@163.com", "11010519491231002X"
ALL = Contact(phone=PHONE, other_phone=LANDLINE, email=EMAIL, id_number=ID_NUMBER)
MAY_NOT = (
    "cashier",
    "committee",
    "school",
    "supervisor",
    "second_supervisor",
    "former_cashier",
    "future_cashier",
    "neighbour",
    "operator",
    "outsider",
)


def keep(cast, actor, contact=ALL, *, of="colleague"):
    return set_contact(actor=actor, profile=profile_of(cast, of), contact=contact)


def opened(profile):
    fields = (profile.phone, profile.other_phone, profile.email, profile.id_number)
    return tuple(field.opened() for field in fields)


def everything_stored():
    """All that the tables of people, of the log and of used keys hold, as it lies there."""
    stored = []
    with connection.cursor() as cursor:
        for model in (Profile, AuditEntry, UsedKey):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608  a table of ours
            stored += cursor.fetchall()
    return str(stored)


def test_what_was_kept_can_be_opened_again(cast):
    keep(cast, cast.colleague)

    assert opened(profile_of(cast, "colleague")) == (PHONE, LANDLINE, EMAIL, ID_NUMBER)


def test_however_it_was_typed_the_number_is_kept_plain(cast):
    keep(cast, cast.colleague, Contact(phone="+86 138-0013 8000", id_number="11010519491231002x"))

    assert opened(profile_of(cast, "colleague")) == (PHONE, "", "", ID_NUMBER)


def test_it_is_shown_masked(cast):
    profile = keep(cast, cast.colleague)

    shown = [str(field) for field in (profile.phone, profile.other_phone, profile.email, profile.id_number)]

    assert not {PHONE, LANDLINE, EMAIL, ID_NUMBER} & set(shown)


def test_neither_the_columns_nor_the_log_nor_the_key_can_be_read(cast):
    with under_key(uuid4(), asked_for=True):
        keep(cast, cast.colleague)

    stored = everything_stored()
    assert [number for number in (PHONE, LANDLINE, EMAIL, ID_NUMBER) if number in stored] == []
    assert UsedKey.objects.count() == 1


def test_a_contact_is_never_printed(cast):
    assert repr(ALL) == "Contact()"


def test_an_equal_number_has_an_equal_mark_in_this_alliance_only(cast):
    add_person(actor=given.SETUP, alliance=cast.next_door, person=cast.colleague, name="同小事")
    profiles = [
        profile_of(cast, "colleague"),
        profile_of(cast, "cashier"),
        Profile.objects.get(alliance=cast.next_door, person=cast.colleague),
    ]

    here, also_here, there = (
        set_contact(actor=given.SETUP, profile=profile, contact=Contact(phone=PHONE)).phone_mark for profile in profiles
    )

    assert (here == also_here, here == there) == (True, False)


def test_what_is_not_mentioned_stays_as_it_is(cast):
    before = opened(keep(cast, cast.colleague))

    profile = keep(cast, cast.colleague, Contact(email="other@163.com"))

    assert opened(profile) == (*before[:2], "other@163.com", before[3])


def test_a_number_that_is_emptied_is_forgotten_with_its_mark(cast):
    keep(cast, cast.colleague)

    profile = keep(cast, cast.colleague, Contact(phone="", other_phone="", id_number=""))

    assert (opened(profile), profile.phone_mark) == (("", "", EMAIL, ""), "")


@pytest.mark.parametrize(
    ("contact", "code", "facts"),
    [
        (Contact(phone="138001380001"), "contact.phone", {"typed": "138001380001"}),
        (Contact(other_phone="none"), "contact.phone", {"typed": "none"}),
        (Contact(email="tong"), "contact.email", {"typed": "tong"}),
        (Contact(id_number="110105"), "contact.id_number_length", {"digits": 6}),
        (Contact(id_number="110105194912310021"), "contact.id_number", {}),
    ],
)
def test_what_cannot_be_right_is_refused(cast, contact, code, facts):
    with rule_says(code, **facts):
        keep(cast, cast.colleague, contact)


@pytest.mark.parametrize("role", ["secretary", "organiser", "colleague"])
def test_who_sees_to_people_the_liaison_and_oneself_may(cast, role):
    assert opened(keep(cast, person(cast, role)))[0] == PHONE


def test_the_program_that_sets_up_may(cast):
    assert opened(keep(cast, given.SETUP))[0] == PHONE


def test_who_stands_in_for_the_liaison_may(cast):
    stands_in(cast, "supervisor", "organiser")

    assert opened(keep(cast, cast.supervisor))[0] == PHONE


def test_the_secretary_of_another_organisation_speaks_for_its_people(cast):
    somebody = newcomer(cast, "secretary", "止园路小学")

    assert opened(keep(cast, somebody, of="school"))[0] == PHONE


def test_a_liaison_does_not_speak_for_whoever_left_the_organisation(cast):
    with not_permitted(APPOINTERS, SPEAKERS, ONESELF):
        keep(cast, cast.organiser, of="former_cashier")


@pytest.mark.parametrize("role", MAY_NOT)
def test_nobody_else_may(cast, role):
    with not_permitted(APPOINTERS, SPEAKERS, ONESELF):
        keep(cast, person(cast, role))


def test_no_secretary_whose_post_does_not_count_here_may(cast):
    for somebody in without_power(cast).values():
        with not_permitted(APPOINTERS, SPEAKERS, ONESELF):
            keep(cast, somebody)


def test_nobody_writes_into_what_next_door_knows(cast):
    profile = add_person(actor=given.SETUP, alliance=cast.next_door, person=cast.school, name="孔小文")

    with not_permitted(APPOINTERS, SPEAKERS, ONESELF):
        set_contact(actor=cast.secretary, profile=profile, contact=ALL)


def test_no_other_program_may(cast):
    with not_permitted(APPOINTERS, SPEAKERS, ONESELF):
        keep(cast, SystemActor("disclosure-clock"))


def test_the_log_has_the_fields_that_changed_and_not_what_is_in_them(cast):
    keep(cast, cast.secretary, Contact(phone=PHONE))

    with trail() as deeds:
        profile = keep(cast, cast.secretary, Contact(phone=PHONE, email=EMAIL, id_number=ID_NUMBER))

    assert deeds == ["members.set_contact"]
    facts = {"changed": "email, id_number"}
    assert last_facts("members.set_contact") == (cast.secretary.ref, profile.ref, facts)
