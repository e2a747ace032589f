"""Signing a hand-over: each of the two once, under the own name, and nobody for another."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.wiring import tasks_for
from gongjian.modules.promises.actions import sign_handover
from gongjian.modules.promises.models import Signature
from gongjian.modules.promises.queries.handovers import told_of
from tests import given, promising
from tests.cast import ROLES
from tests.modules.told import last_facts, not_permitted, nothing_written, person, refusal_of, rule_says, trail

THE_TWO = "这张清单要由交的人和接的人自己签。"


@pytest.fixture
def handover(cast):
    """The cashier hands over to the one who begins tomorrow."""
    return promising.handover(cast)


def signed(handover):
    return told_of([handover])[0].is_signed


def test_it_is_signed_when_both_have_signed(cast, handover):
    steps = [signed(handover)]
    for somebody in (cast.cashier, cast.future_cashier):
        sign_handover(actor=somebody, handover=handover)
        steps.append(signed(handover))

    assert steps == [False, False, True]
    assert "交接清单待签" not in [task.title for task in tasks_for(cast.cashier, cast.alliance.pk)]


def test_who_has_left_can_still_sign(cast, door, handover):
    with clock.set_to(given.NOON + timedelta(days=3)):
        visit, page = door(cast.cashier), reverse("promises:sign_handover", args=[handover.pk])

        answers = [visit.get(page).status_code, visit.post(page).status_code]

    assert (answers, Signature.objects.get().signed_on) == ([200, 302], given.TODAY + timedelta(days=3))


def test_nobody_signs_twice(cast, handover):
    sign_handover(actor=cast.cashier, handover=handover)

    with rule_says("promises.signed_already"):
        sign_handover(actor=cast.cashier, handover=handover)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"cashier", "future_cashier"}])
def test_nobody_else_signs(cast, handover, role):
    with not_permitted(THE_TWO):
        sign_handover(actor=person(cast, role), handover=handover)


def row(handover, post, somebody, **other):
    told = {
        "alliance_id": handover.alliance_id,
        "handover": handover,
        "post": post,
        "person": somebody,
        "signed_on": given.TODAY,
        "on_paper": False,
        "recorded_by": somebody,
        "recorded_at": clock.now(),
    }
    return Signature(**told | other)


def test_the_database_itself_lets_nobody_sign_for_another(cast, handover):
    theirs = {
        "the secretary in the cashier's place": row(handover, handover.leaving, cast.secretary),
        "the superuser in the cashier's place": row(handover, handover.leaving, cast.operator),
        "the one in the other's place": row(handover, handover.coming, cast.cashier),
        "the secretary as the cashier": row(handover, handover.leaving, cast.cashier, recorded_by=cast.secretary),
        "the one recording the other on paper": row(
            handover, handover.coming, cast.future_cashier, recorded_by=cast.cashier, on_paper=True
        ),
        "oneself on paper": row(handover, handover.leaving, cast.cashier, on_paper=True),
        "a post that is not of this list": row(handover, cast.school.posts.get(), cast.school),
    }

    for signature in theirs.values():
        with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
            signature.save(force_insert=True)


def test_the_database_itself_wants_each_once(cast, handover):
    sign_handover(actor=cast.cashier, handover=handover)

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        row(handover, handover.leaving, cast.cashier).save(force_insert=True)


def test_the_log_has_who_signed_what(cast, handover):
    with trail() as deeds:
        signature = sign_handover(actor=cast.cashier, handover=handover)

    assert deeds == ["promises.sign_handover"]
    facts = {"handover": str(handover.pk)}
    assert last_facts("promises.sign_handover") == (cast.cashier.ref, signature.ref, facts)


def test_its_pages_and_its_sheet_are_there_for_whoever_takes_part(cast, door, handover):
    pages = [
        reverse(f"promises:{name}", args=[handover.pk]) for name in ("handover", "handover_sheet", "sign_handover")
    ]

    for page in pages:
        found = {
            role: door(person(cast, role)).get(page).status_code for role in ("cashier", "future_cashier", "school")
        }
        assert found == dict.fromkeys(found, 200)
        strange = [door(person(cast, role)).get(page).status_code for role in ("neighbour", "operator", "outsider")]
        assert strange == [404, 404, 404]


def test_the_sheet_has_both_names_and_what_is_open(cast, door, handover):
    text = door(cast.cashier).get(reverse("promises:handover_sheet", args=[handover.pk])).content.decode()

    assert [words in text for words in ("钱小清", "钱后任", "清点后门募捐箱", "职务交接清单")] == [True] * 4


def test_its_api_does_the_same(cast, door, handover):
    visit, api = door(cast.cashier), f"/handovers/{handover.pk}/sign"

    done, again, other = visit.api_post(api), visit.api_post(api), door(cast.school).api_post(api)

    assert (done.status_code, refusal_of(again)) == (200, (409, "promises.signed_already", {}))
    assert (other.status_code, door(cast.operator).api_post(api).status_code) == (403, 404)
    assert visit.api_get(f"/handovers/{handover.pk}").json()["signed_by"] == [str(handover.leaving_id)]
