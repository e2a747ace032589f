"""Each person's own page: all that is kept about him, why and until when; nothing about anybody else."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from gongjian.foundation.sealing.models import Look
from gongjian.foundation.wiring import every_kind
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.members.actions import Contact, Term, add_person, delegate, see_contact, set_contact
from gongjian.modules.members.models import Organisation, Profile
from tests import given
from tests.modules.feedback.telling import told
from tests.modules.members.people import post_of, profile_of

MINE = Contact(phone="13800138000", other_phone="02156551234", email="tong@163.com", id_number="11010519491231002X")
THEIRS = Contact(phone="13900139000", other_phone="02165432100", email="other@163.com", id_number="110105194912310038")
PAGES = ["/me/data/", "/me/data/full/", "/me/data/looks/", "/me/data/download/"]
OTHERS_WORDS = ["别人的话", "别人的原因", "她住院", "13900139000", "other@163.com", "02165432100"]


@pytest.fixture
def office(cast):
    """The colleague and the cashier of the same organisation, each with numbers, looks and complaints."""
    for role, contact in (("colleague", MINE), ("cashier", Contact(**{**vars(THEIRS), "id_number": None}))):
        set_contact(actor=given.SETUP, profile=profile_of(cast, role), contact=contact)
    see_contact(actor=cast.secretary, profile=profile_of(cast, "colleague"), reason="通知明天开会")
    see_contact(actor=cast.colleague, profile=profile_of(cast, "colleague"), reason="自己看看")
    see_contact(actor=cast.secretary, profile=profile_of(cast, "cashier"), reason="别人的原因")
    told(cast, by=cast.colleague, words="我的话", code="1")
    told(cast, by=cast.cashier, words="别人的话", code="2")
    term = Term(given.TODAY, given.TODAY)
    delegate(
        actor=cast.cashier, post=post_of(cast, "cashier"), to=profile_of(cast, "colleague"), term=term, reason="她住院"
    )
    given.counted_box(cast)
    return cast


def page(door, somebody, url="/me/data/"):
    answer = door(somebody).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def files(door, somebody):
    """The files of what is taken along, by name."""
    answer = door(somebody).get("/me/data/download/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    with ZipFile(BytesIO(answer.content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_what_is_kept_stands_there_masked_with_why_who_and_until_when(office, door):
    shown = page(door, office.colleague)

    expected = ["同小事", "138****8000", "有事找得到人", "要用的人，写明原因、留下记录", "志愿者", "眼镜街党总支"]
    expected += ["最后一个职务结束后 30 天", "我署名提过的", "六个月以上", "colleague"]
    assert [words for words in expected if words not in shown] == []
    assert [number for number in vars(MINE).values() if number in shown] == []


def test_the_whole_numbers_stand_on_a_page_of_their_own_and_leave_no_look(office, door):
    before = Look.objects.count()

    shown = page(door, office.colleague, "/me/data/full/")

    assert [number for number in vars(MINE).values() if number not in shown] == []
    assert Look.objects.count() == before


@pytest.mark.parametrize("url", PAGES)
def test_no_page_of_it_is_ever_kept_by_a_browser_or_on_the_way(cast, door, url):
    assert "no-store" in door(cast.colleague).get(url)["Cache-Control"]


@pytest.mark.parametrize("url", PAGES)
def test_who_is_not_signed_in_is_asked_to(cast, door, url):
    answer = door(None).get(url)

    assert (answer.status_code, "/sign-in/" in answer.url) == (302, True)


@pytest.mark.parametrize("url", PAGES[:3])
def test_nothing_of_anybody_else_stands_there(office, door, url):
    shown = page(door, office.colleague, url)

    assert [words for words in [*OTHERS_WORDS, "钱小清"] if words in shown] == []


def test_who_looked_when_and_why_in_every_alliance_the_latest_first(office, door):
    residents = Organisation.objects.get(name="居民区")
    given.post(office.next_door, office.colleague, "同隔壁", residents, "volunteer", given.SINCE)
    given.post(office.next_door, office.outsider, "苏小记", residents, "secretary", given.SINCE)
    there = Profile.objects.get(alliance=office.next_door, person=office.colleague)
    see_contact(actor=office.outsider, profile=there, reason="隔壁开会")

    shown = page(door, office.colleague, "/me/data/looks/")

    places = [shown.index(words) for words in ("隔壁开会", "自己看看", "通知明天开会")]
    assert places == sorted(places)
    assert [words for words in ("苏小记", "舒大方", "宝通路邻里共建") if words not in shown] == []


def test_each_alliance_stands_apart_with_what_it_keeps(office, door):
    profile = add_person(actor=given.SETUP, alliance=office.next_door, person=office.colleague, name="同隔壁")
    set_contact(actor=given.SETUP, profile=profile, contact=Contact(phone="13700137000"))

    shown = page(door, office.colleague, "/me/data/full/")
    first, second = sorted(
        [("青云路眼镜街六方共建", "13800138000"), ("宝通路邻里共建", "13700137000")],
        key=lambda place: shown.index(f">{place[0]}</h2>"),
    )

    here = shown[shown.index(f">{first[0]}</h2>") : shown.index(f">{second[0]}</h2>")]
    assert (first[1] in here, second[1] in here) == (True, False)


def test_whoever_works_elsewhere_or_nowhere_is_led_to_the_form_for_corrections(cast, door):
    with_post, without = page(door, cast.colleague), page(door, cast.former_cashier)

    assert [f"/{profile_of(cast, 'colleague').pk}/set-contact/" in with_post, "kind=correction" in with_post] == [
        True
    ] * 2
    assert ["set-contact" in without, "kind=correction" in without] == [False, True]


def test_the_form_opens_with_the_kind_that_was_asked_for(cast, door):
    form = door(cast.former_cashier).get("/feedback/?page=/me/data/&kind=correction").context["form"]

    assert str(form["kind"].value()) == Feedback.Kind.CORRECTION


def test_what_is_taken_along_is_all_of_it_in_full(office, door):
    found = files(door, office.colleague)

    names = {"README.txt", *(f"{kind.code}.{end}" for kind in every_kind() for end in ("json", "csv"))}
    assert set(found) == names
    profile = json.loads(found["profile.json"])[0]
    assert [profile[word] for word in ("姓名", "电话", "身份证号")] == ["同小事", MINE.phone, MINE.id_number]
    assert [row["内容"] for row in json.loads(found["feedback.json"])] == ["我的话"]
    assert [row["原因"] for row in json.loads(found["looks.json"])] == ["自己看看", "通知明天开会"]
    assert "profile.json / profile.csv  个人资料：1" in found["README.txt"]


def test_the_tables_open_in_an_office_program_and_hold_the_same(office, door):
    found = files(door, office.colleague)

    rows = list(csv.DictReader(StringIO(found["posts.csv"].removeprefix("\ufeff"))))
    assert found["posts.csv"].startswith("\ufeff")
    assert rows == json.loads(found["posts.json"])


def test_a_cell_is_never_a_formula(cast, door):
    told(cast, by=cast.colleague, words="=HYPERLINK(1)")

    found = files(door, cast.colleague)

    assert [row["内容"] for row in csv.DictReader(StringIO(found["feedback.csv"][1:]))] == ["'=HYPERLINK(1)"]


def test_nothing_of_anybody_else_is_taken_along(office, door):
    found = "\n".join(files(door, office.colleague).values())

    assert [words for words in [*OTHERS_WORDS, "钱小清", "cashier"] if words in found.replace("cashier.bank", "")] == []


def test_somebody_whom_no_alliance_knows_finds_the_sign_in_only(cast, door):
    assert "outsider" in page(door, cast.outsider)
    assert json.loads(files(door, cast.outsider)["profile.json"]) == []


def test_the_menu_leads_there(cast, door):
    assert 'href="/me/data/"' in page(door, cast.colleague, "/desk/")


def test_where_one_only_sent_something_or_is_erased_what_is_left_is_told_too(cast, door):
    told(cast, by=cast.outsider)

    shown = page(door, cast.outsider)

    assert [words for words in ("青云路眼镜街六方共建", "我署名提过的") if words not in shown] == []
    assert "ask-erasure" not in shown
