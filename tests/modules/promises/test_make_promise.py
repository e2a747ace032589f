"""Taking on something of free will: for the own organisation, with a power of today, by a day."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.actions import Pledge, make_promise
from gongjian.modules.promises.models import Promise
from gongjian.modules.promises.queries import owed_by
from tests import given, promising
from tests.modules.told import STRANGERS, last_facts, not_permitted, person, refusal_of, rule_says, trail

PAGE = reverse("promises:make_promise")
NO_POWER = "你今天的职务不能代表单位答应事情。"


def pledge(*, organisation="止园路小学", power=Power.SPEAK, title="借操场", due_on=given.TODAY):
    return Pledge(title, Organisation.objects.get(name=organisation), power, due_on)


def test_it_stands_on_the_desk_of_whoever_holds_the_post(cast):
    promised = promising.made_promise(cast)

    assert list(owed_by(cast.school, cast.alliance.pk)) == [promised]
    assert (promised.subject, promised.rule, promised.facts["title"]) == (promised.ref, "自己认下的", "借操场给大家用")


@pytest.mark.parametrize(("organisation", "power"), [("行业委员会", Power.SPEAK), ("止园路小学", Power.KEEP_CASH)])
def test_nobody_promises_for_others_or_with_a_power_not_held(cast, organisation, power):
    with rule_says("promises.not_your_power"):
        make_promise(actor=cast.school, alliance=cast.alliance, pledge=pledge(organisation=organisation, power=power))


def test_a_day_of_the_past_or_no_words_are_refused(cast):
    with rule_says("promises.due_in_the_past", today="2026-11-23"):
        make_promise(actor=cast.school, alliance=cast.alliance, pledge=pledge(due_on=given.TODAY - timedelta(days=1)))
    with rule_says("promises.no_words"):
        make_promise(actor=cast.school, alliance=cast.alliance, pledge=pledge(title="  "))


@pytest.mark.parametrize("role", [*STRANGERS, "colleague"])
def test_nobody_without_a_power_here_promises(cast, role):
    with not_permitted(NO_POWER):
        make_promise(actor=person(cast, role), alliance=cast.alliance, pledge=pledge())


def test_the_log_has_the_day(cast):
    with trail() as deeds:
        promised = promising.made_promise(cast)

    assert deeds == ["promises.make_promise", "promises.make_promise > promises.open_promise"]
    assert last_facts("promises.make_promise") == (cast.school.ref, promised.ref, {"due_on": "2026-11-23"})


def test_its_page_offers_what_the_posts_allow(cast, door):
    visit, school = door(cast.school), Organisation.objects.get(name="止园路小学")
    asked = visit.get(PAGE)

    sent = visit.post(PAGE, title="送眼镜", due_on="2026-11-30", who=f"{school.pk}:speak")
    wrong = visit.post(PAGE, title="送眼镜", due_on="2026-11-30", who=f"{school.pk}:lead")

    assert [label for _key, label in asked.context["form"].fields["who"].choices] == ["止园路小学 · 代表本单位"]
    assert (sent.status_code, Promise.objects.get().facts["title"], wrong.status_code) == (302, "送眼镜", 200)
    assert [door(person(cast, role)).get(PAGE).status_code for role in STRANGERS] == [200, 404, 404, 404, 404]


def test_its_api_does_the_same(cast, door):
    school = Organisation.objects.get(name="止园路小学")
    body = {"title": "送眼镜", "organisation_id": str(school.pk), "power": "speak", "due_on": "2026-11-30"}

    done = door(cast.school).api_post("/pledges", body)
    late = door(cast.school).api_post("/pledges", body | {"due_on": "2026-11-01"})

    assert (done.status_code, done.json()["title"]) == (200, "送眼镜")
    assert refusal_of(late) == (409, "promises.due_in_the_past", {"today": "2026-11-23"})
    assert [door(person(cast, role)).api_post("/pledges", body).status_code for role in ("colleague", "outsider")] == [
        403,
        404,
    ]
