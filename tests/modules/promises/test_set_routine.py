"""Setting what is owed again and again: by whoever leads, for a member, by a decision."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.modules.members.actions import Term
from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.actions import Duty, set_routine
from gongjian.modules.promises.models import Promise, Routine
from gongjian.rulebook.recurrence import MONTHLY, WEEKLY, Rhythm
from tests import given, promising
from tests.cast import ROLES
from tests.modules.told import (
    SECRETARYS,
    STRANGERS,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    rule_says,
    trail,
)

PAGE = reverse("promises:set_routine")


def duty(**changed):
    school = Organisation.objects.get(name="止园路小学")
    told = Duty("公示", school, Power.SPEAK, Rhythm(WEEKLY, 5), 7, Term(given.TODAY), "章程第九条")
    return replace(told, **changed)


def test_what_is_due_soon_is_promised_at_once(cast):
    routine = promising.routine(cast)

    promised = Promise.objects.get()
    assert (promised.routine, promised.due_on, promised.rule) == (
        routine,
        given.TODAY + timedelta(days=4),
        "2018 年第一次联席会",
    )


@pytest.mark.parametrize(
    ("changed", "code", "facts"),
    [
        ({"rhythm": Rhythm(MONTHLY, 32)}, "recurrence.day", {"first": 0, "last": 31}),
        ({"lead_days": 36}, "recurrence.lead_days", {"most": 35}),
        ({"title": " "}, "promises.no_words", {}),
        ({"source": ""}, "promises.no_words", {}),
        (
            {"term": Term(given.TODAY - timedelta(days=1))},
            "promises.routine_in_the_past",
            {"today": "2026-11-23"},
        ),
        (
            {"term": Term(given.TODAY + timedelta(days=2), given.TODAY)},
            "promises.routine_in_the_past",
            {"today": "2026-11-23"},
        ),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(cast, changed, code, facts):
    with rule_says(code, **facts):
        set_routine(actor=cast.secretary, alliance=cast.alliance, duty=duty(**changed))


def test_only_members_of_today_owe_something(cast):
    stranger = Organisation.objects.create(name="别处的单位")

    with rule_says("promises.not_a_member"):
        set_routine(actor=cast.secretary, alliance=cast.alliance, duty=duty(by=stranger))


@pytest.mark.parametrize("role", [role for role in ROLES if role != "secretary"])
def test_nobody_else_sets_one(cast, role):
    with not_permitted(SECRETARYS):
        set_routine(actor=person(cast, role), alliance=cast.alliance, duty=duty())


@pytest.mark.parametrize("changed", [{"title": "别的事"}, {"day": 1}, {"lead_days": 1}, {"source": "x"}], ids=str)
def test_the_database_itself_lets_nobody_change_it(cast, changed):
    promising.routine(cast)

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Routine.objects.update(**changed)


def test_the_log_has_what_was_opened_with_it(cast):
    with trail() as deeds:
        routine = promising.routine(cast)

    assert deeds == [
        "promises.set_routine",
        *(f"promises.set_routine > promises.{deed}" for deed in ("open_promise", "open_due_promises")),
    ]
    assert last_facts("promises.set_routine") == (cast.secretary.ref, routine.ref, {"every": "weekly"})


def test_its_page_keeps_what_was_typed(cast, door):
    visit, school = door(cast.secretary), Organisation.objects.get(name="止园路小学")
    typed = {"title": "公示", "by": school.pk, "power": "speak", "every": "weekly", "month": "0", "lead_days": "7"}
    typed |= {"begins_on": "2026-11-23", "source": "章程第九条"}

    refused = visit.post(PAGE, **typed, day="9")
    sent = visit.post(PAGE, **typed, day="5")

    assert ("章程第九条" in refused.content.decode(), "1 到 7 之间" in refused.content.decode()) == (True, True)
    assert (sent.status_code, Routine.objects.count()) == (302, 1)
    assert "公示" in door(cast.school).get(reverse("promises:routines")).content.decode()


def test_its_api_does_the_same(cast, door):
    school = Organisation.objects.get(name="止园路小学")
    body = {"title": "公示", "organisation_id": str(school.pk), "power": "speak", "every": "weekly", "day": 5}
    body |= {"begins_on": "2026-11-23", "source": "章程"}

    told = {role: door(person(cast, role)).api_post("/duties", body).status_code for role in ("school", "operator")}
    done = door(cast.secretary).api_post("/duties", body)

    assert (told, done.status_code) == ({"school": 403, "operator": 404}, 200)
    assert [row["title"] for row in door(cast.school).api_get("/routines").json()] == ["公示"]
    assert [len(door(person(cast, role)).api_get("/routines").json()) for role in STRANGERS] == [0] * 5
