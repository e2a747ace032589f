"""Handing out a slip: once on the screen, kept as a mark, for somebody who has never signed in."""

from datetime import timedelta
from uuid import uuid4

import pytest
import segno
from django.db import DatabaseError, transaction
from django.urls import reverse

from gongjian.foundation.access import SystemActor
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.idempotency.deed import under_key
from gongjian.foundation.idempotency.models import UsedKey
from gongjian.modules.entrance.actions import hand_out_slip
from gongjian.modules.entrance.models import Slip
from gongjian.modules.members.actions import Beginning, NewOrganisation, add_person, found_alliance
from gongjian.modules.members.models import Alliance
from gongjian.rulebook.slips import ALPHABET, in_groups
from tests import entering, given
from tests.modules.entrance.slips import NOT_ONESELF, at, said, used
from tests.modules.members.people import profile_of
from tests.modules.told import (
    APPOINTERS,
    answers,
    answers_to_strangers,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    rule_says,
    trail,
    why_not,
)


def api(profile):
    return f"/people/{profile.pk}/slip"


def test_a_slip_has_a_code_of_sixty_bits_and_is_good_for_seven_days(cast):
    slip = entering.slip(cast, cast.colleague)

    assert (len(slip.code), set(slip.code) <= set(ALPHABET), len(ALPHABET)) == (12, True, 32)
    assert (slip.purpose, slip.handed_out_by, slip.person) == ("first", cast.secretary, cast.colleague)
    assert slip.expires_at == given.NOON + timedelta(days=7)


def test_no_two_slips_have_the_same_code(cast):
    assert len({entering.slip(cast, cast.colleague).code for _again in range(20)}) == 20


def test_the_code_is_kept_nowhere_neither_in_log_nor_key(cast):
    with under_key(uuid4(), asked_for=True):
        code = entering.slip(cast, cast.colleague).code

    kept = [str(list(model.objects.values_list())) for model in (Slip, AuditEntry, UsedKey)]
    assert [[word in rows for word in (code, in_groups(code))] for rows in kept] == [[False, False]] * 3
    assert Slip.objects.get().code == ""


def test_a_new_slip_voids_the_one_before(cast):
    first = entering.slip(cast, cast.colleague)

    second = entering.slip(cast, cast.colleague)

    assert Slip.objects.get(pk=first.pk).withdrawn_at == given.NOON
    assert list(Slip.objects.filter(withdrawn_at=None)) == [second]


def test_who_has_signed_in_before_gets_no_slip(cast):
    entering.signed_in(cast.colleague)

    with rule_says("entrance.signed_in_before"):
        entering.slip(cast, cast.colleague)


def test_who_has_a_password_gets_no_slip_either(cast):
    cast.colleague.set_password("jin-men-2026")
    cast.colleague.save()

    with rule_says("entrance.signed_in_before"):
        entering.slip(cast, cast.colleague)


@pytest.mark.parametrize("role", ["cashier", "organiser", "school", "supervisor", "neighbour", "operator", "outsider"])
def test_only_who_appoints_hands_out(cast, role):
    with not_permitted(APPOINTERS):
        hand_out_slip(actor=person(cast, role), profile=profile_of(cast, "colleague"))


def test_nobody_hands_himself_a_slip(cast):
    with not_permitted(NOT_ONESELF):
        hand_out_slip(actor=cast.secretary, profile=profile_of(cast, "secretary"))


def test_nobody_hands_out_next_door(cast):
    theirs = add_person(actor=given.SETUP, alliance=cast.next_door, person=cast.outsider, name="外小人")

    with not_permitted(APPOINTERS):
        hand_out_slip(actor=cast.secretary, profile=theirs)


def new_secretary():
    """The first secretary of an alliance in which nobody has ever been."""
    alliance = Alliance(slug="new-street", name="新街六方共建", short_name="新街", phone="021-56551234")
    began = Beginning(NewOrganisation("新街党总支"), "赵大方")
    return found_alliance(actor=given.SETUP, alliance=alliance, beginning=began)


def test_the_first_slip_of_an_alliance_is_handed_out_by_its_founding(cast):
    secretary = new_secretary()

    slip = hand_out_slip(actor=given.SETUP, profile=secretary)

    assert (slip.handed_out_by, slip.purpose, slip.is_open) == (None, "first", True)
    told = ("system:setup", slip.ref, {"person": str(secretary.person_id)})
    assert last_facts("entrance.hand_out_slip") == told


def test_a_lost_first_slip_is_replaced_as_long_as_nobody_has_been_in(cast):
    secretary = new_secretary()
    first = hand_out_slip(actor=given.SETUP, profile=secretary)

    second = hand_out_slip(actor=given.SETUP, profile=secretary)

    assert list(Slip.objects.filter(withdrawn_at=None)) == [second]
    assert first != second


def test_an_alliance_that_somebody_has_been_in_is_closed_to_its_founding(cast):
    secretary = new_secretary()
    used(hand_out_slip(actor=given.SETUP, profile=secretary), "zhaodafang")
    friend = add_person(actor=given.SETUP, alliance=secretary.alliance, name="外小人")

    with not_permitted(APPOINTERS):
        hand_out_slip(actor=given.SETUP, profile=friend)


