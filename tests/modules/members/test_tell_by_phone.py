"""Telling somebody by telephone what he has not read: who may, what counts as told, what stays on the list."""

from uuid import uuid4

import pytest

from gongjian.foundation.notices import inbox
from gongjian.foundation.notices.models import Notice
from gongjian.modules.members.actions import Contact, set_contact, tell_by_phone
from tests import given
from tests.harness.telling import told
from tests.modules.members.people import newcomer, profile_of, stands_in
from tests.modules.told import (
    APPOINTERS,
    NOT_ALLOWED,
    NOT_FOUND,
    answers,
    answers_to_strangers,
    last_facts,
    not_permitted,
    person,
    rule_says,
    trail,
)

SPEAKERS = "或者由这家单位的联络员来办。"
NOT_ONESELF = "自己的事要请别人来办。"
LIST = "/work/people/unseen/"


@pytest.fixture
def notice(cast):
    """Something that the school's liaison has not seen."""
    return told(cast.alliance, cast.school, by=cast.secretary)


def page_of(profile):
    return f"/work/people/{profile.pk}/tell-by-phone/"


def api_of(profile):
    return f"/people/{profile.pk}/told-by-phone"


def tell(cast, actor, notice, of="school"):
    return tell_by_phone(actor=actor, profile=profile_of(cast, of), last=notice.pk)


def on_list(door, actor):
    return [(row.profile.name, row.titles) for row in door(actor).get(LIST).context["page"].object_list]


def test_who_was_told_is_off_the_list_and_it_is_known_who_called(cast, door, notice):
    before = on_list(door, cast.secretary)

    tell(cast, cast.secretary, notice)

    notice.refresh_from_db()
    assert (before, on_list(door, cast.secretary)) == ([("孔小文", ["有新消息"])], [])
    assert (notice.told_at, notice.told_by, notice.seen_at) == (given.NOON, cast.secretary, None)
    assert str(inbox.delivery(notice)[1]) == "电话里说过了"


def test_what_came_while_the_telephone_was_in_hand_was_not_told(cast, door, notice):
    later = told(cast.alliance, cast.school, by=cast.secretary)

    tell(cast, cast.secretary, notice)

    assert Notice.objects.filter(told_at=None).get() == later
    assert len(on_list(door, cast.secretary)) == 1


def test_what_was_seen_meanwhile_needs_no_call(cast, notice):
    inbox.see(notice)

    with rule_says("members.nothing_to_tell"):
        tell(cast, cast.secretary, notice)


def test_a_second_caller_is_told_that_somebody_called(cast, notice):
    tell(cast, cast.secretary, notice)

    with rule_says("members.nothing_to_tell"):
        tell(cast, cast.secretary, notice)


def test_the_liaison_calls_the_people_of_the_own_organisation(cast, door, notice):
    own = told(cast.alliance, cast.colleague, by=cast.secretary)

    listed = on_list(door, cast.organiser)
    tell(cast, cast.organiser, own, of="colleague")

    assert listed == [("同小事", ["有新消息"])]
    with not_permitted(APPOINTERS, SPEAKERS):
        tell(cast, cast.organiser, notice)


def test_who_stands_in_for_the_liaison_may_too(cast):
    own = told(cast.alliance, cast.colleague, by=cast.secretary)
    stands_in(cast, "supervisor", "organiser")

    tell(cast, cast.supervisor, own, of="colleague")

    assert Notice.objects.get().told_by == cast.supervisor


def test_nobody_notes_that_he_told_himself(cast, notice):
    with not_permitted(NOT_ONESELF):
        tell(cast, cast.school, notice)


@pytest.mark.parametrize("role", ["cashier", "committee", "supervisor"])
def test_nobody_else_may_or_sees_the_list(cast, door, notice, role):
    assert on_list(door, person(cast, role)) == []
    with not_permitted(APPOINTERS, SPEAKERS):
        tell(cast, person(cast, role), notice)


def test_another_organisations_secretary_sees_only_his_own(cast, door, notice):
    told(cast.alliance, cast.colleague, by=cast.secretary)
    secretary = newcomer(cast, "secretary", "止园路小学")

    assert on_list(door, secretary) == [("孔小文", ["有新消息"])]


def test_the_list_shows_numbers_masked_and_nothing_of_what_was_told(cast, door, notice):
    contact = Contact(phone="13800138000")
    set_contact(actor=given.SETUP, profile=profile_of(cast, "school"), contact=contact)

    shown = "\n".join(
        door(cast.secretary).get(url).content.decode() for url in (LIST, page_of(profile_of(cast, "school")))
    )

    assert ("138****8000" in shown, "13800138000" in shown, "第 1 条" in shown) == (True, False, False)


def test_the_page_notes_it(cast, door, notice):
    visitor, page = door(cast.secretary), page_of(profile_of(cast, "school"))

    opened = visitor.get(page)
    answer = visitor.post(page, last=str(opened.context["to_call"].last))

    assert (answer.status_code, answer.url, Notice.objects.get().told_by) == (302, LIST, cast.secretary)


def test_the_api_notes_it(cast, door, notice):
    answer = door(cast.secretary).api_post(api_of(profile_of(cast, "school")), {"last": str(notice.pk)})

    assert (answer.status_code, Notice.objects.get().told_by) == (200, cast.secretary)


def test_whoever_may_not_reads_why_and_strangers_find_nothing(cast, door, notice):
    profile = profile_of(cast, "school")
    page, api, typed = page_of(profile), api_of(profile), {"last": str(notice.pk)}

    found = answers_to_strangers(cast, door, page, api, typed=typed, body=typed)

    assert set(found.values()) == {NOT_FOUND}
    assert answers(door(cast.cashier), page, api, typed=typed, body=typed) == NOT_ALLOWED


def test_a_form_without_the_last_notice_notes_nothing(cast, door, notice):
    visitor, profile = door(cast.secretary), profile_of(cast, "school")

    assert visitor.post(page_of(profile), last="x").status_code == 200
    assert visitor.api_post(api_of(profile), {"last": str(uuid4())}).status_code in {200, 409}


def test_the_log_has_how_many_and_not_what(cast, notice):
    with trail() as deeds:
        profile = tell(cast, cast.secretary, notice)

    assert deeds == ["members.tell_by_phone"]
    assert last_facts("members.tell_by_phone") == (cast.secretary.ref, profile.ref, {"number": 1})
