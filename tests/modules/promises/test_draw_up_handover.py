"""Listing what is open when a post changes hands: fixed at that moment, by somebody whom it concerns."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.wiring import tasks_for
from gongjian.modules.members.actions import Term, end_post
from gongjian.modules.members.models import Post
from gongjian.modules.promises.actions import draw_up_handover
from gongjian.modules.promises.models import Handover, HandoverItem
from gongjian.modules.promises.queries import owed_by
from gongjian.modules.promises.queries.handovers import items_of, open_with
from tests import given, promising
from tests.modules.members.people import TOMORROW, newcomer, post_of
from tests.modules.promises.promising import keep
from tests.modules.told import (
    APPOINTERS,
    NOT_FOUND,
    SIGN_IN_FIRST,
    STRANGERS,
    answers,
    answers_to_strangers,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    rule_says,
    trail,
)

HOLDERS = "或者由担任这个职务的人来办。"
SUCCESSORS = "或者由接这个职务的人来办。"


@pytest.fixture
def ending(cast):
    """The cashier's post ends today; a box is to be counted."""
    given.box(cast)
    return end_post(actor=cast.cashier, post=post_of(cast, "cashier"), ends_on=given.TODAY)


@pytest.fixture
def coming(cast):
    """The post that begins tomorrow."""
    return post_of(cast, "future_cashier")


@pytest.mark.parametrize("role", ["cashier", "future_cashier", "secretary"])
def test_whom_it_concerns_lists_what_is_open(cast, ending, coming, role):
    handover = draw_up_handover(actor=person(cast, role), leaving=ending, coming=coming)

    assert [row.task.title for _item, row in items_of(handover)] == ["清点东口募捐箱"]


def test_the_list_stays_as_it_was_and_says_how_things_stand_today(cast, ending, coming):
    with clock.set_to(given.NOON + timedelta(days=2)):
        handover = draw_up_handover(actor=cast.secretary, leaving=ending, coming=coming)
    (item, _row), *_none = items_of(handover)

    keep(actor=cast.organiser, promised=item.promise, evidence="campaigns.cashbox:1")

    (same, row), *_none = items_of(handover)
    assert (same.days_late, row.promise.state) == (2, "kept")


def test_what_is_open_passes_on_with_the_post_by_itself(cast, ending, coming):
    draw_up_handover(actor=cast.cashier, leaving=ending, coming=coming)

    with clock.set_to(given.NOON + timedelta(days=1)):
        owed = [owed_by(somebody, cast.alliance.pk).count() for somebody in (cast.cashier, cast.future_cashier)]
    assert (owed, list(open_with(coming)) == list(open_with(ending))) == ([0, 1], True)


def test_both_see_it_on_their_desks(cast):
    promising.handover(cast)

    titles = [task.title for task in tasks_for(cast.cashier, cast.alliance.pk)]
    assert titles.count("交接清单待签") == 1
    with clock.set_to(given.NOON + timedelta(days=1)):
        assert "交接清单待签" in [task.title for task in tasks_for(cast.future_cashier, cast.alliance.pk)]
    assert [task.title for task in tasks_for(cast.school, cast.alliance.pk)] == []


def test_a_post_without_a_last_day_is_not_handed_over(cast, coming):
    with rule_says("promises.post_goes_on"):
        draw_up_handover(actor=cast.secretary, leaving=post_of(cast, "cashier"), coming=coming)


def test_nobody_hands_over_to_himself(cast, ending):
    with rule_says("promises.same_person"):
        draw_up_handover(actor=cast.secretary, leaving=ending, coming=ending)


@pytest.mark.parametrize("role", ["colleague", "school", "former_cashier", "neighbour"])
def test_a_post_that_cannot_take_it_over_is_refused(cast, ending, role):
    with rule_says("promises.not_a_successor"):
        draw_up_handover(actor=cast.secretary, leaving=ending, coming=post_of(cast, role))


def test_a_pair_has_one_list(cast, ending, coming):
    draw_up_handover(actor=cast.cashier, leaving=ending, coming=coming)

    with rule_says("promises.handover_exists"):
        draw_up_handover(actor=cast.future_cashier, leaving=ending, coming=coming)


def test_somebody_else_with_such_a_post_does_not_list_it(cast, ending, coming):
    third = newcomer(cast, "cashier", term=Term(TOMORROW))

    with rule_says("promises.not_your_handover"):
        draw_up_handover(actor=third, leaving=ending, coming=coming)


@pytest.mark.parametrize("role", ["colleague", "school", "organiser", "former_cashier", "neighbour", "operator"])
def test_nobody_else_lists_it(cast, ending, coming, role):
    with not_permitted(APPOINTERS, HOLDERS, SUCCESSORS):
        draw_up_handover(actor=person(cast, role), leaving=ending, coming=coming)


def test_the_database_itself_wants_another_person_of_the_same_organisation(cast, ending):
    for other in (ending, post_of(cast, "school"), Post.objects.get(person=cast.neighbour)):
        with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
            Handover.objects.create(alliance=cast.alliance, leaving=ending, coming=other, drawn_up_at=clock.now())


def test_the_log_has_both_posts_and_how_many(cast, ending, coming):
    with trail() as deeds:
        handover = draw_up_handover(actor=cast.cashier, leaving=ending, coming=coming)

    assert (deeds, HandoverItem.objects.count()) == (["promises.draw_up_handover"], 1)
    facts = {"leaving": str(ending.pk), "coming": str(coming.pk), "promises": 1}
    assert last_facts("promises.draw_up_handover") == (cast.cashier.ref, handover.ref, facts)


def test_its_page_offers_who_can_take_over(cast, door, ending, coming):
    page, visit = reverse("promises:draw_up_handover", args=[ending.pk]), door(cast.cashier)

    asked = visit.get(page)
    empty = visit.post(page)
    sent = visit.post(page, coming=coming.pk)

    assert [label for _value, label in asked.context["form"].fields["coming"].choices] == ["请选一位", "钱后任 · 出纳"]
    assert (empty.status_code, "coming" in empty.context["form"].errors) == (200, True)
    assert (sent.status_code, sent["Location"]) == (
        302,
        reverse("promises:handover", args=[Handover.objects.get().pk]),
    )
    listed = visit.get(reverse("promises:handovers")).content.decode()
    assert ("钱后任" in listed, "还没签" in listed) == (True, True)


def test_its_api_does_the_same(cast, door, ending, coming):
    told = door(cast.cashier).api_post(f"/posts/{ending.pk}/handover", {"coming_id": str(coming.pk)}).json()

    assert (len(told["promises"]), told["signed_by"]) == (1, [])
    assert len(door(cast.school).api_get("/handovers").json()) == 1


def test_for_strangers_it_is_not_there(cast, door):
    ending = end_post(actor=cast.school, post=post_of(cast, "school"), ends_on=given.TODAY)
    page, api = reverse("promises:draw_up_handover", args=[ending.pk]), f"/posts/{ending.pk}/handover"
    body = {"coming_id": str(ending.pk)}

    told = answers_to_strangers(cast, door, page, api, typed={}, body=body)

    assert told == dict.fromkeys(STRANGERS, NOT_FOUND)
    assert answers(door(None), page, api, typed={}, body=body) == SIGN_IN_FIRST
