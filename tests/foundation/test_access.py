"""Permissions: declared once, combined, explained; nobody is above them."""

import pytest

from gongjian.foundation.access import (
    Anonymous,
    NotPermitted,
    Rule,
    SystemActor,
    explain,
    is_system,
    may,
    permissions,
    permit,
    require,
)
from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.models import Alliance

SUBJECT = Alliance(slug="street")
SOMEBODY = Person(username="somebody")

YES = Rule("yes", lambda _actor, _subject: True, "不会说")
NO = Rule("no", lambda _actor, _subject: False, "不行")
NEVER = Rule("never", lambda _actor, _subject: False, "永远不行")
SILENT = Rule("silent", lambda _actor, _subject: False, "")


def _unasked(_actor, _subject):
    message = "asked though the answer was known"
    raise AssertionError(message)


@pytest.fixture
def ruled(monkeypatch):
    """Permissions of this test's own, forgotten afterwards."""
    monkeypatch.setattr("gongjian.foundation.access._permissions", {})
    return permit


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (YES, []),
        (NO, ["不行"]),
        (YES & YES, []),
        (YES & NO, ["不行"]),
        (NO & YES, ["不行"]),
        (NO & NEVER, ["不行", "永远不行"]),
        (YES | NO, []),
        (NO | YES, []),
        (NO | NEVER, ["不行", "永远不行"]),
        ((NO | YES) & NEVER, ["永远不行"]),
        ((NO & YES) | NEVER, ["不行", "永远不行"]),
        ((NO & NEVER) | YES, []),
        ((NO | NEVER) & (YES | NO), ["不行", "永远不行"]),
        (YES & YES & NO, ["不行"]),
        (SILENT | NO, ["不行"]),
        (SILENT | (NO & NEVER), ["不行", "永远不行"]),
        (SILENT, [""]),
        (SILENT | SILENT, ["", ""]),
    ],
    ids=lambda value: value.name if isinstance(value, Rule) else None,
)
def test_who_is_refused_is_told_each_part_that_said_no_and_only_those(ruled, rule, told):
    ruled("tests.do", rule)

    assert explain(SOMEBODY, "tests.do", SUBJECT) == told
    assert may(SOMEBODY, "tests.do", SUBJECT) is not bool(told)


def test_a_rule_has_a_readable_name():
    assert ((YES & NO) | NEVER).name == "((yes and no) or never)"


def test_what_is_decided_asks_no_further():
    unasked = Rule("unasked", _unasked, "")

    assert [(NO & unasked).ask(SOMEBODY, SUBJECT), (YES | unasked).ask(SOMEBODY, SUBJECT)] == [False, True]


def test_a_refusal_carries_the_deed_and_its_reasons(ruled):
    ruled("tests.do", NO & NEVER)

    with pytest.raises(NotPermitted) as refusal:
        require(SOMEBODY, "tests.do", SUBJECT)

    assert (refusal.value.deed, refusal.value.reasons) == ("tests.do", ["不行", "永远不行"])


def test_who_may_is_let_through(ruled):
    ruled("tests.do", YES)

    assert require(SOMEBODY, "tests.do", SUBJECT) is None


def test_a_stopped_account_may_nothing(ruled):
    ruled("tests.do", YES)

    told = explain(Person(username="stopped", is_active=False), "tests.do", SUBJECT)

    assert [str(reason) for reason in told] == ["这个账号已经停用。"]


def test_a_mark_on_the_account_passes_no_rule(ruled):
    ruled("tests.do", NO)

    assert explain(Person(username="operator", is_superuser=True), "tests.do", SUBJECT) == ["不行"]


def test_no_rule_of_the_house_asks_the_mark(cast):
    marked = Person(pk=cast.outsider.pk, username="outsider", is_superuser=True)

    allowed = [deed for deed in permissions() if may(marked, deed, cast.alliance)]

    # Asking to be let in is all that the mark gives; a complaint is anybody's.
    assert sorted(allowed) == ["entrance.ask_visit", "feedback.send_feedback"]


def test_a_program_acts_under_its_name():
    assert SystemActor("disclosure-clock").ref == "system:disclosure-clock"


def test_a_rule_for_a_program_lets_in_nobody_else_whatever_he_is_called(ruled):
    ruled("tests.do", is_system("disclosure-clock", "到时候程序自己办。"))
    others = (SystemActor("books-clock"), Anonymous(), SOMEBODY, Person(username="disclosure-clock"))

    assert explain(SystemActor("disclosure-clock"), "tests.do", SUBJECT) == []
    assert [explain(actor, "tests.do", SUBJECT) for actor in others] == [["到时候程序自己办。"]] * 4


def test_a_program_is_named_in_a_rule_as_in_the_log():
    rule = is_system("disclosure-clock")

    assert (rule.name, rule.otherwise) == ("is system:disclosure-clock", "")


def test_an_unknown_deed_is_a_mistake_not_a_permission():
    with pytest.raises(KeyError):
        may(SOMEBODY, "tests.unheard_of", SUBJECT)


def test_a_deed_is_permitted_once(ruled):
    ruled("tests.do", YES)

    with pytest.raises(ValueError, match=r"tests\.do is permitted twice\."):
        ruled("tests.do", NO)


def test_the_list_of_permissions_cannot_be_changed_from_outside(ruled):
    ruled("tests.do", NO)

    permissions()["tests.do"] = YES

    assert not may(SOMEBODY, "tests.do", SUBJECT)