@pytest.mark.parametrize("came", ["signed in", "chose a password", "did something"])
def test_whoever_was_in_a_living_alliance_closes_it(cast, came):
    friend = add_person(actor=given.SETUP, alliance=cast.alliance, name="外小人")
    if came == "signed in":
        entering.signed_in(cast.school)
    elif came == "chose a password":
        cast.school.set_password("jin-men-2026")
        cast.school.save()
    else:
        entering.slip(cast, cast.colleague)

    with not_permitted(APPOINTERS):
        hand_out_slip(actor=given.SETUP, profile=friend)


def test_who_was_in_before_and_is_known_here_closes_a_new_alliance_too(cast):
    secretary = new_secretary()
    add_person(actor=given.SETUP, alliance=secretary.alliance, person=entering.signed_in(cast.neighbour), name="林小街")

    with not_permitted(APPOINTERS):
        hand_out_slip(actor=given.SETUP, profile=secretary)


def test_no_other_program_hands_out_a_slip(cast):
    secretary = new_secretary()

    for name in ("slip", "promise-clock", "roster-clock", ""):
        with not_permitted(APPOINTERS):
            hand_out_slip(actor=SystemActor(name), profile=secretary)


def test_the_database_refuses_a_slip_from_nobody_where_somebody_has_been(cast):
    used(entering.slip(cast, cast.colleague))
    values = {"alliance": cast.alliance, "person": cast.school, "purpose": "first", "code_mark": "x"}

    with pytest.raises(DatabaseError, match="nobody hands out"), transaction.atomic():
        Slip.objects.create(**values, handed_out_at=given.NOON, expires_at=given.NOON + timedelta(days=7))


def test_the_database_knows_who_handed_a_slip_out_for_ever(cast):
    slip = hand_out_slip(actor=given.SETUP, profile=new_secretary())

    for change in ({"handed_out_by": cast.secretary}, {"purpose": "recovery"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Slip.objects.filter(pk=slip.pk).update(**change)


def test_a_slip_of_the_founding_says_so_in_the_list(cast, door):
    secretary = new_secretary()
    slip = hand_out_slip(actor=given.SETUP, profile=secretary)

    assert "建立联盟时发的" in said(door(used(slip, "zhaodafang")).get(reverse("entrance:entrance")))


def test_the_log_names_the_person_by_id(cast):
    with trail() as deeds:
        slip = entering.slip(cast, cast.colleague)

    assert deeds == ["entrance.hand_out_slip"]
    told = (cast.secretary.ref, slip.ref, {"person": str(cast.colleague.pk)})
    assert last_facts("entrance.hand_out_slip") == told


def test_the_page_shows_the_slip_once_with_a_picture_that_keeps_the_code_behind_the_hash(cast, door):
    visit = door(cast.secretary)

    answer = visit.post(at("hand_out_slip", profile_of(cast, "colleague")))

    code, address = answer.context["code"], f"http://testserver{reverse('entrance:use_slip')}"
    assert (said(answer).count(code), "同小事" in said(answer), cast.alliance.name in said(answer)) == (1, True, True)
    assert "7 天内有效，只能用一次，请当面交给本人" in said(answer)
    pictured = segno.make(f"{address}#{code}", error="m", micro=False).svg_data_uri(scale=4, border=2)
    assert (answer.context["picture"], "no-store" in answer["Cache-Control"]) == (pictured, True)


def test_the_same_form_sent_again_shows_no_code_and_makes_no_second_slip(cast, door):
    visit, page, key = door(cast.secretary), at("hand_out_slip", profile_of(cast, "colleague")), str(uuid4())
    code = visit.post(page, key=key).context["code"]

    again = visit.post(page, key=key)

    later = [again, visit.get(page), visit.get(reverse("entrance:entrance"))]
    assert (again.status_code, Slip.objects.count()) == (302, 1)
    assert [code in said(answer) for answer in later] == [False] * 3


def test_the_api_tells_the_code_once(cast, door):
    visit, key = door(cast.secretary), str(uuid4())

    first = visit.api_post(api(profile_of(cast, "colleague")), key=key)
    again = visit.api_post(api(profile_of(cast, "colleague")), key=key)

    assert (first.status_code, len(first.json()["code"]), first["Cache-Control"]) == (200, 12, "no-store")
    assert (again.json()["id"], again.json()["code"]) == (first.json()["id"], "")


def test_others_read_why_not(cast, door):
    profile = profile_of(cast, "colleague")
    visit = door(cast.cashier)

    with nothing_written():
        found = answers(visit, at("hand_out_slip", profile), api(profile), typed={})

    assert (found, why_not(visit.get(at("hand_out_slip", profile)))) == ((200, 403, 403), [APPOINTERS])


def test_strangers_find_nothing(cast, door):
    profile = profile_of(cast, "colleague")

    found = answers_to_strangers(cast, door, at("hand_out_slip", profile), api(profile), typed={})

    assert set(found.values()) == {(404, 404, 404)}


def test_a_persons_page_offers_what_fits(cast, door):
    page = reverse("members:person", args=[profile_of(cast, "colleague").pk])
    before = said(door(cast.secretary).get(page))
    entering.signed_in(cast.colleague)

    after = said(door(cast.secretary).get(page))

    assert ["发登录纸条" in before, "帮他找回登录" in before] == [True, False]
    assert ["发登录纸条" in after, "帮他找回登录" in after] == [False, True]
    assert "发登录纸条" not in said(door(cast.cashier).get(page))
