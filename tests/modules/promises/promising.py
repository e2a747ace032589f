"""Deeds of the tests' own, in whose course promises are opened, kept and waived."""

from gongjian.foundation.idempotency.deed import deed, record
from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.actions import Owed, keep_promise, open_promise, waive_promise
from tests import given

ONLY_IN_A_DEED = "承诺随着办的事自己出现、自己了结，不能单独改。"


def owed(subject="campaigns.cashbox:1", due_on=given.TODAY):
    branch = Organisation.objects.get(name="眼镜街党总支")
    facts = {"number": "QD-2026-001", "place": "东口", "campaign": "慈善一日捐"}
    return Owed("campaigns.close_box", subject, branch, Power.KEEP_CASH, due_on, "RULE-CH-D", facts)


@deed("tests.promise")
def promise(*, actor, alliance, what):
    found = open_promise(actor=actor, alliance=alliance, owed=what)
    record(actor, "tests.promise", alliance)
    return found


@deed("tests.keep")
def keep(*, actor, promised, evidence):
    found = keep_promise(actor=actor, promise=promised, evidence=evidence)
    record(actor, "tests.keep", promised)
    return found


@deed("tests.waive")
def waive(*, actor, promised, reason):
    found = waive_promise(actor=actor, promise=promised, reason=reason)
    record(actor, "tests.waive", promised)
    return found
