"""Who is let in where: every address, every method, everybody; declared in one table, asked one by one."""

import pytest

from tests.cast import ROLES
from tests.doors import records
from tests.doors.table import HEAD, declared, doors
from tests.doors.walk import BROKEN, SIGNED_OUT, UNREADABLE, WHY, Walk
from tests.foundation.addresses import Address

DOORS = doors()

# Whatever anybody may open without signing in; all else asks him to, or is not there for him.
PUBLIC = {
    "account_login",
    "api:openapi-json",
    "api:openapi-view",
    "api:use_slip",
    "calendar_feed",
    "entrance:use_slip",
    "feedback:look_up",
    "notices:stop_mail",
    "feedback:send_feedback",
    "public_site:campaign",
    "public_site:campaigns",
    "public_site:check_books",
    "public_site:compare",
    "public_site:fund",
    "public_site:home",
    "public_site:ledger",
    "public_site:statements",
    "public_site:take_books",
    "public_site:voucher",
    "sign_in",
    "ui:style",
}

# Nobody's list but the one's who asks: what is kept about him, his sign-in, what he sent, signed or asked for. The
# search finds what he sees, and the blank sheet holds nothing.
OWN = {
    "accounts:activate_codes",
    "accounts:add_passkey",
    "accounts:change_password",
    "accounts:personal_tokens",
    "accounts:recovery_codes",
    "accounts:security",
    "accounts:set_phone",
    "entrance:entrance",
    "feedback:mine",
    "me:my_data",
    "me:my_data_in_full",
    "me:take_along",
    "me:who_looked",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "notices:mail_wishes",
    "promises:handovers",
    "roster:blank_sheet",
    "search:search",
}

# Answered without looking whose the record is: public, about the one who asks, a secret itself, or a kind of request.
ANYBODYS = {
    "calendar_feed",
    "campaigns:open_campaign",
    "ledger:ask_booking",
    "notices:stop_mail",
    "public_site:campaign",
    "public_site:fund",
    "public_site:take_books",
    "public_site:voucher",
    "sign_in_as",
}


def named(row: dict[str, str]) -> str:
    return f"{row['method']} {row['address']}"


def column(role: str) -> dict[str, str]:
    return {named(row): row[role] for row in declared()}


@pytest.mark.parametrize("row", declared(), ids=named)
def test_everybody_is_answered_as_the_table_says(street: Walk, row: dict[str, str]) -> None:
    door = DOORS[row["method"], row["address"]]

    assert street.row(door) == {role: row[role] for role in HEAD[2:]}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert [(row["method"], row["address"]) for row in declared()] == list(DOORS)


def test_everybody_has_a_column() -> None:
    assert {tuple(row) for row in declared()} == {HEAD}
    assert HEAD[2:] == (*ROLES, SIGNED_OUT)


def test_an_address_of_a_record_that_nobody_declared_is_told() -> None:
    strange = Address("campaigns:see_all", ("pk",), None)

    with pytest.raises(LookupError, match="campaigns:see_all"):
        records.arguments(strange, cast=None)


def test_no_form_was_misread_and_no_door_fell_off() -> None:
    words = {word for row in declared() for role, word in row.items() if role in HEAD[2:]}

    assert words & {UNREADABLE, BROKEN} == set()


def test_who_may_not_is_refused_when_he_sends_the_form_all_the_same() -> None:
    told_why = {named(row) for row in declared() if row["method"] != "GET" and WHY in row.values()}

    # Whose posts allow no promise has nothing to choose from, and reads why instead.
    assert told_why == {"POST promises:make_promise"}


def differing(role: str) -> set[str]:
    """The addresses that answer somebody otherwise than an outsider, by their names without the room."""
    outsiders = column("outsider")
    return {door.rpartition(":")[2] for door, word in column(role).items() if word != outsiders[door]}


def test_without_a_post_today_one_is_an_outsider_but_for_what_one_asked_for_oneself() -> None:
    assert differing("future_cashier") == set()
    assert differing("former_cashier") == {"erase_person", "refuse_erasure"}


def pages(**answered: str) -> set[str]:
    """The pages that are opened with these answers."""
    rows = [row for row in declared() if row["method"] == "GET" and not row["address"].startswith("api:")]
    return {row["address"] for row in rows if all(row[role] == word for role, word in answered.items())}


def test_without_a_place_one_reads_what_is_public_and_what_is_ones_own_and_nothing_else() -> None:
    public = {address for address in PUBLIC if not address.startswith("api:")}

    assert pages(outsider="yes") == pages(operator="yes", outsider="yes") == public | OWN


def test_a_list_of_the_alliance_tells_whoever_has_no_place_what_to_do() -> None:
    lists = {address for address in pages(secretary="yes") if not DOORS["GET", address].has_record}
    deeds = {address for address in lists if DOORS["GET", address].is_deed}

    assert lists - deeds - PUBLIC - OWN == pages(secretary="yes", operator="no", outsider="no")


def test_the_operator_is_an_outsider_but_for_the_visit_that_he_asks_for() -> None:
    assert differing("operator") == {"allow_visit", "ask_visit", "end_visit", "visit"}


def test_signed_out_there_is_only_what_is_public() -> None:
    opened = {row["address"] for row in declared() if row[SIGNED_OUT] not in {"sign-in", "401", "405", "hidden"}}

    assert opened == PUBLIC


def test_nobody_from_elsewhere_gets_at_a_record() -> None:
    got = {
        named(row)
        for row in declared()
        for role in ("neighbour", "outsider")
        if DOORS[row["method"], row["address"]].has_record and row["address"] not in ANYBODYS
        if row[role] not in {"hidden", "405"}
    }

    assert got == set()
