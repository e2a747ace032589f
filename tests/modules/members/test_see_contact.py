"""Looking at a person's full numbers: never without leaving a look that the person can read."""

from datetime import timedelta
from uuid import uuid4

import pytest

from gongjian.foundation import clock
from gongjian.foundation.access import SystemActor
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.idempotency.deed import under_key
from gongjian.foundation.idempotency.models import UsedKey
from gongjian.foundation.sealing.looks import looks_about
from gongjian.foundation.sealing.models import Look
from gongjian.modules.members.actions import Contact, add_person, end_delegation, see_contact, set_contact
from tests import given
from tests.modules.members.people import profile_of, stands_in, without_power
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, trail

SPEAKERS = "或者由这家单位的联络员来办。"
ONESELF = "或者由本人来办。"

PHONE = "13800138000"
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


@pytest.fixture
def profile(cast):
    """The colleague, whose number is known."""
    return set_contact(actor=given.SETUP, profile=profile_of(cast, "colleague"), contact=Contact(phone=PHONE))


def test_a_look_is_kept_with_who_at_whom_why_and_when(cast, profile):
    look = see_contact(actor=cast.secretary, profile=profile, reason="约值班")

    kept = Look.objects.get()
    assert (kept.pk, kept.alliance, kept.looked_by, kept.about) == (
        look.pk,
        cast.alliance,
        cast.secretary,
        cast.colleague,
    )
    assert (kept.subject, kept.reason, kept.at) == (profile.ref, "约值班", given.NOON)


def test_the_person_reads_who_looked_the_latest_first(cast, profile):
    see_contact(actor=cast.secretary, profile=profile, reason="约值班")
    with clock.set_to(given.NOON + timedelta(hours=1)):
        see_contact(actor=cast.organiser, profile=profile, reason="送材料")

    looks = looks_about(cast.colleague.pk, cast.alliance.pk)

    assert [(look.looked_by, look.reason) for look in looks] == [(cast.organiser, "送材料"), (cast.secretary, "约值班")]


def test_one_key_is_one_look(cast, profile):
    key = uuid4()

    looks = []
    for _twice in range(2):
        with under_key(key, asked_for=True):
            looks.append(see_contact(actor=cast.secretary, profile=profile, reason="约值班"))

    assert looks == list(Look.objects.all()) * 2


def test_neither_the_look_nor_the_log_nor_the_key_has_the_number(cast, profile):
    with under_key(uuid4(), asked_for=True):
        see_contact(actor=cast.secretary, profile=profile, reason="约值班")

    kept = [list(model.objects.values_list()) for model in (Look, AuditEntry, UsedKey)]
    assert [PHONE in str(rows) for rows in kept] == [False, False, False]
    assert [bool(rows) for rows in kept] == [True, True, True]


def test_looking_changes_nothing_about_the_person(cast, profile):
    before = profile_of(cast, "colleague").phone.sealed

    see_contact(actor=cast.secretary, profile=profile, reason="约值班")

    assert profile_of(cast, "colleague").phone.sealed == before


@pytest.mark.parametrize("role", ["secretary", "organiser", "colleague"])
def test_who_sees_to_people_the_liaison_and_oneself_may(cast, profile, role):
    look = see_contact(actor=person(cast, role), profile=profile, reason="约值班")

    assert look.looked_by == person(cast, role)


def test_who_stands_in_for_the_liaison_may_until_it_is_called_back(cast, profile):
    delegation = stands_in(cast, "supervisor", "organiser")
    look = see_contact(actor=cast.supervisor, profile=profile, reason="约值班")
    end_delegation(actor=cast.organiser, delegation=delegation)

    with not_permitted(APPOINTERS, SPEAKERS, ONESELF):
        see_contact(actor=cast.supervisor, profile=profile, reason="约值班")

    assert list(Look.objects.all()) == [look]


@pytest.mark.parametrize("role", MAY_NOT)
def test_nobody_else_may_and_no_look_is_left(cast, profile, role):
    with not_permitted(APPOINTERS, SPEAKERS, ONESELF):
        see_contact(actor=person(cast, role), profile=profile, reason="约值班")


def test_no_secretary_whose_post_does_not_count_here_may(cast, profile):
    for somebody in without_power(cast).values():
        with not_permitted(APPOINTERS, SPEAKERS, ONESELF):
            see_contact(actor=somebody, profile=profile, reason="约值班")


def test_a_liaison_does_not_look_at_whoever_left_the_organisation(cast):
    with not_permitted(APPOINTERS, SPEAKERS, ONESELF):
        see_contact(actor=cast.organiser, profile=profile_of(cast, "former_cashier"), reason="约值班")


def test_nobody_looks_at_what_next_door_knows(cast):
    theirs = add_person(actor=given.SETUP, alliance=cast.next_door, person=cast.school, name="孔小文")

    with not_permitted(APPOINTERS, SPEAKERS, ONESELF):
        see_contact(actor=cast.secretary, profile=theirs, reason="约值班")


@pytest.mark.parametrize("program", ["setup", "disclosure-clock"])
def test_no_program_looks(cast, profile, program):
    with not_permitted(APPOINTERS, SPEAKERS, ONESELF):
        see_contact(actor=SystemActor(program), profile=profile, reason="约值班")


def test_the_log_has_the_person_by_id_and_neither_reason_nor_number(cast, profile):
    with trail() as deeds:
        look = see_contact(actor=cast.secretary, profile=profile, reason="约值班")

    assert deeds == ["members.see_contact"]
    told = (cast.secretary.ref, look.ref, {"about": str(cast.colleague.pk)})
    assert last_facts("members.see_contact") == told
