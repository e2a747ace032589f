"""Proposing a recovery: one office holder's word, which opens nothing."""

import pytest

from gongjian.modules.entrance.actions import propose_recovery
from gongjian.modules.entrance.models import Recovery, Slip
from tests import entering
from tests.modules.entrance.slips import NOT_ONESELF, OVERVIEW, at, said
from tests.modules.members.people import profile_of
from tests.modules.told import (
    APPOINTERS,
    SECRETARYS,
    answers,
    answers_to_strangers,
    last_facts,
    not_permitted,
    person,
    rule_says,
)

TYPED = {"identified": "face_to_face", "note": "手机丢了，本人来过"}


def proposed(cast, by, role="colleague", note=TYPED["note"]):
    entering.signed_in(person(cast, role))
    return propose_recovery(
        actor=by, profile=profile_of(cast, role), identified=Recovery.Identified.FACE_TO_FACE, note=note
    )


def test_a_proposal_waits_for_the_second_and_makes_no_slip(cast):
    recovery = proposed(cast, cast.secretary)

    kept = Recovery.objects.get()
    assert (kept, kept.state, kept.proposed_by, kept.agreed_by) == (recovery, "proposed", cast.secretary, None)
    assert Slip.objects.count() == 0


@pytest.mark.parametrize("role", ["cashier", "organiser", "supervisor", "neighbour", "operator", "outsider"])
def test_others_do_not_propose(cast, role):
    entering.signed_in(cast.colleague)

    with not_permitted(APPOINTERS, SECRETARYS):
        proposed(cast, person(cast, role))


def test_nobody_proposes_for_himself(cast):
    entering.signed_in(cast.secretary)

    with not_permitted(NOT_ONESELF):
        proposed(cast, cast.secretary, "secretary")


def test_who_never_signed_in_gets_a_first_slip_instead(cast):
    with rule_says("entrance.never_signed_in"):
        propose_recovery(
            actor=cast.secretary, profile=profile_of(cast, "colleague"), identified="face_to_face", note="x"
        )


def test_a_proposal_says_how_the_person_was_recognised(cast):
    entering.signed_in(cast.colleague)

    with rule_says("entrance.no_reason"):
        proposed(cast, cast.secretary, note=" ")


def test_one_proposal_at_a_time(cast):
    proposed(cast, cast.secretary)

    with rule_says("entrance.recovery_is_open"):
        proposed(cast, cast.secretary)


def test_the_log_has_no_words_about_the_person(cast):
    recovery = proposed(cast, cast.secretary)

    told = (cast.secretary.ref, recovery.ref, {"person": str(cast.colleague.pk), "identified": "face_to_face"})
    assert last_facts("entrance.propose_recovery") == told


def test_the_page_and_the_api_propose(cast, door):
    entering.signed_in(cast.colleague)
    entering.signed_in(cast.school)

    page = door(cast.secretary).post(at("propose_recovery", profile_of(cast, "colleague")), **TYPED)
    api = door(cast.secretary).api_post(f"/people/{profile_of(cast, 'school').pk}/recovery", TYPED)

    assert (page.status_code, api.status_code, api.json()["state"]) == (302, 200, "proposed")
    assert said(door(cast.secretary).get(OVERVIEW)).count("提出") >= 2


def test_the_second_office_holder_finds_it_on_the_desk_and_the_others_do_not(cast, door):
    proposed(cast, cast.secretary)

    on_desk = {
        role: "帮同小事找回登录，要第二个人同意" in said(door(person(cast, role)).get("/desk/"))
        for role in ("secretary", "supervisor", "cashier", "colleague")
    }

    assert on_desk == {"secretary": False, "supervisor": True, "cashier": False, "colleague": False}


def test_who_may_not_reads_why_and_strangers_find_nothing(cast, door):
    profile = profile_of(cast, "colleague")
    page, api = at("propose_recovery", profile), f"/people/{profile.pk}/recovery"

    assert answers(door(cast.cashier), page, api, typed=TYPED, body=TYPED) == (200, 403, 403)
    found = answers_to_strangers(cast, door, page, api, typed=TYPED, body=TYPED)
    assert set(found.values()) == {(404, 404, 404)}
