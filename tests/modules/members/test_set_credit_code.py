"""An organisation's unified social credit code: checked, one organisation's only."""

import pytest
from django.db import IntegrityError, transaction

from gongjian.modules.members.actions import set_credit_code
from gongjian.modules.members.models import Organisation
from tests import given
from tests.modules.members.doors import (
    REFUSED,
    Asked,
    answers_to_others,
    api_does_it,
    page_does_it,
    page_keeps_what_was_typed,
)
from tests.modules.members.people import MAY_NOT_APPOINT
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, rule_says

CODE, OTHER = "91110000600037341L", "91310000607374794K"


@pytest.fixture
def school(cast):
    """The school, without a code so far."""
    return Organisation.objects.get(name="止园路小学")


@pytest.fixture
def asked(school):
    """Its code, typed with spaces."""
    typed = {"credit_code": "9111 0000 6000 3734 1l"}
    page = f"/work/organisations/{school.pk}/credit-code/"
    return Asked(page, f"/organisations/{school.pk}/credit-code", typed, typed)


def give(actor, alliance, organisation, code=CODE):
    return set_credit_code(actor=actor, alliance=alliance, organisation=organisation, credit_code=code)


def test_it_is_kept_in_one_form(cast, school):
    assert give(cast.secretary, cast.alliance, school, " 9111-0000-6000-3734-1l").credit_code == CODE


def test_a_code_that_cannot_be_is_refused(cast, school):
    with rule_says("contact.credit_code", typed="91110000600037341M"):
        give(cast.secretary, cast.alliance, school, "91110000600037341M")


def test_it_is_one_organisations_only(cast, school):
    give(cast.secretary, cast.alliance, school)
    committee = Organisation.objects.get(name="行业委员会")

    with rule_says("members.code_taken", credit_code=CODE):
        give(cast.secretary, cast.alliance, committee)


def test_the_database_keeps_it_so(cast, school):
    give(cast.secretary, cast.alliance, school)

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(name="行业委员会").update(credit_code=CODE)


def test_one_alliance_does_not_change_what_another_counts_on(cast):
    residents = Organisation.objects.get(name="居民区")
    give(given.SETUP, cast.next_door, residents)

    with rule_says("members.code_is_shared"):
        give(cast.secretary, cast.alliance, residents, OTHER)


def test_a_wrong_one_is_put_right(cast, school):
    give(cast.secretary, cast.alliance, school)

    assert give(cast.secretary, cast.alliance, school, OTHER).credit_code == OTHER


def test_only_an_organisation_of_the_alliance_gets_one(cast):
    stranger = Organisation.objects.create(name="别处的店")

    with rule_says("members.not_known_here"):
        give(cast.secretary, cast.alliance, stranger)


def test_nobody_else_writes_it(cast, school):
    for role in MAY_NOT_APPOINT:
        with not_permitted(APPOINTERS):
            give(person(cast, role), cast.alliance, school)


def test_the_page_and_the_api_do_it(cast, door, asked):
    assert page_does_it(door, cast.secretary, asked) == ["members.set_credit_code"]
    assert api_does_it(door, cast.secretary, asked) == ["members.set_credit_code"]


def test_a_wrong_code_stays_in_the_form(cast, door, asked):
    assert page_keeps_what_was_typed(door, cast.secretary, asked, credit_code="9111000060003734") == [
        "“9111000060003734”不像统一社会信用代码：要 18 位，最后一位是校验位。请照营业执照或登记证书重填。"
    ]


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door, asked):
    assert answers_to_others(cast, door, asked) == (REFUSED, [APPOINTERS])


def test_the_log_has_the_code_which_is_public(cast, school):
    give(cast.secretary, cast.alliance, school)

    assert last_facts("members.set_credit_code") == (cast.secretary.ref, school.ref, {"credit_code": CODE})
