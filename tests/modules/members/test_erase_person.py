"""Erasing a person: nothing but ids is left, books and log verify, the alliance next door keeps its own."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person, PersonalToken
from gongjian.foundation.idempotency.deed import under_key
from gongjian.foundation.ids import new_id
from gongjian.foundation.sealing.models import Look
from gongjian.modules.members.actions import (
    Term,
    appoint,
    ask_erasure,
    erase_person,
    see_contact,
    set_contact,
)
from gongjian.modules.members.models import ErasureRequest, Organisation, Post, Profile
from tests import given
from tests.modules.feedback.telling import told
from tests.modules.members.leaving import CONTACT, erased, wanted
from tests.modules.members.people import newcomer, post_of, profile_of
from tests.modules.told import SECRETARYS, last_facts, not_permitted, nothing_written, person, rule_says, trail

NOT_WHO_ASKED, NOT_ONESELF = "是你提出来的，要请另一位来同意。", "自己的事要请别人来办。"


def test_two_erased_people_are_still_two_on_a_count_sheet(cast):
    first = erased(cast)
    Post.objects.filter(person=cast.school).update(ends_on=given.TODAY - timedelta(days=1))
    second = erased(cast, "school")

    assert first.name.startswith("已删除的人 · ")
    assert first.name != second.name


def test_the_account_is_closed_with_all_its_ways_in(cast, door):
    visitor = door(cast.former_cashier)
    assert (visitor.get("/me/data/").status_code, visitor.api_get("/people").status_code) == (200, 200)

    erased(cast)

    closed = Person.objects.get(pk=cast.former_cashier.pk)
    assert (closed.is_active, closed.username, closed.password, closed.last_login) == (
        False,
        f"erased-{closed.pk.hex}",
        "!",
        None,
    )
    assert PersonalToken.objects.filter(person=closed).count() == 0
    assert (visitor.get("/me/data/").status_code, visitor.api_get("/people").status_code) == (302, 401)


def test_the_alliance_next_door_keeps_its_own_and_the_account(cast, door):
    residents = Organisation.objects.get(name="居民区")
    given.post(cast.next_door, cast.former_cashier, "钱隔壁", residents, "volunteer", given.SINCE)
    there = Profile.objects.get(alliance=cast.next_door, person=cast.former_cashier)
    set_contact(actor=given.SETUP, profile=there, contact=CONTACT)

    here = erased(cast)

    there.refresh_from_db()
    assert (there.name, there.phone.opened(), there.erased_at) == ("钱隔壁", CONTACT.phone, None)
    assert (here.phone.opened(), Person.objects.get(pk=cast.former_cashier.pk).is_active) == ("", True)
    shown = door(cast.former_cashier).get("/me/data/").content.decode()
    assert ("钱隔壁" in shown, here.name in shown) == (True, False)


def test_what_the_person_wrote_of_others_stays_for_them(cast):
    look = see_contact(actor=cast.secretary, profile=profile_of(cast, "school"), reason="通知开会")
    Post.objects.filter(person=cast.secretary).update(ends_on=given.TODAY - timedelta(days=1))
    leader = newcomer(cast, "secretary")

    erase_person(actor=leader, erasure=wanted(cast, "secretary"))

    assert Look.objects.get(pk=look.pk).reason == "通知开会"


def test_who_got_a_post_meanwhile_is_not_erased(cast):
    erasure = wanted(cast)
    profile = profile_of(cast, "former_cashier")
    appoint(
        actor=given.SETUP,
        profile=profile,
        organisation=post_of(cast, "cashier").organisation,
        kind=given.kind(cast, "member"),
        term=Term(given.TODAY),
    )

    with rule_says("retention.holds_a_post"):
        erase_person(actor=cast.secretary, erasure=erasure)


def test_who_complained_meanwhile_is_not_erased(cast):
    erasure = wanted(cast)
    told(cast, by=cast.former_cashier)

    with rule_says("members.not_settled"):
        erase_person(actor=cast.secretary, erasure=erasure)


def test_who_asked_does_not_agree_however_often_he_tries(cast):
    second = newcomer(cast, "secretary")
    erasure = ask_erasure(actor=second, profile=profile_of(cast, "former_cashier"), reason="搬走了")

    for _time in range(2):
        with not_permitted(NOT_WHO_ASKED):
            erase_person(actor=second, erasure=erasure)


def test_nobody_agrees_to_his_own_erasure(cast):
    Post.objects.filter(person=cast.secretary).update(ends_on=given.TODAY - timedelta(days=1))
    organiser = newcomer(cast, "organiser")
    erasure = ask_erasure(actor=organiser, profile=profile_of(cast, "secretary"), reason="搬走了")
    Post.objects.filter(person=cast.secretary).update(ends_on=None)

    with not_permitted(NOT_ONESELF):
        erase_person(actor=cast.secretary, erasure=erasure)


@pytest.mark.parametrize("role", ["cashier", "colleague", "supervisor", "neighbour", "operator", "outsider"])
def test_nobody_but_who_leads_agrees(cast, role):
    erasure = wanted(cast)

    with not_permitted(SECRETARYS):
        erase_person(actor=person(cast, role), erasure=erasure)


def test_a_retry_with_the_same_key_has_one_effect(cast):
    erasure, key = wanted(cast), new_id()
    with under_key(key, asked_for=True):
        first = erase_person(actor=cast.secretary, erasure=erasure)

    with nothing_written(), under_key(key, asked_for=True):
        again = erase_person(actor=cast.secretary, erasure=erasure)

    assert (first.pk, again.state) == (again.pk, "erased")


def test_past_the_program_the_database_wants_two_people_as_well(cast):
    erasure, profile = wanted(cast), profile_of(cast, "former_cashier")
    row = ErasureRequest.objects.filter(pk=erasure.pk)
    now = clock.now()

    for change, refusal in (
        (lambda: Profile.objects.filter(pk=profile.pk).update(erased_at=now), "an erasure needs a second person"),
        (
            lambda: row.update(state="erased", answered_by=cast.former_cashier, answered_at=now),
            "two_people|himself|CHECK",
        ),
        (lambda: row.update(state="erased"), "an_erasure_is_answered|CHECK"),
        (lambda: raw("UPDATE members_erasurerequest SET asked_by_id = %s", cast.secretary.pk), "never changes"),
    ):
        with nothing_written(), pytest.raises(IntegrityError, match=refusal), transaction.atomic():
            change()


def test_past_the_program_nobody_answers_about_himself(cast):
    erasure = ask_erasure(actor=cast.secretary, profile=profile_of(cast, "former_cashier"), reason="搬走了")
    row = ErasureRequest.objects.filter(pk=erasure.pk)

    with pytest.raises(IntegrityError, match="nobody answers about himself"), transaction.atomic():
        row.update(state="erased", answered_by=cast.former_cashier, answered_at=clock.now())


def test_what_is_erased_stays_erased(cast):
    profile = erased(cast)

    for change in (
        lambda: Profile.objects.filter(pk=profile.pk).update(name="钱前任"),
        lambda: Profile.objects.filter(pk=profile.pk).update(erased_at=None),
    ):
        with pytest.raises(IntegrityError, match="what is erased stays erased"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="who is erased is given no post"), transaction.atomic():
        Post.objects.create(
            alliance=cast.alliance,
            person=cast.former_cashier,
            organisation=post_of(cast, "cashier").organisation,
            kind=given.kind(cast, "member"),
            begins_on=given.TODAY,
        )


def test_an_erased_person_is_not_gone_on_with(cast):
    profile = erased(cast)
    kind, place = given.kind(cast, "member"), post_of(cast, "cashier").organisation

    with rule_says("members.is_erased"):
        appoint(actor=cast.secretary, profile=profile, organisation=place, kind=kind, term=Term(given.TODAY))
    with rule_says("members.is_erased"):
        set_contact(actor=cast.secretary, profile=profile, contact=CONTACT)
    with rule_says("members.is_erased"):
        ask_erasure(actor=cast.secretary, profile=profile, reason="再删一次")


def test_why_a_number_was_looked_at_is_only_ever_emptied(cast):
    look = given.look(cast)
    row = Look.objects.filter(pk=look.pk)

    for change in (
        {"reason": "别的话"},
        {"reason": "", "looked_by": cast.cashier},
        {"reason": "", "at": clock.now() + timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError, match=r"sealing\.look is append-only"), transaction.atomic():
            row.update(**change)
    assert row.update(reason="") == 1


def test_the_deed_has_one_line_of_ids_in_the_log(cast):
    erasure = wanted(cast)

    with trail() as deeds:
        erase_person(actor=cast.secretary, erasure=erasure)

    assert deeds == ["members.erase_person"]
    facts = {"profile": str(erasure.profile_id)}
    assert last_facts("members.erase_person") == (cast.secretary.ref, erasure.ref, facts)


def test_it_waits_on_the_desk_of_who_may_agree_and_the_page_does_it(cast, door):
    erasure = wanted(cast)
    url = f"/work/people/erasures/{erasure.pk}/erase/"
    visitor = door(cast.secretary)

    assert [url in door(one).get("/desk/").content.decode() for one in (cast.secretary, cast.cashier)] == [True, False]
    assert "不能撤回" in visitor.get(url).content.decode()
    answer = visitor.post(url)

    assert (answer.status_code, visitor.get(answer.url).status_code) == (302, 200)
    assert profile_of(cast, "former_cashier").erased_at == clock.now()
    assert "已删除" in visitor.get(url).content.decode()


def test_a_second_yes_is_told_how_things_stand(cast, door):
    erasure = wanted(cast)
    visitor = door(cast.secretary)
    visitor.api_post(f"/erasures/{erasure.pk}/erase")

    again = visitor.api_post(f"/erasures/{erasure.pk}/erase")

    assert (again.status_code, again.json()["detail"][:9]) == (409, "现在是“已删除”，")


def test_the_api_does_it_and_who_has_no_business_here_finds_nothing(cast, door):
    erasure = wanted(cast)
    path = f"/erasures/{erasure.pk}/erase"

    found = [door(one).api_post(path).status_code for one in (cast.cashier, cast.neighbour, cast.former_cashier, None)]

    assert found == [404, 404, 403, 401]
    assert door(cast.secretary).api_post(path).json()["state"] == "erased"


def raw(sql, value):
    with connection.cursor() as cursor:
        cursor.execute(sql, [value.hex if connection.vendor == "sqlite" else value])
