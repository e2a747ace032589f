"""An organisation gets another name: records of before still say the old one, and no alliance renames for another."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from gongjian.foundation import clock
from gongjian.modules.members.actions import rename_organisation
from gongjian.modules.members.models import Organisation, OrganisationName
from gongjian.modules.members.queries.organisations import name_on
from tests import given
from tests.modules.members.doors import (
    REFUSED,
    Asked,
    answers_to_others,
    api_does_it,
    page_does_it,
    page_keeps_what_was_typed,
)
from tests.modules.members.people import MAY_NOT_APPOINT, TOMORROW
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, rule_says

RENAMED_ON = date(2018, 11, 10)


@pytest.fixture
def market(cast):
    """The market office, whose name has changed."""
    return Organisation.objects.get(name="市场监督管理所")


@pytest.fixture
def asked(market):
    """A new name from 2018 on."""
    typed = {"name": "新市场监督管理所", "begins_on": RENAMED_ON.isoformat()}
    return Asked(f"/work/organisations/{market.pk}/rename/", f"/organisations/{market.pk}/names", typed, typed)


def rename(actor, alliance, organisation, name="新名称", begins_on=RENAMED_ON):
    return rename_organisation(
        actor=actor, alliance=alliance, organisation=organisation, name=name, begins_on=begins_on
    )


def test_a_record_of_before_says_the_old_name(cast, market):
    rename(cast.secretary, cast.alliance, market, "宝山路市场监督管理所")

    market.refresh_from_db()
    called = [name_on(market, cast.alliance.pk, RENAMED_ON + timedelta(days=days)) for days in (-1, 0)]
    assert (called, market.name) == (["市场监督管理所", "宝山路市场监督管理所"], "宝山路市场监督管理所")


def test_each_day_between_two_changes_has_its_name(cast, market):
    days = [RENAMED_ON, RENAMED_ON + timedelta(days=100)]
    for day, name in zip(days, ("第二个名", "第三个名"), strict=True):
        rename(cast.secretary, cast.alliance, market, name, day)

    around = [days[0] - timedelta(days=1), days[0], days[1] - timedelta(days=1), days[1]]
    assert [name_on(market, cast.alliance.pk, day) for day in around] == [
        "市场监督管理所", "第二个名", "第二个名", "第三个名",
    ]  # fmt: skip


def test_one_alliance_does_not_rename_for_another(cast):
    residents = Organisation.objects.get(name="居民区")

    rename(cast.secretary, cast.alliance, residents, "止园居民区")
    alone = Organisation.objects.get(pk=residents.pk).name
    rename(given.SETUP, cast.next_door, residents, "止园居民区")

    assert (alone, Organisation.objects.get(pk=residents.pk).name) == ("居民区", "止园居民区")


def test_two_alliances_that_call_it_differently_change_nothing(cast):
    residents = Organisation.objects.get(name="居民区")

    rename(cast.secretary, cast.alliance, residents, "止园居民区")
    rename(given.SETUP, cast.next_door, residents, "青云居民区")

    assert Organisation.objects.get(pk=residents.pk).name == "居民区"


def test_a_new_name_waits_for_its_day(cast, market):
    with rule_says("members.renamed_in_the_future", today=given.TODAY.isoformat()):
        rename(cast.secretary, cast.alliance, market, begins_on=TOMORROW)


def test_names_follow_each_other(cast, market):
    rename(cast.secretary, cast.alliance, market)

    with rule_says("members.renamed_later", last=RENAMED_ON.isoformat()):
        rename(cast.secretary, cast.alliance, market, "又一个名")


def test_only_an_organisation_of_the_alliance_is_renamed(cast):
    stranger = Organisation.objects.create(name="别处的店")

    with rule_says("members.not_known_here"):
        rename(cast.secretary, cast.alliance, stranger)


def test_nobody_else_renames(cast, market):
    for role in MAY_NOT_APPOINT:
        with not_permitted(APPOINTERS):
            rename(person(cast, role), cast.alliance, market)


def test_what_was_written_about_names_stays(cast, market):
    renamed = rename(cast.secretary, cast.alliance, market)

    with pytest.raises(DatabaseError), transaction.atomic():
        OrganisationName.objects.filter(pk=renamed.pk).update(before="改写历史")
    with pytest.raises(DatabaseError), transaction.atomic():
        renamed.delete()


def test_the_page_and_the_api_do_it(cast, door, asked, market):
    assert page_does_it(door, cast.secretary, asked) == ["members.rename_organisation"]
    later = Asked(asked.page, asked.api, {}, {"name": "再改", "begins_on": given.TODAY.isoformat()})
    assert api_does_it(door, cast.secretary, later) == ["members.rename_organisation"]
    assert Organisation.objects.get(pk=market.pk).name == "再改"


def test_a_name_that_comes_too_early_stays_in_the_form(cast, door, asked):
    said = page_keeps_what_was_typed(door, cast.secretary, asked, begins_on=TOMORROW.isoformat())

    assert said == [f"改名要等到那一天再记，最晚写今天（{given.TODAY.isoformat()}）。"]


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door, asked):
    assert answers_to_others(cast, door, asked) == (REFUSED, [APPOINTERS])


def test_the_log_has_the_day(cast, market):
    renamed = rename(cast.secretary, cast.alliance, market)

    facts = {"organisation": market.ref, "begins_on": RENAMED_ON.isoformat()}
    assert last_facts("members.rename_organisation") == (cast.secretary.ref, renamed.ref, facts)


def test_a_count_sheet_goes_on_saying_the_name_of_its_day(cast, door):
    box = given.counted_box(cast)
    with clock.set_to(given.NOON + timedelta(days=1)):
        committee = Organisation.objects.get(name="行业委员会")
        rename(cast.secretary, cast.alliance, committee, "眼镜行业协会", given.TODAY + timedelta(days=1))
        page = door(cast.cashier).get(f"/work/campaigns/boxes/{box.pk}/count-sheet/").content.decode()

    assert ("行业委员会" in page, "眼镜行业协会" in page) == (True, False)
