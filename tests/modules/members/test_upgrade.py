"""A database of version 0.1.0 becomes one of today without losing who may do what, or what was late."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from gongjian.foundation import seals
from gongjian.modules.members.models import Post, PostKind
from gongjian.modules.promises.models import Promise
from tests.harness.own_database import own_database

THEN = [("members", "0001_initial"), ("promises", "0001_initial"), ("accounts", "0001_initial")]
BEFORE, DUE, AFTER = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 5)


@pytest.fixture
def db(django_db_setup: None, django_db_blocker, tmp_path: Path) -> Iterator[None]:
    """A database of the test's own: tables are made anew outside of any transaction."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


@pytest.fixture
def then(db: None) -> None:
    """The tables as version 0.1.0 had them."""
    seals.remove()
    go_to(THEN)


def go_to(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def today():
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    go_to(leaves)
    seals.install()


def fill(apps):
    """An alliance with a cashier, and three promises: kept in time, kept late, open."""
    new = {name: apps.get_model("members", name).objects.create for name in ("Alliance", "Organisation", "Post")}
    person = apps.get_model("accounts", "Person").objects.create(username="old")
    alliance = new["Alliance"](slug="old", name="旧联盟", short_name="旧联盟")
    branch = new["Organisation"](name="旧党支部")
    new["Post"](alliance=alliance, person=person, organisation=branch, kind="cashier", begins_on=BEFORE)
    for number, (state, closed_on) in enumerate([("kept", DUE), ("kept", AFTER), ("open", None)]):
        apps.get_model("promises", "Promise").objects.create(
            alliance=alliance,
            deed="campaigns.bank_box",
            subject=f"campaigns.cashbox:{number}",
            owed_by=branch,
            post="cashier",
            due_on=DUE,
            rule="RULE-CH-D",
            state=state,
            opened_at=timezone.now(),
            closed_on=closed_on,
            evidence="ledger.journalentry:1" if closed_on else "",
        )


def test_posts_keep_their_kind_and_promises_their_owner_and_what_was_late_says_so(then):
    fill(go_to(THEN))

    today()

    assert [(post.kind.code, post.kind.powers) for post in Post.objects.select_related("kind")] == [
        ("cashier", ["keep_cash"])
    ]
    assert list(Promise.objects.order_by("subject").values_list("state", "power")) == [
        ("kept", "keep_cash"),
        ("made_up", "keep_cash"),
        ("open", "keep_cash"),
    ]
    assert seals.missing() == []


def test_every_alliance_gets_the_standard_kinds_as_they_are_in_the_program(then):
    fill(go_to(THEN))

    today()

    assert {kind.code: kind.powers for kind in PostKind.objects.all()} == {
        kind.value: [str(power) for power in powers] for kind, powers in PostKind.POWERS.items()
    }


def test_the_way_back_calls_posts_and_promises_as_before(then):
    fill(go_to(THEN))
    today()
    seals.remove()

    apps = go_to(THEN)

    assert [post.kind for post in apps.get_model("members", "Post").objects.all()] == ["cashier"]
    assert list(apps.get_model("promises", "Promise").objects.order_by("subject").values_list("state", "post")) == [
        ("kept", "cashier"),
        ("kept", "cashier"),
        ("open", "cashier"),
    ]
