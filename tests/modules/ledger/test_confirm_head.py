"""Keeping a head: said by a liaison for the own organisation, once; the head stays as it is."""
# ruff: noqa: S608  the names in these statements are those of our own tables

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from gongjian.modules.ledger.actions import confirm_head
from gongjian.modules.ledger.models import Confirmation, Head
from gongjian.modules.members.models import Organisation, Post
from tests import bookkeeping, given
from tests.harness.remembered import remembered
from tests.modules.told import (
    NOT_ALLOWED,
    NOT_FOUND,
    SIGN_IN_FIRST,
    STRANGERS,
    answers,
    answers_to_strangers,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    refusal_of,
    rule_says,
    trail,
    why_not,
)

LIAISONS = "这一步要由联络员来办。"


@pytest.fixture
def head(cast):
    """The head of yesterday."""
    return remembered("head", lambda: bookkeeping.signed(cast))


def page_of(head):
    return reverse("ledger:confirm_head", args=[head.pk])


def api_of(head):
    return f"/heads/{head.pk}/confirm"


def test_the_organisation_has_it_from_now_on(cast, head):
    confirmation = confirm_head(actor=cast.school, head=head)

    assert (confirmation.head, confirmation.organisation.name) == (head, "止园路小学")
    assert (confirmation.confirmed_by, confirmation.confirmed_at) == (cast.school, given.NOON)


def test_each_organisation_has_its_own(cast, head):
    for actor in (cast.school, cast.committee, cast.secretary):
        confirm_head(actor=actor, head=head)

    assert Confirmation.objects.count() == 3


@pytest.mark.parametrize("role", ["cashier", "colleague", "supervisor", *STRANGERS])
def test_only_who_speaks_for_an_organisation_confirms(cast, head, role):
    with not_permitted(LIAISONS):
        confirm_head(actor=person(cast, role), head=head)


def test_an_organisation_confirms_once(cast, head):
    confirm_head(actor=cast.school, head=head)

    with rule_says("ledger.confirmed_already"):
        confirm_head(actor=cast.school, head=head)


def test_two_of_one_organisation_confirm_once(cast, head):
    confirm_head(actor=cast.organiser, head=head)

    with rule_says("ledger.confirmed_already"):
        confirm_head(actor=cast.secretary, head=head)


def test_who_speaks_for_two_confirms_for_one_after_the_other(cast, head):
    market = Organisation.objects.get(name="市场监督管理所")
    also = {"alliance": cast.alliance, "person": cast.school, "organisation": market, "begins_on": given.TODAY}
    Post.objects.create(kind=given.kind(cast, "liaison"), **also)

    names = [confirm_head(actor=cast.school, head=head).organisation.name for _each in range(2)]

    assert names == ["止园路小学", "市场监督管理所"]


def test_a_post_that_speaks_for_nobody_is_not_the_one_that_is_confirmed_for(cast, head):
    market = Organisation.objects.get(name="市场监督管理所")
    also = {"alliance": cast.alliance, "person": cast.supervisor, "begins_on": given.TODAY}
    school = Organisation.objects.get(name="止园路小学")
    Post.objects.create(kind=given.kind(cast, "liaison"), organisation=school, **also)

    confirmation = confirm_head(actor=cast.supervisor, head=head)

    assert confirmation.organisation == school != market


def test_the_database_itself_refuses_a_second_one(cast, head):
    first = confirm_head(actor=cast.school, head=head)
    again = {"alliance": cast.alliance, "head": head, "organisation": first.organisation}

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(confirmed_by=cast.committee, confirmed_at=given.NOON, **again)


@pytest.mark.parametrize("column", ["day", "size", "root", "seal", "peaks", "signature"])
def test_a_head_is_never_altered(head, column):
    with pytest.raises(IntegrityError, match="is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Head._meta.db_table} SET {column} = {column}")


def test_the_page_confirms(cast, door, head):
    answer = door(cast.school).post(page_of(head))

    assert (answer.status_code, answer.url) == (302, reverse("ledger:head", args=[head.pk]))
    assert Confirmation.objects.get().confirmed_by == cast.school


def test_a_refused_page_says_why(cast, door, head):
    confirm_head(actor=cast.school, head=head)

    with nothing_written():
        answer = door(cast.school).post(page_of(head))

    told = ["你们单位已经留过底，不用再留。"]
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (200, told)


def test_the_head_says_who_keeps_it_and_asks_nobody_twice(cast, door, head):
    before = door(cast.school).get(reverse("ledger:head", args=[head.pk]))
    confirm_head(actor=cast.school, head=head)

    after = door(cast.school).get(reverse("ledger:head", args=[head.pk]))

    assert [page_of(head) in page.content.decode() for page in (before, after)] == [True, False]
    assert [one.organisation.name for one in after.context["confirmations"]] == ["止园路小学"]
    (row,) = door(cast.cashier).get(reverse("ledger:heads")).context["page"].object_list
    assert (row.pk, row.kept_by) == (head.pk, 1)


def test_the_api_confirms_through_the_same_deed(cast, door, head):
    answer = door(cast.school).api_post(api_of(head))

    school = str(Organisation.objects.get(name="止园路小学").pk)
    assert (answer.status_code, answer.json()["head_id"], answer.json()["organisation_id"]) == (
        200,
        str(head.pk),
        school,
    )


def test_the_api_tells_the_refusal(cast, door, head):
    confirm_head(actor=cast.school, head=head)

    assert refusal_of(door(cast.school).api_post(api_of(head))) == (409, "ledger.confirmed_already", {})


def test_the_api_lists_what_a_program_needs_to_check_it(cast, door, head):
    (told,) = door(cast.committee).api_get("/heads").json()

    assert told == {
        "id": str(head.pk),
        "day": "2026-11-22",
        "size": 1,
        **{name: getattr(head, name) for name in ("root", "seal", "signature", "signed_by")},
    }
    assert door(cast.neighbour).api_get("/heads").json() == []


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door, head):
    shown = door(cast.cashier).get(page_of(head))

    assert why_not(shown) == [LIAISONS]
    with nothing_written():
        assert answers(door(cast.cashier), page_of(head), api_of(head), typed={}) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door, head):
    found = answers_to_strangers(cast, door, page_of(head), api_of(head), typed={})

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)
    shown = {
        role: door(person(cast, role)).get(reverse("ledger:head", args=[head.pk])).status_code for role in STRANGERS
    }
    assert shown == dict.fromkeys(STRANGERS, 404)


def test_who_is_signed_out_signs_in_first(door, head):
    assert answers(door(None), page_of(head), api_of(head), typed={}) == SIGN_IN_FIRST


def test_the_log_has_one_row(cast, head):
    with trail() as deeds:
        confirmation = confirm_head(actor=cast.school, head=head)

    assert deeds == ["ledger.confirm_head"]
    assert last_facts("ledger.confirm_head") == (cast.school.ref, confirmation.ref, {"day": "2026-11-22"})
