"""The people's pages: who sees whom, numbers masked but for a look that is written down, refusals told in the form."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing.models import Look
from gongjian.modules.members.actions import Contact, Term, appoint, delegate, set_contact
from gongjian.modules.members.models import Organisation, Post, PostKind, Profile
from gongjian.modules.members.queries.people import profiles_visible_to
from tests import given
from tests.modules.told import nothing_written, why_not

FULL = ("13800138000", "02156551234", "zhao@163.com", "11010519491231002X")
MASKED = ("138****8000", "z***@163.com", "110***********002X")
PEOPLE = reverse("members:people")
MOST = 12
APPOINTERS = "这一步要由书记或者组织委员来办。"


def profile(cast, role):
    return Profile.objects.get(alliance=cast.alliance, person=getattr(cast, role))


def at(name, record):
    return reverse(f"members:{name}", args=[record.pk])


@pytest.fixture
def school(cast):
    """The school's liaison, with all numbers kept."""
    return set_contact(actor=given.SETUP, profile=profile(cast, "school"), contact=Contact(*FULL))


@pytest.fixture
def pupil(cast):
    """A plain member of the school."""
    organisation = Organisation.objects.get(name="止园路小学")
    given.post(cast.alliance, cast.outsider, "新小来", organisation, PostKind.Standard.MEMBER, given.SINCE)
    return profile(cast, "outsider")


def leaks(answer):
    return [number for number in FULL if number in answer.content.decode()]


def test_who_appoints_sees_all_and_others_their_own_and_those_with_a_power(cast, pupil):
    seen = {
        role: {one.name for one in profiles_visible_to(getattr(cast, role))}
        for role in ("secretary", "cashier", "committee", "outsider", "neighbour", "operator", "former_cashier")
    }

    with_power = {"舒大方", "钱小清", "牵小头", "连小通", "孔小文", "严细看", "慎再看"}
    assert seen == {
        "secretary": with_power | {"同小事", "钱前任", "钱后任", "新小来"},
        "cashier": with_power | {"同小事"},
        "committee": with_power,
        "outsider": with_power | {"新小来"},
        "neighbour": {"林小街"},
        "operator": set(),
        "former_cashier": set(),
    }


def test_the_list_names_posts_and_is_searched_by_name_and_organisation(cast, door):
    found = {
        words: [row.profile.name for row in door(cast.cashier).get(f"{PEOPLE}?q={words}").context["rows"]]
        for words in ("孔", "止园路", "没有这个人")
    }

    page = door(cast.cashier).get(PEOPLE)
    assert found == {"孔": ["孔小文"], "止园路": ["孔小文"], "没有这个人": []}
    assert "8 位一起办事的人" in page.content.decode()
    assert "联络员" in page.content.decode()


def test_somebody_without_a_place_reads_why_there_is_no_list(cast, door):
    answer = door(cast.operator).get(PEOPLE)

    assert (answer.status_code, answer.templates[0].name) == (403, "no_place.html")
    assert "你今天在哪个联盟里都没有职务" in answer.content.decode()


def test_numbers_are_masked_on_every_page_and_in_the_api(cast, door, school):
    visit = door(cast.secretary)
    pages = [visit.get(at(name, school)) for name in ("person", "see_contact", "set_contact", "appoint")]
    pages += [visit.get(PEOPLE), visit.api_get("/people"), visit.api_get(f"/people/{school.pk}")]

    assert [leaks(page) for page in pages] == [[]] * len(pages)
    assert [mask for mask in MASKED if mask not in pages[0].content.decode()] == []
    assert pages[-1].json()["phone"] == MASKED[0]


def test_a_look_shows_the_numbers_once_and_is_written_down(cast, door, school):
    visit = door(cast.secretary)

    answer = visit.post(at("see_contact", school), reason="通知开会")

    assert leaks(answer) == list(FULL)
    assert "no-store" in answer["Cache-Control"]
    assert leaks(visit.get(at("see_contact", school))) == []
    look = Look.objects.get()
    assert (look.about, look.looked_by, look.reason) == (cast.school, cast.secretary, "通知开会")


def test_who_looked_is_told_to_the_person_and_to_who_appoints(cast, door, school):
    door(cast.secretary).post(at("see_contact", school), reason="通知开会")

    told = {
        role: "通知开会" in door(getattr(cast, role)).get(at("person", school)).content.decode()
        for role in ("school", "secretary", "cashier")
    }

    assert told == {"school": True, "secretary": True, "cashier": False}


