"""Letting an operator in: he reads what a plain member of the leading organisation reads, and can do nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.access import may, permissions
from gongjian.modules.campaigns.models import CashBox
from gongjian.modules.entrance.actions import allow_visit, end_visit, visit_page
from gongjian.modules.entrance.models import Visit
from gongjian.modules.members.actions import Contact, set_contact
from tests import entering, given
from tests.modules.entrance.slips import OVERVIEW, at, said
from tests.modules.entrance.visiting import PAGES, RED_BAR, opened
from tests.modules.members.people import profile_of
from tests.modules.told import SECRETARYS, answers, last_facts, not_permitted, nothing_written, person, rule_says

PHONE = "13800138000"


def test_let_in_he_reads_every_page_under_a_red_bar(cast, door):
    given.counted_box(cast)
    entering.visit(cast)
    visitor = door(cast.operator)

    assert opened(visitor) == [200] * len(PAGES)
    assert [RED_BAR in said(visitor.get(page)) for page in PAGES] == [True] * len(PAGES)
    assert RED_BAR not in said(door(cast.secretary).get("/desk/"))


def test_he_sees_the_people_that_a_plain_member_of_the_leading_organisation_sees(cast, door):
    entering.visit(cast)
    people = reverse("members:people")

    def names(somebody):
        return {row.profile.name for row in door(somebody).get(people).context["rows"]}

    assert names(cast.operator) == names(cast.colleague)


def test_he_opens_a_box_that_is_being_counted_and_sees_no_count(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box)
    entering.visit(cast)

    names = ("cash_box", "submit_count", "count_sheet")
    pages = [door(cast.operator).get(reverse(f"campaigns:{name}", args=[box.pk])) for name in names]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert ["4,386.50" in said(page) for page in pages] == [False] * 3


def test_he_sees_no_full_number_and_cannot_look(cast, door):
    profile = set_contact(actor=given.SETUP, profile=profile_of(cast, "colleague"), contact=Contact(phone=PHONE))
    entering.visit(cast)
    visitor, look = door(cast.operator), reverse("members:see_contact", args=[profile.pk])

    with nothing_written():
        sent = visitor.post(look, reason="看看")
        api = visitor.api_post(f"/people/{profile.pk}/contact/look", {"reason": "看看"})

    shown = visitor.get(reverse("members:person", args=[profile.pk]))
    assert (sent.status_code, api.status_code, PHONE in said(shown)) == (404, 404, False)


def test_he_sees_no_slips_and_no_recoveries(cast, door):
    entering.let_in_again(cast, cast.alliance, cast.colleague)
    entering.visit(cast)

    page = door(cast.operator).get(OVERVIEW)

    assert (page.status_code, "同小事" in said(page)) == (200, False)


def test_every_deed_but_leaving_stays_refused(cast):
    visit = entering.visit(cast)
    subjects = [
        cast.alliance,
        profile_of(cast, "colleague"),
        given.sealed_box(cast, seal="F-0200"),
        given.asked_reversal(cast, given.entry(cast)),
    ]

    allowed = {deed for deed in permissions() for subject in [*subjects, visit] if may(cast.operator, deed, subject)}

    # What anybody may, signed out too, an operator may as well.
    assert allowed - {"feedback.send_feedback"} == {
        "entrance.ask_visit",
        "entrance.end_visit",
        "entrance.visit_page",
    }


def test_what_changes_something_finds_him_without_a_place(cast, door):
    box = given.sealed_box(cast)
    entering.visit(cast)

    with nothing_written():
        sent = door(cast.operator).post(reverse("campaigns:hand_out_box", args=[box.pk]), back_on="2026-11-24")
        api = door(cast.operator).api_get("/cash-boxes")

    assert (sent.status_code, api.json(), CashBox.objects.get().state) == (404, [], "sealed")


def test_he_sees_nothing_of_another_alliance(cast, door):
    entering.visit(cast)
    theirs = given.next_doors_campaign(cast)

    assert theirs.title not in said(door(cast.operator).get(reverse("campaigns:campaigns")))


def test_it_ends_by_itself(cast, door):
    visit = entering.visit(cast, hours=2)
    visitor = door(cast.operator)

    with clock.set_to(given.NOON + timedelta(hours=2) - timedelta(seconds=1)):
        before = visitor.get("/desk/").status_code
    with clock.set_to(given.NOON + timedelta(hours=2)):
        after = opened(visitor)
        with not_permitted("来访没有开始，或者已经结束。"):
            visit_page(actor=cast.operator, visit=visit, path="/desk/")

    assert (before, after[0]) == (200, 403)


@pytest.mark.parametrize("role", ["cashier", "supervisor", "school", "neighbour", "operator", "outsider"])
def test_only_the_secretary_lets_him_in(cast, role):
    visit = entering.asked_visit(cast, cast.alliance)

    reasons = [SECRETARYS] + (["自己来访，要由别人同意。"] if role == "operator" else [])
    with not_permitted(*reasons):
        allow_visit(actor=person(cast, role), visit=visit)


def test_an_operator_who_leads_does_not_let_himself_in(cast):
    given.post(cast.alliance, cast.operator, "运小维", entering.leading(cast.alliance), "secretary", given.SINCE)
    visit = entering.asked_visit(cast, cast.alliance)

    with not_permitted("自己来访，要由别人同意。"):
        allow_visit(actor=cast.operator, visit=visit)


def test_a_visit_is_allowed_once(cast):
    visit = entering.visit(cast)

    with rule_says("entrance.visit_is_answered"):
        allow_visit(actor=cast.secretary, visit=visit)


def test_what_was_refused_is_not_allowed_afterwards(cast):
    visit = end_visit(actor=cast.secretary, visit=entering.asked_visit(cast, cast.alliance))

    with rule_says("entrance.visit_is_answered"):
        allow_visit(actor=cast.secretary, visit=visit)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ends_at": given.NOON + timedelta(hours=9)}, "is never made longer"),
        ({"hours": 8}, "is never made longer"),
        ({"ends_at": None, "allowed_at": None, "allowed_by": None}, "is never made longer"),
    ],
)
def test_by_hand_in_the_database_no_visit_is_made_longer(cast, change, told):
    visit = entering.visit(cast)

    with pytest.raises(IntegrityError, match=told), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(**change)


def test_by_hand_in_the_database_nobody_lets_himself_in(cast):
    visit = entering.asked_visit(cast, cast.alliance)
    let_in = {"allowed_at": given.NOON, "ends_at": given.NOON, "allowed_by": cast.operator}

    with pytest.raises(IntegrityError, match="nobody_lets_himself_in"), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(**let_in)
    with pytest.raises(IntegrityError, match="a_visit_is_short"), transaction.atomic():
        Visit.objects.create(alliance=cast.next_door, operator=cast.operator, reason="x", hours=9, asked_at=given.NOON)


def test_the_page_and_the_api_let_him_in_and_others_read_why_not(cast, door):
    visit = entering.asked_visit(cast, cast.alliance)
    page, api = at("allow_visit", visit), f"/visits/{visit.pk}/allow"
    refused = answers(door(cast.cashier), page, api, typed={})
    next_door = answers(door(cast.neighbour), page, api, typed={})

    found = answers(door(cast.secretary), page, api, typed={})

    assert (refused, next_door, found) == ((200, 403, 403), (404, 404, 404), (200, 302, 409))
    told = last_facts("entrance.allow_visit")
    assert told == (cast.secretary.ref, visit.ref, {"operator": str(cast.operator.pk), "hours": 2})
