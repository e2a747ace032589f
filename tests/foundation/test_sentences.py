"""Every refusal has words, and every word that stands for a fact has its fact."""

import ast
import re

import pytest
from django.db.models import TextChoices

from gongjian.foundation import sentences
from gongjian.foundation.sentences import sentence
from gongjian.rulebook.errors import RuleBroken
from tests.conventions.source import Source, calls, sources, text_at

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def raised_in(source: Source) -> list[tuple[str, frozenset[str]]]:
    """Every refusal that a file may make: its code and the names of its facts."""
    return [
        (str(text_at(call, 0)), frozenset(str(each.arg) for each in call.keywords))
        for name in ("RuleBroken", "TakesNothing")
        for call in calls(source.tree, name)
        if call.args
    ]


RAISED = sorted(
    {(code, facts) for source in sources(".py", "gongjian") for code, facts in raised_in(source)},
    key=lambda each: (each[0], sorted(each[1])),
)


def test_codes_and_facts_are_read_from_the_code():
    source = Source("gongjian/x.py", 'if x:\n    raise RuleBroken("cash.x", denomination=1, most=2)\nRuleBroken("a.b")')

    assert dict(raised_in(source)) == {"cash.x": {"denomination", "most"}, "a.b": set()}


def test_every_code_is_a_plain_text():
    assert [code for code, _facts in RAISED if not re.fullmatch(r"[a-z]+\.[a-z_]+", code)] == []


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal():
    assert {code for code, _facts in RAISED} == set(sentences.sentences())


@pytest.mark.parametrize(("code", "facts"), RAISED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_sentence_names_is_among_its_facts(code, facts):
    words = str(sentences.sentences()[code])

    assert set(PLACEHOLDER.findall(words)) - facts == set()
    assert re.sub(PLACEHOLDER, "", words).count("%") == 0


@pytest.mark.parametrize("code", sorted({code for code, _facts in RAISED}))
def test_a_sentence_ends_and_speaks_chinese(code):
    words = str(sentences.sentences()[code])

    assert words.endswith("。")
    assert re.search(r"[a-z]{3,}", PLACEHOLDER.sub("", words)) is None


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (
            RuleBroken("ledger.not_enough", held=100_00, missing=1),
            "钱不够：现在只有 100.00 元，还差 0.01 元。请先核对是不是已经支出或存入银行。",
        ),
        (RuleBroken("cash.unknown_denomination", denomination=20), "没有 0.2 元这种面额。请按清点单上的八种面额填。"),
        (RuleBroken("ledger.unbalanced", difference=-5), "这笔账借贷差 -0.05 元，记不进去。请把两边改成一样。"),
        (RuleBroken("campaigns.not_countable", state="banked"), "这只箱现在是“已存银行”，不能清点。"),
        (
            RuleBroken("moves.not_allowed", state="agreed", following="refused"),
            "现在是“已冲销”，不能改成“没同意”。可能有人先办了，请刷新这一页看看。",
        ),
    ],
    ids=lambda value: value.code if isinstance(value, RuleBroken) else "",
)
def test_amounts_are_told_in_yuan_and_states_by_their_labels(broken, told):
    assert sentence(broken) == told


def test_every_state_of_every_machine_has_a_label():
    states = [
        node
        for source in sources(".py", "gongjian/modules")
        if source.role == "models"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and node.name == "State"
    ]
    values = {each.value.elts[0].value for node in states for each in node.body if isinstance(each, ast.Assign)}

    told = [sentence(RuleBroken("moves.not_allowed", state=value, following=value)) for value in sorted(values)]

    assert len(told) == len(values) > 0


def test_a_code_has_one_sentence(monkeypatch):
    monkeypatch.setattr(sentences, "_sentences", {})
    sentences.say("tests.no", "不行。")

    with pytest.raises(ValueError, match=r"tests\.no has two sentences\."):
        sentences.say("tests.no", "还是不行。")


def test_a_state_has_one_label(monkeypatch):
    monkeypatch.setattr(sentences, "_states", {})
    here, there = TextChoices("Here", {"OPEN": ("open", "开着")}), TextChoices("There", {"OPEN": ("open", "没关")})
    sentences.speak_states(here)

    with pytest.raises(ValueError, match="two labels"):
        sentences.speak_states(there)


def test_a_fact_is_told_in_one_way(monkeypatch):
    monkeypatch.setattr(sentences, "_spoken", {})
    monkeypatch.setattr(sentences, "_sentences", {"tests.no": "“%(colour)s”不行。"})
    sentences.speak("colour", lambda colour: {"red": "红"}[colour])

    with pytest.raises(ValueError, match="colour is spoken twice"):
        sentences.speak("colour", str)

    assert sentences.sentence(RuleBroken("tests.no", colour="red")) == "“红”不行。"


def test_a_refusal_tells_code_and_facts_to_a_log():
    assert str(RuleBroken("cash.x", most=1, place="东口")) == "cash.x(most=1, place='东口')"
