"""Sealed fields: unreadable in the database, masked as text, opened with the right key only, renewed with the keys."""

import stat
from base64 import b64encode
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.template import Context, Template

from gongjian.foundation.sealing import keys, looks
from gongjian.foundation.sealing.models import Look
from gongjian.foundation.sealing.reencrypt import SomeStayedShut, marks_from, reencrypt
from gongjian.modules.members.models import Profile

CANARY = "13812345678"
COLUMN = "members.profile.phone"
TABLE = Profile._meta.db_table


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings, tmp_path):
    settings.KEYS = tmp_path / "keys" / "keys.json"
    keys.init()


def purpose(profile):
    return f"members.profile.phone:{profile.alliance_id}"


@pytest.fixture
def profile(cast):
    """Somebody with a telephone number."""
    found = Profile.objects.get(person=cast.cashier)
    found.phone, found.phone_mark = CANARY, keys.mark(CANARY, purpose(found))
    found.save()
    return Profile.objects.get(pk=found.pk)


def columns_with(words):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {TABLE}")  # noqa: S608  our own table
        names = [each[0] for each in cursor.description]
        return {
            name for row in cursor.fetchall() for name, value in zip(names, row, strict=True) if words in str(value)
        }


def written(profile, sealed):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET phone = %s WHERE phone <> ''", [sealed])  # noqa: S608  our own table
    return Profile.objects.get(pk=profile.pk)


def test_the_database_holds_nothing_readable(profile):
    assert (columns_with(CANARY), columns_with("gj1:1:"), profile.phone.opened()) == (set(), {"phone"}, CANARY)


def test_the_same_value_is_sealed_differently_each_time():
    assert len({keys.seal(CANARY, COLUMN) for _ in range(5)}) == 5


def test_as_text_it_is_masked(profile):
    page = Template("{{ profile.phone }}").render(Context({"profile": profile}))

    assert [str(profile.phone), repr(profile.phone), f"{profile.phone}", page] == ["138****5678"] * 4


def test_nothing_stays_nothing(profile):
    assert (bool(profile.email), str(profile.email), profile.email.opened()) == (False, "", "")


@pytest.mark.parametrize("place", [0, 5, 8, 30, 45])
def test_what_was_altered_does_not_open(place):
    sealed = keys.seal(CANARY, COLUMN)
    altered = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]

    with pytest.raises(keys.CannotOpen):
        keys.unseal(altered, COLUMN)


@pytest.mark.parametrize("sealed", ["", CANARY, "gj1:1:", "gj1:1:AAAA", "gj1:1:A", "gj1:1:好", "gj1:²:AAAA", "gj1::"])
def test_what_was_never_sealed_does_not_open(sealed):
    with pytest.raises(keys.CannotOpen):
        keys.unseal(sealed, COLUMN)


def test_it_opens_in_its_own_column_only():
    with pytest.raises(keys.CannotOpen):
        keys.unseal(keys.seal(CANARY, COLUMN), "members.profile.email")


def test_without_its_key_it_does_not_open(profile, settings, tmp_path):
    settings.KEYS = tmp_path / "others" / "keys.json"
    keys.init()

    with pytest.raises(keys.CannotOpen):
        profile.phone.opened()
    with pytest.raises(keys.CannotOpen):
        keys.unseal(profile.phone.sealed.replace("gj1:1:", "gj1:2:"), COLUMN)


@pytest.mark.parametrize(
    "asked", [{"phone": CANARY}, {"phone__in": [CANARY]}, {"phone__contains": "138"}, {"phone__gt": "1"}], ids=str
)
def test_it_is_never_searched_by_value(profile, asked):
    with pytest.raises(TypeError, match=r"members\.profile\.phone is sealed; look it up by its mark\."):
        list(Profile.objects.filter(**asked))


def test_whether_there_is_a_value_can_be_asked(profile):
    assert list(Profile.objects.exclude(phone="")) == [profile]


