"""Each finds what he sees anyway: no other alliance, no other organisation's people, nothing sealed; counts neither."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.foundation.search.models import SearchRow
from gongjian.foundation.search.queries import look_for
from gongjian.foundation.search.rows import rebuild, refresh
from gongjian.foundation.search.words import written
from gongjian.modules.members.actions import Contact, end_post, set_contact
from gongjian.modules.members.models import Membership, Organisation, Post, Profile
from gongjian.rulebook.errors import RuleBroken
from tests import given
from tests.foundation.search.looking import newcomer, titles, totals, wide

CANARY = "13917654321"


def test_two_characters_of_a_name_a_place_a_number_and_first_letters_find_it(cast):
    given.counted_box(cast, place="止园路")
    newcomer(cast, "刘建业")

    assert titles(cast.secretary, "建业") == ["刘建业"]
    assert titles(cast.secretary, "ljy") == ["刘建业"]
    assert titles(cast.secretary, "liujian") == ["刘建业"]
    assert titles(cast.secretary, "止园路", "cashbox") == ["QD-2026-001"]
    assert titles(cast.secretary, wide("qd2026")) == ["QD-2026-001"]
    assert titles(cast.secretary, "2026-0001") == ["2026-0001"]
    assert totals(cast.secretary, "慈善") == {"ledger.fund": 1, "campaigns.campaign": 1}
    assert titles(cast.secretary, "小学") == ["止园路小学"]


def test_all_words_must_be_in_it(cast):
    given.box(cast, seal="F-1", place="东口")
    given.box(cast, seal="F-2", place="西口")

    assert titles(cast.secretary, "qd 西口") == ["QD-2026-002"]


def test_what_is_called_exactly_so_comes_first_then_what_begins_so(cast):
    for name in ("大王小来", "王小来福", "王小来"):
        newcomer(cast, name)

    assert titles(cast.secretary, "王小来") == ["王小来", "王小来福", "大王小来"]


def test_the_newest_day_comes_first(cast):
    for seal in ("F-1", "F-2"):
        given.counted_box(cast, seal=seal)

    assert set(titles(cast.cashier, "2026", "journalentry")) == {"2026-0001", "2026-0002"}


def test_another_alliances_records_are_neither_found_nor_counted(cast):
    given.next_doors_counted_box(cast)
    given.counted_box(cast)

    ours, theirs = totals(cast.secretary, "2026"), totals(cast.neighbour, "2026")
    assert (ours, theirs) == ({"ledger.journalentry": 1, "campaigns.cashbox": 1},) * 2
    assert titles(cast.secretary, "邻里") == []
    assert titles(cast.secretary, "林小街") == []
    assert titles(cast.neighbour, "林小街") == ["林小街"]
    assert titles(cast.neighbour, "舒大方") == []


def test_somebody_in_two_alliances_finds_what_is_in_the_one_worked_in(cast):
    given.next_doors_counted_box(cast)

    assert titles(cast.school, "邻里") == []
    assert titles(cast.school, "止园路小学") == ["止园路小学"]


def test_a_plain_member_of_another_organisation_is_not_found_by_plain_members(cast):
    newcomer(cast, "甘小民", "居民区", "member")

    assert {who: titles(getattr(cast, who), "甘小民") for who in ("secretary", "school", "second_supervisor")} == {
        "secretary": ["甘小民"],
        "school": [],
        "second_supervisor": ["甘小民"],
    }
    assert totals(cast.school, "gxm") == {}


@pytest.mark.parametrize("who", ["former_cashier", "future_cashier", "operator", "outsider"])
def test_without_a_post_today_nothing_is_found(cast, who):
    given.counted_box(cast)

    assert [totals(getattr(cast, who), typed) for typed in ("2026", "舒大方", "街", "sdf")] == [{}] * 4


def test_the_day_after_a_post_ended_its_holder_finds_nothing(cast):
    held = Post.objects.get(person=cast.school)
    assert titles(cast.school, "舒大方") == ["舒大方"]

    end_post(actor=cast.secretary, post=held, ends_on=given.TODAY)
    with clock.set_to(given.NOON + timedelta(days=1)):
        assert titles(cast.school, "舒大方") == []


def test_a_number_is_nowhere_in_the_index_and_finds_nobody(cast):
    profile = Profile.objects.get(person=cast.school)
    set_contact(actor=cast.secretary, profile=profile, contact=Contact(phone=CANARY, email="kong@example.org"))
    rebuild(cast.alliance.pk)

    assert [totals(cast.secretary, typed) for typed in (CANARY, "1391765", "54321", "example")] == [{}] * 4
    rows = "\n".join("".join(map(str, row)) for row in SearchRow.objects.values_list())
    secrets = (CANARY, written([CANARY]), written([CANARY[-5:]])[:20], written(["example"])[:20])
    assert [secret for secret in secrets if secret in rows] == []


def test_a_new_name_is_found_and_the_old_one_is_not(cast):
    profile = newcomer(cast, "旧小名")
    profile.name = "新大名"
    profile.save()

    assert refresh([profile]) == 1
    assert (titles(cast.secretary, "旧小名"), titles(cast.secretary, "xdm")) == ([], ["新大名"])
    assert refresh([profile]) == 0


def test_nothing_is_left_in_the_index_of_a_name_that_was_erased(cast):
    profile = newcomer(cast, "要忘记")
    profile.name = ""
    profile.save()
    refresh([profile])

    assert not SearchRow.objects.filter(subject=profile.pk).exists()
    assert titles(cast.secretary, "要忘记") == []


def test_an_organisation_of_a_new_name_is_found_in_every_alliance_that_it_is_in(cast):
    residents = Organisation.objects.get(name="居民区")
    residents.name = "宝昌居民区"
    residents.save()

    assert refresh([residents]) == Membership.objects.filter(organisation=residents).count() == 2
    assert titles(cast.secretary, "宝昌") == titles(cast.neighbour, "宝昌") == ["宝昌居民区"]


def test_an_organisation_that_has_left_is_not_found(cast):
    Membership.objects.filter(organisation__name="止园路小学").update(ends_on=given.TODAY - timedelta(days=1))

    assert titles(cast.secretary, "小学", "membership") == []


def test_rebuilding_changes_nothing_that_deeds_wrote(cast):
    given.banked_box(cast)
    given.next_doors_counted_box(cast)

    assert (rebuild(cast.alliance.pk), rebuild(cast.next_door.pk)) == (0, 0)


def test_rebuilding_puts_right_what_is_wrong_missing_or_too_much(cast):
    given.counted_box(cast)
    rows = SearchRow.objects.filter(alliance=cast.alliance)
    before = set(rows.values_list("kind", "subject", "words", "sounds", "day"))
    rows.filter(kind="campaigns.cashbox").delete()
    rows.filter(kind="members.profile").update(words="wrong")
    SearchRow.objects.create(alliance=cast.alliance, kind="gone.kind", subject=cast.alliance.pk, words="x")
    SearchRow.objects.create(alliance=cast.alliance, kind="ledger.fund", subject=cast.alliance.pk, words="x")

    wrong = 1 + Profile.objects.filter(alliance=cast.alliance).count() + 2
    assert (rebuild(cast.alliance.pk), rebuild(cast.alliance.pk)) == (wrong, 0)
    assert set(rows.values_list("kind", "subject", "words", "sounds", "day")) == before


def test_a_deed_that_fails_leaves_no_row(cast):
    before = SearchRow.objects.count()
    given.sealed_box(cast)
    grown = SearchRow.objects.count()

    with pytest.raises(RuleBroken):
        given.sealed_box(cast)
    assert (grown - before, SearchRow.objects.count()) == (3, grown)


def test_what_is_shown_is_the_record_as_it_is_now(cast):
    given.sealed_box(cast)
    (group,) = look_for(cast.secretary, "QD").groups

    assert (group.found[0].hit.detail, group.total, group.more) == ("东口 · 已封箱", 1, 0)
