"""What the tests of deeds ask: which refusal, what was written, what the log says, how each door answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps

from gongjian.foundation.access import NotPermitted
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.tenancy import AllianceOwned
from gongjian.rulebook.errors import RuleBroken
from tests.cast import Cast

# Whoever holds no post in the street's alliance today: of the alliance next door, the superuser, somebody with an
# account, and those whose post ended yesterday or begins tomorrow.
STRANGERS = ("neighbour", "operator", "outsider", "former_cashier", "future_cashier")

NOT_FOUND = (404, 404, 404)  # page opened, form sent, API called
NOT_ALLOWED = (200, 403, 403)  # the page opens and says why not
SIGN_IN_FIRST = (302, 302, 401)

NO_POST = "你今天在这个联盟里没有职务。"
CASHIERS = "这一步要由出纳来办。"
SECRETARYS = "这一步要由书记来办。"
ORGANISERS = "或者由这次募捐的负责人来办。"
APPOINTERS = "这一步要由书记或者组织委员来办。"


def everything() -> dict[str, list[Any]]:
    """Every row that belongs to an alliance."""
    owned = [model for model in apps.get_models() if issubclass(model, AllianceOwned)]
    return {model._meta.label: list(model._default_manager.order_by("pk").values_list()) for model in owned}


@contextmanager
def nothing_written() -> Iterator[None]:
    """No row of any alliance is added, changed or taken away meanwhile."""
    before = everything()
    yield
    assert everything() == before


@contextmanager
def rule_says(code: str, **facts: object) -> Iterator[None]:
    """A rule says no, with this code and these facts, and nothing is written."""
    with nothing_written(), pytest.raises(RuleBroken) as refusal:
        yield
    assert (refusal.value.code, refusal.value.facts) == (code, facts)


@contextmanager
def not_permitted(*reasons: str) -> Iterator[None]:
    """The actor may not, for these reasons, and nothing is written."""
    with nothing_written(), pytest.raises(NotPermitted) as refusal:
        yield
    assert tuple(str(reason) for reason in refusal.value.reasons) == reasons


@contextmanager
def trail() -> Iterator[list[str]]:
    """The deeds that enter the log meanwhile; what was done in the course of another stands as "outer > inner"."""
    before, found = list(AuditEntry.objects.values_list("pk", flat=True)), []
    yield found
    rows = list(AuditEntry.objects.exclude(pk__in=before).order_by("number"))
    outer = {row.pk: row.deed for row in rows if row.under is None}
    found.extend(row.deed if row.under is None else f"{outer[row.under]} > {row.deed}" for row in rows)


def last_facts(deed: str) -> tuple[str, str, dict[str, object]]:
    """Who did the deed last, to what, and which facts the log keeps of it."""
    row = AuditEntry.objects.filter(deed=deed).latest("number")
    return row.actor, row.subject, row.facts


def answers(visitor: Any, page: str, api: str, *, typed: dict[str, Any], body: object = None) -> tuple[int, int, int]:
    """How a deed's page and its API answer somebody."""
    opened, sent = visitor.get(page), visitor.post(page, **typed)
    return opened.status_code, sent.status_code, visitor.api_post(api, body).status_code


def answers_to_strangers(
    cast: Cast, door: Any, page: str, api: str, *, typed: dict[str, Any], body: object = None
) -> dict[str, tuple[int, int, int]]:
    """How a deed answers whoever has no business here; whatever it says, it writes nothing."""
    with nothing_written():
        return {role: answers(door(person(cast, role)), page, api, typed=typed, body=body) for role in STRANGERS}


def person(cast: Cast, role: str) -> Person:
    """Somebody of the cast by role."""
    return getattr(cast, role)


def why_not(answer: Any) -> list[str]:
    """The reasons that a page gives for its greyed button."""
    return [str(reason) for reason in answer.context["why_not"]]


def refusal_of(answer: Any) -> tuple[int, str, dict[str, object]]:
    """What the API says when a rule says no."""
    told = answer.json()
    return answer.status_code, told["code"], told["facts"]