def test_a_mark_finds_an_equal_number_in_its_alliance_only(cast, profile):
    here, there = purpose(profile), f"members.profile.phone:{cast.next_door.pk}"

    assert list(Profile.objects.filter(phone_mark__in=keys.marks(CANARY, here))) == [profile]
    assert list(Profile.objects.filter(phone_mark__in=keys.marks(CANARY, there))) == []


def test_with_a_new_key_the_old_values_still_open(profile):
    assert keys.rotate().number == 2

    new = keys.seal(CANARY, COLUMN)

    assert (keys.key_number(profile.phone.sealed), profile.phone.opened()) == (1, CANARY)
    assert (keys.key_number(new), keys.unseal(new, COLUMN)) == (2, CANARY)


def test_a_value_is_found_by_its_old_mark_until_it_is_renewed(profile):
    keys.rotate()

    assert list(Profile.objects.filter(phone_mark__in=keys.marks(CANARY, purpose(profile)))) == [profile]


def test_everything_moves_under_the_newest_key_once(profile):
    marks_from(Profile, "phone", "phone_mark", purpose)
    keys.rotate()

    assert [reencrypt(), reencrypt()] == [2, 0]

    moved = Profile.objects.get(pk=profile.pk)
    assert (keys.key_number(moved.phone.sealed), moved.phone.opened()) == (2, CANARY)
    assert moved.phone_mark == keys.mark(CANARY, purpose(profile))


def test_whoever_writes_at_the_same_time_wins(profile):
    def meanwhile(row):
        Profile.objects.filter(pk=row.pk).update(phone="13900139000", phone_mark="theirs")
        return purpose(row)

    keys.rotate()
    marks_from(Profile, "phone", "phone_mark", meanwhile)
    moved = reencrypt()
    marks_from(Profile, "phone", "phone_mark", purpose)

    held = Profile.objects.get(pk=profile.pk)
    assert (moved, held.phone.opened(), held.phone_mark) == (1, "13900139000", "theirs")


def test_what_cannot_be_opened_keeps_nothing_else_from_moving(profile):
    profile.email = "z@163.com"
    profile.save()
    keys.rotate()
    written(profile, "gj1:1:AAAA")

    with pytest.raises(SomeStayedShut) as some:
        reencrypt()

    assert (some.value.moved, some.value.shut) == (1, [f"members.profile:{profile.pk} phone"])


def test_who_looked_is_neither_changed_nor_deleted(cast, profile):
    look = looks.look(actor=cast.secretary, about=cast.cashier.pk, subject=profile, reason="通知开会")
    table = Look._meta.db_table

    def by_hand(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    for change in (
        look.save,
        look.delete,
        lambda: Look.objects.update(reason="另一个原因"),
        lambda: by_hand(f"UPDATE {table} SET reason = 'another'"),  # noqa: S608  our own table
        # At an erasure its words go, and nothing else of it.
        lambda: by_hand(f"UPDATE {table} SET reason = '', looked_by_id = about_id"),  # noqa: S608  our own table
        lambda: by_hand(f"DELETE FROM {table}"),  # noqa: S608  our own table
    ):
        with pytest.raises(IntegrityError, match=r"sealing\.look is append-only"), transaction.atomic():
            change()

    assert [found.reason for found in looks.looks_about(cast.cashier.pk, cast.alliance.pk)] == ["通知开会"]


def test_the_keys_are_for_the_programs_own_account_only(settings):
    keys.rotate()

    assert [stat.S_IMODE(path.stat().st_mode) for path in (settings.KEYS, settings.KEYS.parent)] == [0o600, 0o700]


def test_the_database_holds_no_key(profile):
    secrets = [b64encode(key.secret).decode() for key in keys.ring().keys]

    assert [columns_with(secret) for secret in secrets] == [set()]
    assert keys.path() != Path(connection.settings_dict["NAME"])


def test_a_first_key_is_made_only_once():
    before = keys.path().read_bytes()

    assert (keys.init(), keys.path().read_bytes()) == (False, before)
