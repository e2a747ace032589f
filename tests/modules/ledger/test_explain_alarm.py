"""Explaining an alarm: by a supervisor, once, in words that stay for ever."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from gongjian.modules.ledger.actions import explain_alarm
from gongjian.modules.ledger.models import Alarm
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

SUPERVISORS = "这一步要由监督来办。"
WORDS = "硬盘坏了，用了前一天的备份"
TYPED = {"explanation": WORDS}


@pytest.fixture
def alarm(cast):
    """The books are shorter than a head that was handed out."""
    return remembered("alarm", lambda: bookkeeping.alarm(cast))


def page_of(alarm):
    return reverse("ledger:explain_alarm", args=[alarm.pk])


def api_of(alarm):
    return f"/alarms/{alarm.pk}/explain"


def explain(actor, alarm, words=WORDS):
    return explain_alarm(actor=actor, alarm=alarm, explanation=words)


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def refused(sql):
    """The words with which the database refuses a statement; nothing is changed by it."""
    with nothing_written(), pytest.raises(IntegrityError) as refusal:
        run(sql)
    return str(refusal.value).splitlines()[0]


def test_the_words_stand_beside_it(cast, alarm):
    explained = explain(cast.supervisor, alarm)

    assert (explained.explanation, explained.explained_by, explained.explained_at) == (
        WORDS,
        cast.supervisor,
        given.NOON,
    )


@pytest.mark.parametrize("role", ["secretary", "cashier", "organiser", "committee", *STRANGERS])
def test_only_a_supervisor_explains(cast, alarm, role):
    with not_permitted(SUPERVISORS):
        explain(person(cast, role), alarm)


@pytest.mark.parametrize("words", ["", "   "])
def test_without_words_nothing_is_explained(cast, alarm, words):
    with rule_says("ledger.no_reason"):
        explain(cast.supervisor, alarm, words)


def test_it_is_explained_once_even_by_another(cast, alarm):
    explain(cast.supervisor, alarm)

    with rule_says("ledger.explained_already"):
        explain(cast.second_supervisor, alarm, "别的说法")


@pytest.mark.parametrize(
    "change",
    ["explanation = 'x'", "explained_by_id = NULL", "kind = 'missing'", "size = 2", "raised_at = explained_at"],
)
def test_the_database_itself_lets_no_explained_alarm_change(cast, alarm, change):
    explain(cast.supervisor, alarm)

    assert refused(f"UPDATE ledger_alarm SET {change}") == "an alarm is explained once"  # noqa: S608  our own table


@pytest.mark.parametrize(
    "change", ["explanation = 'x'", "kind = 'missing'", "size = 2", "entries = 3", "day = '2020-01-01'"]
)
def test_the_database_itself_lets_no_standing_alarm_be_made_harmless(alarm, change):
    assert refused(f"UPDATE ledger_alarm SET {change}") == "an alarm is explained once"  # noqa: S608  our own table


def test_an_alarm_is_not_altered_while_it_is_explained(cast, alarm):
    changed = {"explained_by": cast.supervisor, "explained_at": given.NOON, "explanation": "x", "size": 1}

    with nothing_written(), pytest.raises(IntegrityError, match="explained once"), transaction.atomic():
        Alarm.objects.update(**changed)


def test_an_alarm_is_not_deleted(alarm):
    assert refused("DELETE FROM ledger_alarm") == "ledger.alarm is never deleted"


def test_an_alarm_is_not_replaced(alarm):
    columns = ", ".join(f'"{field.column}"' for field in Alarm._meta.local_fields)
    insert = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"

    told = refused(f"{insert} INTO ledger_alarm ({columns}) SELECT {columns} FROM ledger_alarm")  # noqa: S608  the same

    assert told == "ledger.alarm is never replaced"


def test_the_page_explains(cast, door, alarm):
    answer = door(cast.supervisor).post(page_of(alarm), **TYPED)

    assert (answer.status_code, answer.url) == (302, reverse("ledger:heads"))
    assert Alarm.objects.get().explanation == WORDS


def test_a_refused_form_says_why_and_keeps_what_was_typed(cast, door, alarm):
    explain(cast.second_supervisor, alarm)

    with nothing_written():
        answer = door(cast.supervisor).post(page_of(alarm), explanation="别的说法")

    form = answer.context["form"]
    assert form.non_field_errors() == ["这个警报已经有人说明过，说明一直留着，不能再改。"]
    assert form["explanation"].value() == "别的说法"


@pytest.mark.parametrize("words", ["", "话" * 201])
def test_the_doors_want_a_few_words(cast, door, alarm, words):
    with nothing_written():
        page = door(cast.supervisor).post(page_of(alarm), explanation=words)
        api = door(cast.supervisor).api_post(api_of(alarm), {"explanation": words})

    form = page.context["form"]
    assert (list(form.errors), form["explanation"].value(), api.status_code) == (["explanation"], words, 422)


def test_everybody_reads_what_happened_and_who_said_so(cast, door, alarm):
    before = door(cast.committee).get(reverse("ledger:heads"))
    explain(cast.supervisor, alarm)
    after = door(cast.committee).get(reverse("ledger:heads"))

    assert [row.explained_by for row in after.context["alarms"]] == ["严细看"]
    assert [WORDS in page.content.decode() for page in (before, after)] == [False, True]
    assert [page_of(alarm) in page.content.decode() for page in (before, after)] == [True, False]


def test_the_api_explains_through_the_same_deed(cast, door, alarm):
    answer = door(cast.supervisor).api_post(api_of(alarm), TYPED)

    assert (answer.status_code, answer.json()["explanation"], answer.json()["kind"]) == (200, WORDS, "rolled_back")


def test_the_api_tells_the_refusal(cast, door, alarm):
    explain(cast.supervisor, alarm)

    assert refusal_of(door(cast.supervisor).api_post(api_of(alarm), TYPED)) == (409, "ledger.explained_already", {})


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door, alarm):
    shown = door(cast.cashier).get(page_of(alarm))

    assert why_not(shown) == [SUPERVISORS]
    with nothing_written():
        assert answers(door(cast.cashier), page_of(alarm), api_of(alarm), typed=TYPED, body=TYPED) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door, alarm):
    found = answers_to_strangers(cast, door, page_of(alarm), api_of(alarm), typed=TYPED, body=TYPED)

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_who_is_signed_out_signs_in_first(door, alarm):
    assert answers(door(None), page_of(alarm), api_of(alarm), typed=TYPED, body=TYPED) == SIGN_IN_FIRST


def test_the_log_has_one_row_without_the_words(cast, alarm):
    with trail() as deeds:
        explain(cast.supervisor, alarm)

    assert deeds == ["ledger.explain_alarm"]
    facts = {"kind": "rolled_back", "day": "2026-10-20"}
    assert last_facts("ledger.explain_alarm") == (cast.supervisor.ref, alarm.ref, facts)
