"""The legal kinds of a collection, and what each may do (docs/rules/fundraising.md).

An ordinary Party branch is no charity: what it may do depends on the kind, so the kind is chosen first and decides who
may read of it, which papers there must be, and what is refused.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gongjian.rulebook.errors import RuleBroken

_MONTHS_TO_PUBLISH = 3
# Since then the law is as it is in this page; what ended before was done by the rules of its day.
IN_FORCE = date(2024, 9, 5)


class Kind(StrEnum):
    """The kinds A to E of DOMAIN 5.2, and what was done under the rules of its own day."""

    HANDED_OVER = "handed_over"
    MUTUAL_HELP = "mutual_help"
    DIRECT = "direct"
    REFERRAL = "referral"
    JOINT = "joint"
    HISTORY = "history"


class Paper(StrEnum):
    """What has to be settled in writing before a collection begins."""

    CHARITY = "charity"
    FILING = "filing"
    AGREEMENT = "agreement"
    SCOPE = "scope"
    CEILING = "ceiling"
    LEFT_OVER = "left_over"
    RELATED = "related"


class Act(StrEnum):
    """What only some kinds may do."""

    COLLECT = "collect"
    PUBLISH = "publish"
    GIVE_TO_CHARITY = "give_to_charity"
    GIVE_TO_FAMILY = "give_to_family"


class Way(NamedTuple):
    """What a kind may do, and the papers that it needs."""

    may: frozenset[Act]
    papers: tuple[Paper, ...]


WAYS: Mapping[Kind, Way] = {
    Kind.HANDED_OVER: Way(
        frozenset({Act.COLLECT, Act.PUBLISH, Act.GIVE_TO_CHARITY}),
        (Paper.CHARITY, Paper.LEFT_OVER, Paper.RELATED),
    ),
    Kind.MUTUAL_HELP: Way(
        frozenset({Act.COLLECT, Act.GIVE_TO_FAMILY}),
        (Paper.SCOPE, Paper.CEILING, Paper.LEFT_OVER, Paper.RELATED),
    ),
    Kind.DIRECT: Way(frozenset(), (Paper.AGREEMENT,)),
    Kind.REFERRAL: Way(frozenset(), (Paper.CHARITY,)),
    Kind.JOINT: Way(frozenset({Act.PUBLISH}), (Paper.CHARITY, Paper.FILING, Paper.AGREEMENT)),
    Kind.HISTORY: Way(frozenset({Act.COLLECT, Act.PUBLISH, Act.GIVE_TO_FAMILY}), ()),
}

# Why not, by kind: the article that forbids it.
_NOT: Mapping[tuple[Kind, Act], str] = {
    (Kind.HANDED_OVER, Act.GIVE_TO_FAMILY): "《慈善法》第二十六条",
    (Kind.MUTUAL_HELP, Act.PUBLISH): "《慈善法》第一百二十二条",
    (Kind.MUTUAL_HELP, Act.GIVE_TO_CHARITY): "《慈善法》第一百二十二条",
    (Kind.DIRECT, Act.COLLECT): "《慈善法》第三十五条",
    (Kind.DIRECT, Act.PUBLISH): "《慈善法》第二十二条",
    (Kind.DIRECT, Act.GIVE_TO_CHARITY): "《慈善法》第三十五条",
    (Kind.DIRECT, Act.GIVE_TO_FAMILY): "《慈善法》第三十五条",
    (Kind.REFERRAL, Act.COLLECT): "《慈善法》第一百二十四条",
    (Kind.REFERRAL, Act.PUBLISH): "《慈善法》第一百二十四条",
    (Kind.REFERRAL, Act.GIVE_TO_CHARITY): "《慈善法》第一百二十四条",
    (Kind.REFERRAL, Act.GIVE_TO_FAMILY): "《慈善法》第一百二十四条",
    (Kind.JOINT, Act.COLLECT): "《慈善法》第二十六条",
    (Kind.JOINT, Act.GIVE_TO_CHARITY): "《慈善法》第二十六条",
    (Kind.JOINT, Act.GIVE_TO_FAMILY): "《慈善法》第二十六条",
    (Kind.HISTORY, Act.GIVE_TO_CHARITY): "历史记录照当年的办法",
}

# Words that turn a free gift into a duty, name money that is no gift, or bring a pay page; refused wherever they stand.
_DUTY = ("指标", "完成率", "人均", "排名", "排行榜", "每人不少于", "每家不少于", "每家单位不少于")
_DUES = ("党费",)
_PAY_PAGE = ("http://", "https://", "www.", "收款码", "付款码", "扫码捐", "扫码付")


@dataclass(frozen=True)
class Plan:
    """A collection before it begins: its kind, all that will be read of it, its papers, its ceiling (fen), its days."""

    kind: Kind
    words: str
    began_on: date
    ended_on: date | None = None
    papers: Mapping[Paper, str] = field(default_factory=dict)
    ceiling: int | None = None


def check_plan(plan: Plan) -> None:
    """Whether it may begin like this.

    Raises `fundraising.paper_missing` and `fundraising.paper_not_needed` with the paper, `fundraising.apportioned`,
    `fundraising.party_dues` and `fundraising.pay_link` with the word, `fundraising.ends_too_soon`, and
    `fundraising.not_history` where something that today's law is about would pass for what is past.
    Source: DOMAIN 5.2, RULE-CH-A, RULE-CH-C; 《慈善法》第二十七、三十二条; 《上海市慈善条例》第二十九条 (the rest).
    """
    told = {paper for paper, words in plan.papers.items() if words.strip()}
    told |= {Paper.CEILING} if plan.ceiling else set()
    needed = WAYS[plan.kind].papers
    for paper in Paper:
        if paper in needed and paper not in told:
            raise RuleBroken("fundraising.paper_missing", paper=paper)
        if paper in told and paper not in needed:
            raise RuleBroken("fundraising.paper_not_needed", paper=paper)
    check_words(" ".join([plan.words, *plan.papers.values()]))
    if plan.ended_on and plan.ended_on < plan.began_on:
        raise RuleBroken("fundraising.ends_too_soon", ended_on=plan.ended_on.isoformat())
    if plan.kind is Kind.HISTORY and (plan.ended_on is None or plan.ended_on >= IN_FORCE):
        raise RuleBroken("fundraising.not_history")


def check_words(words: str) -> None:
    """Refuse what is not said of a free gift. Raises the codes of words that `check_plan` names.

    Source: RULE-CH-C; 《慈善法》第三十二条 (no apportioning), 第二十七条 (internet only on designated platforms);
    《关于中国共产党党费收缴、使用和管理的规定》 (Party dues are for the Party's own work).
    """
    said = words.lower()
    for word in _DUTY:
        if word in said:
            raise RuleBroken("fundraising.apportioned", word=word)
    for word in _DUES:
        if word in said:
            raise RuleBroken("fundraising.party_dues", word=word)
    for word in _PAY_PAGE:
        if word in said:
            raise RuleBroken("fundraising.pay_link", word=word)


def check_may(kind: Kind, act: Act) -> None:
    """Whether a collection of this kind may do this.

    Raises `fundraising.may_not_collect`, `fundraising.may_not_publish`, `fundraising.may_not_give_to_charity`,
    `fundraising.may_not_give_to_family`, each with the article. Source: DOMAIN 5.2.
    """
    if act in WAYS[kind].may:
        return
    article = _NOT[kind, act]
    match act:
        case Act.COLLECT:
            raise RuleBroken("fundraising.may_not_collect", article=article)
        case Act.PUBLISH:
            raise RuleBroken("fundraising.may_not_publish", article=article)
        case Act.GIVE_TO_CHARITY:
            raise RuleBroken("fundraising.may_not_give_to_charity", article=article)
        case _:
            raise RuleBroken("fundraising.may_not_give_to_family", article=article)


def publish_by(ended_on: date) -> date:
    """By when everything about a collection that ended is published: within three months.

    Source: 《慈善法》第七十九条.
    """
    months = ended_on.month - 1 + _MONTHS_TO_PUBLISH
    year, month = ended_on.year + months // 12, months % 12 + 1
    return date(year, month, min(ended_on.day, monthrange(year, month)[1]))
