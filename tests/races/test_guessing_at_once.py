"""Many tries at the same moment, from many processes: they see each other, and no more than allowed get through."""

from functools import partial

from gongjian.foundation.accounts import limits
from gongjian.rulebook.guessing import ACCOUNT
from tests.harness.at_once import at_once, counted


def _try(address):
    limits.check("sign_in", account="cashier", address=address)
    return "let in"


def test_sixteen_processes_guess_one_password_and_no_more_than_allowed_are_compared(db):
    tries = [partial(_try, f"10.0.0.{each}") for each in range(16)]

    answers = counted(at_once(*tries))

    assert (answers.get("let in", 0) <= ACCOUNT[0].tries, set(answers) <= {"let in", "accounts.too_often"}) == (
        True,
        True,
    )
