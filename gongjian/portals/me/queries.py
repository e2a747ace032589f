"""Reading what is kept about one person, and nothing about anybody else."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import CharField, Count, F, Model, UUIDField, Value
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.policies import Policy, policies_of
from gongjian.foundation.wiring import Kept, every_kind
from gongjian.modules.members.models import Profile
from gongjian.modules.members.queries import every_alliance, workplace_of
from gongjian.modules.members.queries.erasure import kept_until_in, own_profiles


@dataclass(frozen=True)
class Rule:
    """Why something is kept, who may see it, and until when, in words."""

    why: str
    who: str
    until: str


@dataclass(frozen=True)
class Field:
    """One thing that is kept, in words, with its rule when it tells something about a person."""

    label: str
    text: str
    rule: Rule | None


@dataclass(frozen=True)
class Records:
    """Records of one kind: row by row when the kind is listed, else only how many, with the rule."""

    title: StrOrPromise
    rows: list[list[Field]]
    number: int
    rule: Rule | None

    @property
    def explained(self) -> bool:
        """Whether the rules stand at each field."""
        return any(field.rule for row in self.rows for field in row)


@dataclass(frozen=True)
class Place:
    """What one alliance keeps about the person, or (without alliance) the sign-in."""

    alliance: StrOrPromise
    profile: UUID | None
    works_here: bool
    listed: list[Records]
    counted: list[Records]


def places_of(person: Person, *, full: bool = False) -> list[Place]:
    """All that is kept, the sign-in first, then alliance by alliance."""
    profiles, until, working = list(own_profiles(person)), kept_until_in(person.pk), workplace_of(person)
    known: dict[type[Model], Sequence[Model]] = {Person: [person], Profile: profiles}
    rows = _rows(person, known)
    numbers = _numbers(person)

    def records(alliance: UUID | None) -> tuple[list[Records], list[Records]]:
        end = until.get(alliance) if alliance else None
        here = [kind for kind in every_kind() if kind.of_an_alliance == (alliance is not None)]
        listed = [
            _listed(kind, some, end, full=full)
            for kind in here
            if kind.listed and (some := rows.get((kind.code, alliance)))
        ]
        counted = [
            Records(kind.title, [], number, _rule_of(kind, end))
            for kind in here
            if (number := numbers.get((kind.code, alliance)))
        ]
        return listed, counted

    found = [Place(_("账号"), None, False, *records(None))]  # noqa: FBT003  a field of the place, as the others
    for one in profiles:
        here = one.alliance_id
        found.append(Place(one.alliance.name, one.pk, here in working, *records(here)))
    # Where the person only sent something, or is erased: what is left there is told as well.
    left = {alliance for _code, alliance in [*numbers, *rows] if alliance} - {one.alliance_id for one in profiles}
    for alliance, name in names_of_alliances(left).items():
        found.append(Place(name, None, False, *records(alliance)))  # noqa: FBT003  as above
    return found


def kind_called(code: str) -> Kept:
    """A kind by its code."""
    return next(kind for kind in every_kind() if kind.code == code)


def alliance_names() -> dict[UUID | None, str]:
    """What alliances are called: public data."""
    return dict(every_alliance().values_list("pk", "name"))


def names_of_alliances(wanted: set[UUID]) -> dict[UUID, str]:
    """What these are called; nothing is asked for none."""
    return dict(every_alliance().filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _rows(
    person: Person, known: Mapping[type[Model], Sequence[Model]]
) -> defaultdict[tuple[str, UUID | None], list[Model]]:
    """The records of each listed kind, by alliance; what is known already is not asked for again."""
    found: defaultdict[tuple[str, UUID | None], list[Model]] = defaultdict(list)
    for kind in every_kind():
        if kind.listed:
            for row in known[kind.model] if kind.model in known else kind.prepared(kind.rows(person)):
                found[kind.code, kind.alliance_of(row)].append(row)
    return found


def _numbers(person: Person) -> dict[tuple[str, UUID | None], int]:
    """How many records of each kind that is not listed, by alliance: one question for all kinds."""
    nowhere = Value(None, output_field=UUIDField())
    asked = [
        kind.rows(person)
        .order_by()
        .values(of=F("alliance") if kind.of_an_alliance else nowhere)
        .annotate(kind=Value(kind.code, output_field=CharField()), number=Count("pk"))
        .values_list("kind", "of", "number")
        for kind in every_kind()
        if not kind.listed
    ]
    return {(code, alliance): number for code, alliance, number in asked[0].union(*asked[1:], all=True)}


def _listed(kind: Kept, rows: list[Model], end: date | None, *, full: bool) -> Records:
    rules = policies_of(kind.model)
    told = [
        [
            Field(label, text, _in_words(rules[path], end) if path in rules else None)
            for path, (label, text) in zip(kind.shows, kind.told(row, full=full).items(), strict=True)
        ]
        for row in rows
    ]
    return Records(kind.title, told, len(rows), _rule_of(kind, end))


def _rule_of(kind: Kept, end: date | None) -> Rule | None:
    """The rule of the field that leads to the person, or of the first personal one."""
    rules = policies_of(kind.model)
    leading = [rules[name] for name in kind.mine if name in rules]
    return next((_in_words(rule, end) for rule in [*leading, *rules.values()]), None)


def _in_words(policy: Policy, end: date | None) -> Rule:
    return Rule(policy.why, _who(policy.who), _until(policy.keep, end))


def _who(code: str) -> str:
    return {
        "public": _("谁都看得到"),
        "members": _("联盟里有职务的人"),
        "own": _("本单位的人和管人员的人"),
        "keeper": _("要用的人，写明原因、留下记录"),
    }[code]


def _until(keep: str, end: date | None) -> str:
    if keep == "post":
        if end:
            return _("%(day)s 起用不着，可以删") % {"day": end.isoformat()}
        return _("最后一个职务结束后 30 天")
    return {
        "books": _("和账一起，年度终了后 30 年"),
        "log": _("六个月以上"),
        "account": _("账号注销为止"),
    }[keep]
