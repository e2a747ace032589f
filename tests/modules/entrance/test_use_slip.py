"""Getting in with a slip: once, in time, with a name and a password of one's own; whatever fails is answered alike."""

import logging
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from gongjian.foundation import clock
from gongjian.foundation.accounts import limits, tokens
from gongjian.foundation.accounts.models import Attempts, Person
from gongjian.foundation.accounts.people import set_phone
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.idempotency.models import UsedKey
from gongjian.modules.entrance.actions import Login, use_slip, withdraw_slip
from gongjian.modules.entrance.models import Slip
from gongjian.modules.members.models import HeldBack
from gongjian.modules.members.queries import posts_of
from gongjian.rulebook.slips import in_groups
from tests import entering, given
from tests.cast import ROLES
from tests.modules.entrance.slips import HOLDER, OVERVIEW, PASSWORD, TYPE_IT, chosen, said, typed_in, used
from tests.modules.told import last_facts, not_permitted, nothing_written, person, refusal_of, rule_says, trail

ALL_ALIKE = "这个号码不能用：可能抄错了，可能用过了，也可能过了 7 天。"


@pytest.fixture
def slip(cast):
    """The colleague's slip."""
    return entering.slip(cast, cast.colleague)


def test_whoever_types_the_code_chooses_name_and_password_and_is_in(cast, slip):
    visitor = Client()
    asked = typed_in(in_groups(slip.code), visitor=visitor)

    answer = typed_in(slip.code, visitor=visitor, **chosen())

    now = Person.objects.get(pk=cast.colleague.pk)
    assert (asked.status_code, "同小事，你好" in said(asked), answer.status_code) == (200, True, 302)
    assert (now.username, now.check_password(PASSWORD)) == ("tongxiaoshi", True)
    assert visitor.get("/desk/").context["user"] == cast.colleague
    assert Slip.objects.get().used_at == given.NOON


@pytest.mark.parametrize("change", [str.lower, in_groups, lambda code: f" {code[:4]} {code[4:]} "])
def test_small_letters_spaces_and_dashes_make_no_difference(slip, change):
    assert "同小事，你好" in said(typed_in(change(slip.code)))


def test_typing_the_code_alone_changes_nothing(slip):
    with nothing_written():
        typed_in(slip.code)


def test_unknown_used_withdrawn_and_old_codes_are_answered_alike(cast, slip):
    unknown = said(typed_in("2222-2222-2222"))
    withdraw_slip(actor=cast.secretary, slip=slip)
    second = entering.slip(cast, cast.colleague)
    used(second)
    third = entering.slip(cast, cast.school)
    with clock.set_to(given.NOON + timedelta(days=7)):
        pages = [typed_in(code) for code in (slip.code, second.code, third.code, "纸条", "AAAA")]

    def without_what_was_typed(page):
        text = said(page)
        return [line.strip() for line in text.splitlines() if "gj-errors" in line or "gj-error" in line]

    assert {page.status_code for page in pages} == {200}
    assert [ALL_ALIKE in said(page) for page in pages] == [True] * 5
    assert len({str(without_what_was_typed(page)) for page in pages}) == 1
    assert ALL_ALIKE in unknown


def test_the_api_answers_them_alike_too(cast, door, slip):
    used(slip)

    found = [
        refusal_of(door(None).api_post("/slips/use", {"code": code, **chosen("another")}))
        for code in ("2222-2222-2222", slip.code, "x")
    ]

    assert found == [(409, "entrance.no_such_slip", {})] * 3


def test_a_slip_lets_in_until_the_last_moment_of_its_seven_days(slip):
    with clock.set_to(slip.expires_at - timedelta(seconds=1)):
        assert used(slip).username == "tongxiaoshi"


def test_a_slip_is_used_once(cast, slip):
    used(slip)

    with rule_says("entrance.no_such_slip"):
        used(slip, "somebody-else")


def test_the_account_of_somebody_who_signed_in_meanwhile_is_not_taken(cast, slip):
    entering.signed_in(cast.colleague)

    with rule_says("entrance.no_such_slip"):
        used(slip)


def test_a_stopped_account_stays_stopped(cast, slip):
    Person.objects.filter(pk=cast.colleague.pk).update(is_active=False)

    assert ALL_ALIKE in said(typed_in(slip.code))
    with rule_says("entrance.no_such_slip"):
        used(slip)


def test_a_name_that_somebody_else_has_is_refused_and_what_was_typed_stays(cast, slip):
    answer = typed_in(slip.code, **chosen("Cashier"))

    assert ("这个登录名已经有人用了" in said(answer), 'value="Cashier"' in said(answer)) == (True, True)
    assert Slip.objects.get().used_at is None
    with rule_says("entrance.name_is_taken"):
        used(slip, "cashier")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (chosen(password="123"), "password"),
        (chosen(password="password123"), "password"),
        (chosen() | {"again": "something-else"}, "again"),
        (chosen(username="two words"), "username"),
        (chosen(username=""), "username"),
    ],
)
def test_weak_or_unequal_passwords_and_bad_names_are_refused_beside_their_field(slip, typed, field):
    with nothing_written():
        answer = typed_in(slip.code, **typed)

    assert list(answer.context["form"].errors) == [field]


