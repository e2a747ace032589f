"""Agreeing on a recovery: a second person, through a second post; every way round it is closed."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from gongjian.foundation.idempotency.deed import under_key
from gongjian.modules.entrance.actions import agree_recovery, drop_recovery
from gongjian.modules.entrance.models import Recovery, Slip
from tests import entering, given
from tests.modules.entrance.slips import NOT_ONESELF, OFFICE, at, said
from tests.modules.members.people import stands_in
from tests.modules.told import answers, answers_to_strangers, last_facts, not_permitted, person, rule_says, trail

PROPOSED_IT = "是你提出的，要由另一个人来同意。"
ANOTHER_POST = "代理不能算第二个人：要凭另一个职务来同意。"


@pytest.fixture
def recovery(cast):
    """The secretary has proposed to let the colleague in again."""
    return entering.proposed_recovery(cast.colleague, cast.secretary, cast.alliance)


def test_the_second_gets_the_slip_to_hand_out(cast, recovery):
    slip = agree_recovery(actor=cast.supervisor, recovery=recovery)

    kept = Recovery.objects.get()
    assert (kept.state, kept.agreed_by, kept.agreed_at) == ("seconded", cast.supervisor, given.NOON)
    assert (slip.purpose, slip.recovery, slip.person, slip.handed_out_by, len(slip.code)) == (
        "recovery",
        kept,
        cast.colleague,
        cast.supervisor,
        12,
    )


def test_the_proposer_is_no_second(cast, recovery):
    with not_permitted(PROPOSED_IT, ANOTHER_POST):
        agree_recovery(actor=cast.secretary, recovery=recovery)


def test_the_person_is_no_second_though_an_office_holder(cast):
    recovery = entering.proposed_recovery(cast.supervisor, cast.secretary, cast.alliance)

    with not_permitted(NOT_ONESELF):
        agree_recovery(actor=cast.supervisor, recovery=recovery)


@pytest.mark.parametrize("role", ["cashier", "organiser", "neighbour", "operator", "outsider"])
def test_who_holds_no_office_is_no_second_not_even_the_operator(cast, recovery, role):
    with not_permitted(OFFICE, ANOTHER_POST):
        agree_recovery(actor=person(cast, role), recovery=recovery)


def test_who_stands_in_for_the_proposer_is_no_second(cast, recovery):
    stands_in(cast, "cashier", "secretary")

    with not_permitted(ANOTHER_POST):
        agree_recovery(actor=cast.cashier, recovery=recovery)


def test_for_whom_the_proposer_stood_in_is_no_second(cast):
    stands_in(cast, "cashier", "secretary")
    recovery = entering.proposed_recovery(cast.colleague, cast.cashier, cast.alliance)

    with not_permitted(ANOTHER_POST):
        agree_recovery(actor=cast.secretary, recovery=recovery)


def test_the_same_key_again_is_no_second_consent_and_tells_no_code(cast, recovery):
    slips, key = [], uuid4()
    for _twice in range(2):
        with under_key(key, asked_for=True):
            slips.append(agree_recovery(actor=cast.supervisor, recovery=recovery))

    assert ([bool(slip.code) for slip in slips], Slip.objects.count()) == ([True, False], 1)


def test_a_recovery_is_agreed_on_once(cast, recovery):
    agree_recovery(actor=cast.supervisor, recovery=recovery)

    with rule_says("moves.not_allowed", state="seconded", following="seconded"):
        agree_recovery(actor=cast.second_supervisor, recovery=recovery)


def test_what_was_dropped_stays_dropped(cast, recovery):
    drop_recovery(actor=cast.colleague, recovery=recovery)

    with rule_says("moves.not_allowed", state="dropped", following="seconded"):
        agree_recovery(actor=cast.supervisor, recovery=recovery)


def raw(sql, *values):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [value.hex if connection.vendor == "sqlite" else value for value in values])
    return str(refusal.value).splitlines()[0]


BY_PROPOSER = "UPDATE entrance_recovery SET state = 'seconded', agreed_at = proposed_at, agreed_by_id = proposed_by_id"
BY_PERSON = "UPDATE entrance_recovery SET state = 'seconded', agreed_at = proposed_at, agreed_by_id = person_id"


def test_by_hand_in_the_database_neither_the_proposer_nor_the_person_agrees(recovery):
    assert "two_people_recover" in raw(BY_PROPOSER)
    assert "nobody_recovers_himself" in raw(BY_PERSON)
    assert "agreed_by_somebody" in raw("UPDATE entrance_recovery SET state = 'seconded'")


def test_by_hand_in_the_database_no_slip_comes_before_the_second(cast, recovery):
    told = "a slip for recovery needs a recovery that two people agreed on"
    values = {"alliance_id": cast.alliance.pk, "person": cast.colleague, "handed_out_by": cast.secretary}
    times = {"handed_out_at": given.NOON, "expires_at": given.NOON}

    with pytest.raises(IntegrityError, match=told), transaction.atomic():
        Slip.objects.create(recovery=recovery, purpose="recovery", code_mark="x", **values, **times)
    with pytest.raises(IntegrityError, match="recovery_slip_has_its_recovery"), transaction.atomic():
        Slip.objects.create(purpose="recovery", code_mark="x", **values, **times)


def test_by_hand_in_the_database_a_recovery_keeps_its_people_and_its_answer(cast, recovery):
    told = "a recovery keeps its people, and its answer"

    assert raw("UPDATE entrance_recovery SET proposed_by_id = %s", cast.supervisor.pk) == told
    assert raw("UPDATE entrance_recovery SET person_id = %s", cast.school.pk) == told
    agree_recovery(actor=cast.supervisor, recovery=recovery)
    assert raw("UPDATE entrance_recovery SET note = 'another'") == told
    assert raw("DELETE FROM entrance_slip") == "a slip stays known"


def test_the_log_has_both(cast, recovery):
    with trail() as deeds:
        agree_recovery(actor=cast.supervisor, recovery=recovery)

    assert deeds == ["entrance.agree_recovery"]
    told = (cast.supervisor.ref, recovery.ref, {"person": str(cast.colleague.pk)})
    assert last_facts("entrance.agree_recovery") == told


def test_the_page_shows_the_slip_once(cast, door, recovery):
    visit, key = door(cast.supervisor), str(uuid4())

    answer = visit.post(at("agree_recovery", recovery), key=key)
    again = visit.post(at("agree_recovery", recovery), key=key)

    assert (said(answer).count(answer.context["code"]), "找回登录" in said(answer)) == (1, True)
    assert (again.status_code, "no-store" in answer["Cache-Control"]) == (302, True)


def test_the_api_tells_the_code_once(cast, door, recovery):
    answer = door(cast.supervisor).api_post(f"/recoveries/{recovery.pk}/agree")

    assert (answer.status_code, len(answer.json()["code"]), answer["Cache-Control"]) == (200, 12, "no-store")


def test_who_may_not_reads_why_and_strangers_find_nothing(cast, door, recovery):
    page, api = at("agree_recovery", recovery), f"/recoveries/{recovery.pk}/agree"

    assert answers(door(cast.secretary), page, api, typed={}) == (200, 403, 403)
    assert answers(door(cast.cashier), page, api, typed={}) == (404, 404, 404)
    assert set(answers_to_strangers(cast, door, page, api, typed={}).values()) == {(404, 404, 404)}
