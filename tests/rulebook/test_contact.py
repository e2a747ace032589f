"""Numbers and addresses as people type them: docs/rules/contact.md, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.rulebook.contact import check_credit_code, check_email, check_id_number, phone_number
from gongjian.rulebook.errors import RuleBroken
from tests.rulebook.examples import examples, refusal

RULES = {
    "phone": phone_number,
    "email": check_email,
    "id_number": check_id_number,
    "credit_code": check_credit_code,
}
READ = [(kind, row) for kind in RULES for row in examples("contact", kind)]
REFUSED = [(kind, row) for kind in RULES for row in examples("contact", f"{kind}_refused")]
MOBILES = some.from_regex(r"\A1[3-9][0-9]{9}\Z")
A_NUMBER = "440524188001010014"
A_CODE = "91110000600037341L"


def refused(kind, typed):
    with pytest.raises(RuleBroken) as broken:
        RULES[kind](typed)
    return broken.value


@pytest.mark.parametrize(("kind", "row"), READ, ids=str)
def test_what_is_typed_is_kept_in_one_form(kind, row):
    assert RULES[kind](row["写的"]) == row["记下的"]


@pytest.mark.parametrize(("kind", "row"), REFUSED, ids=str)
def test_what_cannot_be_is_refused(kind, row):
    assert refusal(refused(kind, row["写的"])) == row["拒绝"]


@pytest.mark.parametrize("row", examples("contact", "id_number_refused"), ids=str)
def test_a_refusal_never_repeats_the_id_number(row):
    facts = refused("id_number", row["写的"]).facts

    assert facts in ({}, {"digits": len(row["写的"])})


@given(MOBILES)
def test_what_was_kept_is_kept_again(number):
    assert phone_number(phone_number(f"+86 {number}")) == number


@given(some.integers(0, len(A_NUMBER) - 1), some.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_id_number_is_found(place, digit):
    typed = A_NUMBER[:place] + digit + A_NUMBER[place + 1 :]

    if typed == A_NUMBER:
        assert check_id_number(typed) == A_NUMBER
    else:
        assert refusal(refused("id_number", typed)) == "`contact.id_number`"


@given(some.integers(0, len(A_CODE) - 1), some.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_mark_of_a_credit_code_is_found(place, mark):
    typed = A_CODE[:place] + mark + A_CODE[place + 1 :]

    if typed == A_CODE:
        assert check_credit_code(typed) == A_CODE
    else:
        assert refusal(refused("credit_code", typed)) == "`contact.credit_code`"