def test_a_look_needs_a_reason_and_opens_nothing_without(cast, door, school):
    with nothing_written():
        answer = door(cast.secretary).post(at("see_contact", school), reason="")
        api = door(cast.secretary).api_post(f"/people/{school.pk}/contact/look", {"reason": " "})

    assert (list(answer.context["form"].errors), leaks(answer), api.status_code) == (["reason"], [], 422)


def test_the_same_form_sent_again_later_opens_nothing(cast, door, school):
    visit, key = door(cast.secretary), "0190a000-0000-7000-8000-000000000001"
    visit.post(at("see_contact", school), key=key, reason="通知开会")

    with clock.set_to(given.NOON + timedelta(hours=1)):
        again = visit.post(at("see_contact", school), key=key, reason="通知开会")

    assert (again.status_code, Look.objects.count()) == (302, 1)


def test_the_api_looks_through_the_same_deed(cast, door, school):
    answer = door(cast.secretary).api_post(f"/people/{school.pk}/contact/look", {"reason": "通知开会"})

    assert (answer.status_code, answer["Cache-Control"], leaks(answer)) == (200, "no-store", list(FULL))
    assert Look.objects.count() == 1


def test_others_read_why_they_may_not(cast, door, school):
    visit = door(cast.cashier)
    post = Post.objects.get(person=cast.school)
    reasons = {name: why_not(visit.get(at(name, school))) for name in ("see_contact", "set_contact", "appoint")}

    whose = [APPOINTERS, "或者由这家单位的联络员来办。", "或者由本人来办。"]
    ends = [APPOINTERS, "或者由担任这个职务的人来办。"]
    assert reasons == {"see_contact": whose, "set_contact": whose, "appoint": [APPOINTERS]}
    assert why_not(visit.get(at("end_post", post))) == ends
    page = visit.get(at("person", school)).content.decode()
    assert (page.count(" ".join(whose)), page.count(" ".join(ends))) == (2, 1)
    assert (page.count('aria-disabled="true"'), at("see_contact", school) in page) == (4, False)
    with nothing_written():
        assert visit.post(at("see_contact", school), reason="看看").status_code == 403
        assert visit.post(at("set_contact", school), phone="13900139000").status_code == 403
        assert visit.post(at("end_post", post), ends_on="2026-11-23").status_code == 403


def test_what_stays_empty_is_kept_and_what_is_ticked_is_deleted(cast, door, school):
    answer = door(cast.school).post(at("set_contact", school), phone="139 0013 9000", delete_email="on")

    kept = Profile.objects.get(pk=school.pk)
    told = tuple(getattr(kept, name).opened() for name in ("phone", "other_phone", "email", "id_number"))
    assert (answer.status_code, told) == (302, ("13900139000", FULL[1], "", FULL[3]))


def test_a_refused_number_is_told_beside_its_field_and_what_was_typed_stays(cast, door, school):
    with nothing_written():
        answer = door(cast.school).post(at("set_contact", school), phone="12345", email="zhou@163.com")

    form = answer.context["form"]
    assert list(form.errors) == ["phone"]
    assert (form["phone"].value(), form["email"].value(), leaks(answer)) == ("12345", "zhou@163.com", [])


def test_the_api_keeps_what_is_left_out_and_answers_masked(cast, door, school):
    answer = door(cast.school).api_post(f"/people/{school.pk}/contact", {"phone": "13900139000", "email": ""})

    told = answer.json()
    assert (told["phone"], told["email"], told["id_number"]) == ("139****9000", "", MASKED[2])


def test_who_stands_in_is_called_so(cast, door, school):
    post, term = Post.objects.get(person=cast.secretary), Term(given.TODAY, given.TODAY)
    delegate(actor=cast.secretary, post=post, to=school, term=term, reason="出差")

    visit = door(cast.cashier)
    texts = [visit.get(page).content.decode() for page in (PEOPLE, at("person", school))]

    assert ["书记（代理）" in text for text in texts] == [True, True]


