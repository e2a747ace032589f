"""Dropping a recovery: nothing was changed, and nothing is."""

import pytest

from gongjian.modules.entrance.actions import agree_recovery, drop_recovery
from gongjian.modules.entrance.models import Recovery, Slip
from tests import entering
from tests.modules.entrance.slips import OFFICE, ONESELF, at
from tests.modules.told import answers, answers_to_strangers, last_facts, not_permitted, person, rule_says


@pytest.fixture
def recovery(cast):
    """The secretary has proposed to let the colleague in again."""
    return entering.proposed_recovery(cast.colleague, cast.secretary, cast.alliance)


@pytest.mark.parametrize("role", ["secretary", "supervisor", "colleague"])
def test_office_holders_and_the_person_drop_it(cast, recovery, role):
    drop_recovery(actor=person(cast, role), recovery=recovery)

    kept = Recovery.objects.get()
    assert (kept.state, kept.dropped_by, Slip.objects.count()) == ("dropped", person(cast, role), 0)
    assert last_facts("entrance.drop_recovery")[2] == {"person": str(cast.colleague.pk)}


@pytest.mark.parametrize("role", ["cashier", "school", "neighbour", "operator"])
def test_nobody_else_does(cast, recovery, role):
    with not_permitted(OFFICE, ONESELF):
        drop_recovery(actor=person(cast, role), recovery=recovery)


def test_what_two_agreed_on_is_not_dropped(cast, recovery):
    agree_recovery(actor=cast.supervisor, recovery=recovery)

    with rule_says("moves.not_allowed", state="seconded", following="dropped"):
        drop_recovery(actor=cast.secretary, recovery=recovery)


def test_the_page_and_the_api_drop_it_and_strangers_find_nothing(cast, door, recovery):
    page, api = at("drop_recovery", recovery), f"/recoveries/{recovery.pk}/drop"
    strangers = answers_to_strangers(cast, door, page, api, typed={})

    found = answers(door(cast.colleague), page, api, typed={})

    assert (set(strangers.values()), found) == ({(404, 404, 404)}, (200, 302, 409))
