"""What somebody was told: with the deed or not at all, for his eyes only, in his language."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gongjian.foundation.notices import inbox, words
from gongjian.foundation.notices.letters import stop_word
from gongjian.foundation.notices.models import MailWishes, Notice
from gongjian.foundation.notices.outbox import tell
from gongjian.rulebook.sending import NIGHT
from tests import given
from tests.harness.telling import NEWS, letter, told
from tests.modules.told import STRANGERS, person

INBOX, WISHES, SEE_ALL = "/me/notices/", "/me/notices/settings/", "/me/notices/seen/"


def telling(cast, **other):
    given_facts = {"to": cast.school, "alliance": cast.alliance.pk, "words": NEWS, "facts": {}, "about": "x:1"}
    tell(**(given_facts | {"url": "/desk/"} | other))


@transaction.atomic
def tell_and_fail(cast):
    told(cast.alliance, cast.school, by=cast.secretary, urgent=True)
    return 1 / 0


def test_nobody_is_told_anything_outside_a_deed(cast):
    with pytest.raises(RuntimeError, match="outside a deed"):
        telling(cast)


def test_what_is_told_is_gone_with_the_deed_that_was_taken_back(cast):
    with pytest.raises(ZeroDivisionError):
        tell_and_fail(cast)

    assert Notice.objects.count() == 0


def test_a_title_with_facts_is_refused_because_it_goes_out_by_mail():
    with pytest.raises(ValueError, match="carries facts"):
        words.notice_words("test.loud", title="%(name)s 逾期", text="")


def test_one_code_has_one_wording():
    with pytest.raises(ValueError, match="two wordings"):
        words.notice_words(NEWS, title="x", text="x")


def test_a_notice_names_people_as_its_alliance_does_and_keeps_only_ids(cast, door):
    told(cast.alliance, cast.school, by=cast.secretary, number=3)

    page = door(cast.school).get(INBOX).content.decode()

    assert "舒大方" in page
    assert Notice.objects.get().facts == {"number": 3, "by": cast.secretary.ref}


def test_everybody_sees_his_own_and_nobody_elses(cast, door):
    notice = told(cast.alliance, cast.school, by=cast.secretary)

    seen = {role: door(person(cast, role)).get(INBOX) for role in ("secretary", "school", "cashier")}
    opened = {
        role: door(person(cast, role)).get(f"{INBOX}{notice.pk}/").status_code for role in ("secretary", *STRANGERS)
    }

    assert {role: len(answer.context["rows"]) for role, answer in seen.items()} == {
        "secretary": 0,
        "school": 1,
        "cashier": 0,
    }
    assert set(opened.values()) == {404}
    assert Notice.objects.get().seen_at is None


def test_next_door_does_not_see_what_was_told_here(cast, door):
    told(cast.next_door, cast.school, by=cast.neighbour)

    assert len(door(cast.school).get(INBOX).context["rows"]) == 0


def test_who_is_in_no_alliance_has_no_list(cast, door):
    assert door(cast.outsider).get(INBOX).status_code == 403


def test_opening_it_is_seeing_it_and_leads_to_the_page(cast, door):
    notice, visitor = told(cast.alliance, cast.school, by=cast.secretary), door(cast.school)

    answer, english = visitor.get(f"{INBOX}{notice.pk}/"), visitor.get(f"/en{INBOX}{notice.pk}/")

    notice.refresh_from_db()
    assert (answer.url, english.url, notice.seen_at) == ("/desk/", "/en/desk/", given.NOON)


def test_the_bell_tells_how_many_and_all_can_be_seen_at_once(cast, door):
    for number in range(3):
        told(cast.alliance, cast.school, by=cast.secretary, number=number)
    visitor = door(cast.school)

    before = visitor.get("/desk/").context["surroundings"].unseen
    visitor.post(SEE_ALL)

    assert (before, visitor.get("/desk/").context["surroundings"].unseen) == (3, 0)


def test_the_unseen_come_first_and_then_the_latest(cast, door):
    first, second, third = (told(cast.alliance, cast.school, by=cast.secretary, number=n) for n in range(3))
    inbox.see(third)

    rows = door(cast.school).get(INBOX).context["rows"]

    assert [row[0].notice.pk for row in rows] == [second.pk, first.pk, third.pk]


def test_how_far_a_notice_has_come_is_told(cast):
    waiting = told(cast.alliance, cast.school, by=cast.secretary)
    mailing = letter(cast.alliance.pk, cast.school)
    by_mail = mailing.notices.get()

    found = [str(inbox.delivery(waiting)[1])]
    for state in ("to_send", "sent", "given_up"):
        by_mail.mailing.state = state
        found.append(str(inbox.delivery(by_mail)[1]))

    assert found == ["没看", "没看", "没看，已发邮件", "邮件发不出"]


def test_wishes_are_kept_with_the_language_of_the_page(cast, door):
    typed = {"only_urgent": "on", "quiet_from": "20:00", "quiet_until": "09:00"}

    answer = door(cast.school).post(f"/en{WISHES}", **typed)

    wishes = MailWishes.objects.get(person=cast.school)
    assert (answer.status_code, wishes.wants_mail, wishes.only_urgent, wishes.language) == (302, False, True, "en")
    assert (str(wishes.quiet_from), str(wishes.quiet_until)) == ("20:00:00", "09:00:00")


def test_a_time_that_is_none_keeps_what_was_typed(cast, door):
    answer = door(cast.school).post(WISHES, wants_mail="on", quiet_from="25:00", quiet_until="09:00")

    assert (answer.status_code, "25:00" in answer.content.decode(), MailWishes.objects.count()) == (200, True, 0)


def test_a_mail_program_stops_letters_with_one_click_and_without_signing_in(cast):
    browser = Client(enforce_csrf_checks=True)
    url = reverse("notices:stop_mail", args=[stop_word(cast.school)])

    asked, before = browser.get(url), MailWishes.objects.count()
    answer = browser.post(url, {"List-Unsubscribe": "One-Click"})

    assert (asked.status_code, before, answer.status_code) == (200, 0, 200)
    assert MailWishes.objects.get(person=cast.school).wants_mail is False


def test_stopping_keeps_the_other_wishes(cast):
    inbox.wish(cast.school, mail=(True, True), quiet=NIGHT, language="en")

    inbox.stop_mail(cast.school)

    wishes = MailWishes.objects.get()
    assert (wishes.wants_mail, wishes.only_urgent, wishes.language) == (False, True, "en")


@pytest.mark.parametrize("word", ["x", str(uuid4()), "IjAxOTAi:1xVUKO:K2RYe"])
def test_a_link_that_nobody_was_sent_stops_nothing(cast, word):
    answers = [Client().get(f"/me/notices/stop/{word}/"), Client().post(f"/me/notices/stop/{word}/")]

    assert ([answer.status_code for answer in answers], MailWishes.objects.count()) == ([404, 404], 0)