def test_a_post_ends_on_the_day_that_is_told(cast, door):
    post = Post.objects.get(person=cast.school)
    visit = door(cast.secretary)

    with nothing_written():
        refused = visit.post(at("end_post", post), ends_on="2026-11-22")
    answer = visit.post(at("end_post", post), ends_on="2026-11-23")

    post.refresh_from_db()
    assert (refused.status_code, refused.context["form"]["ends_on"].value()) == (200, "2026-11-22")
    assert (answer.status_code, post.ends_on) == (302, given.TODAY)


def test_the_secretary_appoints_from_the_persons_page(cast, door, school):
    market = Organisation.objects.get(name="市场监督管理所")
    typed = {"organisation": market.pk, "kind": given.kind(cast, "volunteer").pk, "begins_on": "2026-11-23"}
    visit = door(cast.secretary)

    with nothing_written():
        refused = visit.post(at("appoint", school), **typed, ends_on="2026-11-01")
    answer = visit.post(at("appoint", school), **typed)

    assert list(refused.context["form"].errors) == ["ends_on"]
    assert (answer.status_code, Post.objects.filter(person=cast.school, organisation=market).count()) == (302, 1)


def test_the_api_appoints_and_ends(cast, door, school):
    market, visit = Organisation.objects.get(name="市场监督管理所"), door(cast.secretary)
    body = {"organisation_id": str(market.pk), "kind": "volunteer", "begins_on": "2026-11-23"}

    made = visit.api_post(f"/people/{school.pk}/posts", body)
    ended = visit.api_post(f"/posts/{made.json()['id']}/end", {"ends_on": "2026-12-01"})
    backwards = visit.api_post(f"/people/{school.pk}/posts", {**body, "ends_on": "2026-01-01"})

    assert (made.json()["kind"], ended.json()["ends_on"], backwards.status_code) == ("volunteer", "2026-12-01", 422)


@pytest.mark.parametrize("role", ["neighbour", "operator"])
def test_the_alliance_next_door_finds_nothing(cast, door, school, role):
    visit = door(getattr(cast, role))
    pages = [at(name, school) for name in ("person", "see_contact", "set_contact", "appoint")]
    pages.append(at("end_post", Post.objects.get(person=cast.school)))
    api = visit.api_post(f"/people/{school.pk}/contact/look", {"reason": "看看"})

    assert [visit.get(page).status_code for page in pages] == [404] * len(pages)
    assert api.status_code == 404


def test_a_plain_member_of_another_organisation_is_not_found(cast, door, pupil):
    assert door(cast.cashier).get(at("person", pupil)).status_code == 404


def test_the_list_asks_no_more_for_three_than_for_one(cast, door):
    visit, residents = door(cast.neighbour), Organisation.objects.get(name="居民区")

    def asked():
        visit.get(PEOPLE)
        with CaptureQueriesContext(connection) as queries:
            shown = len(visit.get(PEOPLE).context["rows"])
        return shown, len(queries)

    shown, before = asked()
    for number in range(2):
        person = Person.objects.create(username=f"new{number}", password="!")
        given.post(cast.next_door, person, f"新小{number}", residents, PostKind.Standard.MEMBER, given.SINCE)

    assert (shown, asked(), before <= MOST) == (1, (3, before), True)


def test_the_page_of_a_person_asks_no_more_for_three_posts_than_for_one(cast, door, school):
    visit, page = door(cast.secretary), at("person", school)
    kind, market = given.kind(cast, "volunteer"), Organisation.objects.get(name="市场监督管理所")

    def asked():
        visit.get(page)
        with CaptureQueriesContext(connection) as queries:
            visit.get(page)
        return len(queries)

    before = asked()
    for _number in range(2):
        appoint(actor=given.SETUP, profile=school, organisation=market, kind=kind, term=given.SINCE)

    assert (asked(), before <= MOST) == (before, True)


def test_a_whole_telephone_number_finds_its_person_for_who_appoints_and_for_nobody_else(cast, door):
    profile = Profile.objects.get(alliance=cast.alliance, person=cast.school)
    set_contact(actor=given.SETUP, profile=profile, contact=Contact(phone="13800138000"))
    asked = f"{reverse('members:people')}?q=138-0013-8000"

    found = {
        role: [row.profile.name for row in door(getattr(cast, role)).get(asked).context["rows"]]
        for role in ("secretary", "cashier", "committee", "neighbour")
    }

    assert found == {"secretary": ["孔小文"], "cashier": [], "committee": [], "neighbour": []}