@pytest.mark.parametrize("role", ROLES)
def test_nobody_uses_a_slip_through_his_own_account(cast, slip, role):
    with not_permitted("要拿着纸条的人自己来办。"):
        use_slip(actor=person(cast, role), slip=slip, login=Login("x", "!"))


def test_neither_code_nor_password_reaches_log_key_or_lines(cast, slip, caplog):
    with caplog.at_level(logging.DEBUG):
        typed_in(slip.code, **chosen())

    kept = [str(list(model.objects.values_list())) for model in (Slip, AuditEntry, UsedKey)] + [caplog.text]
    assert [[word in rows for word in (slip.code, in_groups(slip.code), PASSWORD)] for rows in kept] == [
        [False] * 3
    ] * 4


def test_the_page_takes_no_code_from_its_address(slip):
    answer = Client().get(f"{TYPE_IT}?code={slip.code}")

    assert (f'value="{slip.code}' in said(answer), "no-store" in answer["Cache-Control"]) == (False, True)


def test_the_log_says_that_the_slip_was_used_by_its_holder(cast, slip):
    with trail() as deeds:
        used(slip)

    assert deeds == ["entrance.use_slip"]
    told = ("system:slip", slip.ref, {"person": str(cast.colleague.pk), "purpose": "first"})
    assert last_facts("entrance.use_slip") == told


def test_the_api_lets_in_too(cast, door, slip):
    answer = door(None).api_post("/slips/use", {"code": slip.code, **chosen()})

    assert (answer.status_code, answer.json()) == (200, {"username": "tongxiaoshi"})
    weak = door(None).api_post("/slips/use", {"code": entering.slip(cast, cast.school).code, **chosen("kong", "123")})
    assert refusal_of(weak)[:2] == (409, "entrance.not_a_login")


def test_who_guesses_too_often_has_to_wait_and_the_right_code_waits_with_him(slip):
    for place in range(60):
        limits.check("slip", account=f"guess {place}", address="127.0.0.1")

    answer = typed_in(slip.code)

    assert ("请过一分钟再试" in said(answer), "同小事，你好" in said(answer)) == (True, False)


def test_a_wrong_guess_counts_and_a_right_one_does_not(slip):
    typed_in("2222-2222-2222")
    typed_in(slip.code)

    assert [row.failed for row in Attempts.objects.filter(failed__gt=0)] == [1]


def test_a_number_by_which_somebody_else_signs_in_is_taken(cast, slip):
    set_phone(cast.school, "13800138000")

    with rule_says("entrance.name_is_taken"):
        used(slip, "13800138000")


# --- after a recovery -----------------------------------------------------------------------------


@pytest.fixture
def again(cast):
    """The colleague's slip after two office holders agreed."""
    return entering.let_in_again(cast, cast.alliance, cast.colleague)


def test_after_a_recovery_the_name_stays_and_the_password_is_new(cast, again):
    answer = typed_in(again.code, password=PASSWORD, again=PASSWORD)

    now = Person.objects.get(pk=cast.colleague.pk)
    assert (answer.status_code, now.username, now.check_password(PASSWORD)) == (302, "colleague", True)


def test_after_a_recovery_sessions_and_tokens_of_before_open_nothing(cast, door, again):
    before = door(cast.colleague)
    assert (before.get("/desk/").status_code, before.api_get("/people").status_code) == (200, 200)

    used(again)

    assert (before.get("/desk/").status_code, before.api_get("/people").status_code) == (302, 401)
    assert tokens.tokens_of(cast.colleague) == []


def test_after_a_recovery_no_second_factor_of_before_is_asked_for(cast, again):
    Authenticator.objects.create(user=cast.colleague, type=Authenticator.Type.WEBAUTHN, data={})
    Authenticator.objects.create(user=cast.school, type=Authenticator.Type.WEBAUTHN, data={})

    used(again)

    assert [row.user for row in Authenticator.objects.all()] == [cast.school]


def test_the_person_reads_who_let_him_in_again(cast, again):
    visitor = Client()
    typed_in(again.code, visitor=visitor, password=PASSWORD, again=PASSWORD)

    page = said(visitor.get(OVERVIEW))

    assert "管小事提出、管小事同意，帮你找回过登录" in page


def test_a_recovery_here_gives_nothing_in_another_alliance(cast):
    held = entering.held_back(cast, cast.cashier)

    assert (held.alliance, held.since, held.confirmed_at) == (cast.alliance, given.NOON, None)
    assert posts_of(cast.cashier, cast.alliance.pk) == []
    assert len(posts_of(cast.cashier, cast.next_door.pk)) == 1


def test_a_first_slip_gives_nothing_in_another_alliance_either(cast):
    given.post(cast.next_door, cast.colleague, "另一个名字", entering.leading(cast.next_door), "volunteer", given.SINCE)

    used(entering.slip(cast, cast.colleague))

    assert [held.alliance for held in HeldBack.objects.all()] == [cast.next_door]
    assert (len(posts_of(cast.colleague, cast.alliance.pk)), posts_of(cast.colleague, cast.next_door.pk)) == (1, [])


def test_the_log_does_not_tell_which_other_alliances_know_the_person(cast):
    entering.held_back(cast, cast.cashier)

    rows = AuditEntry.objects.filter(alliance=cast.next_door, deed="members.hold_back")
    assert [(row.facts, str(cast.alliance.pk) in row.subject) for row in rows] == [({}, False)]
    assert HOLDER.ref == rows[0].actor
