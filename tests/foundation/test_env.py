"""Reading the environment: typed, with the variable's name in every complaint."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongjian.config import env

NAME = "GONGJIAN_TEST"


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch):
    monkeypatch.delenv(NAME, raising=False)


def test_a_text_is_taken_as_it_stands(monkeypatch):
    monkeypatch.setenv(NAME, "青云路")

    assert (env.text(NAME), env.text("GONGJIAN_NOT_GIVEN", "宝通路")) == ("青云路", "宝通路")


def test_a_text_may_lie_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "text").write_text("from a file", encoding="utf-8")
    monkeypatch.setenv("GONGJIAN_IN_A_FILE_FILE", str(tmp_path / "text"))

    assert env.text("GONGJIAN_IN_A_FILE") == "from a file"


@pytest.mark.parametrize(
    ("word", "flag"),
    [(word, True) for word in ("on", "ON", " true ", "yes", "1")]
    + [(word, False) for word in ("off", "False", "no", "0")],
)
def test_a_flag_is_said_in_many_ways(monkeypatch, word, flag):
    monkeypatch.setenv(NAME, word)

    assert env.flag(NAME, default=not flag) is flag


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_not_given_is_its_default(default):
    assert env.flag(NAME, default=default) is default


@pytest.mark.parametrize("word", ["maybe", "2", "", "开"])
def test_what_is_no_flag_is_told_with_its_name(monkeypatch, word):
    monkeypatch.setenv(NAME, word)

    with pytest.raises(ImproperlyConfigured, match=f"{NAME} must be on or off"):
        env.flag(NAME, default=True)


def test_words_are_parted_by_commas(monkeypatch):
    monkeypatch.setenv(NAME, " a.example, ,b.example,")

    assert (env.words(NAME), env.words("GONGJIAN_NOT_GIVEN", "x,y")) == (["a.example", "b.example"], ["x", "y"])


def test_a_secret_is_made_once_and_kept_where_only_its_owner_reads(tmp_path):
    file = tmp_path / "new" / "secret_key"

    first, again = env.secret(NAME, file), env.secret(NAME, file)

    assert (first, len(first), file.stat().st_mode & 0o777) == (again, 50, 0o600)


def test_a_given_secret_leaves_no_file(monkeypatch, tmp_path):
    monkeypatch.setenv(NAME, "given")

    assert (env.secret(NAME, tmp_path / "secret_key"), list(tmp_path.iterdir())) == ("given", [])


def test_without_an_address_the_database_is_a_file(tmp_path):
    file, options = tmp_path / "gongjian.sqlite3", {"timeout": 20}

    found = env.database(NAME, file, options)

    assert found == {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": options}


def test_an_address_of_sqlite_keeps_the_safe_options(monkeypatch, tmp_path):
    monkeypatch.setenv(NAME, f"sqlite:///{tmp_path}/other.sqlite3")

    found = env.database(NAME, tmp_path / "unused", {"timeout": 20})

    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", f"{tmp_path}/other.sqlite3")
    assert found["OPTIONS"] == {"timeout": 20}


def test_an_address_of_postgresql_is_taken_apart(monkeypatch, tmp_path):
    monkeypatch.setenv(NAME, "postgres://gongjian:p%40ss@db.example:5433/street")

    found = env.database(NAME, tmp_path / "unused", {"timeout": 20})

    wanted = ("ENGINE", "USER", "PASSWORD", "HOST", "PORT", "NAME", "CONN_HEALTH_CHECKS")
    assert [found[name] for name in wanted] == [
        "django.db.backends.postgresql",
        "gongjian",
        "p@ss",
        "db.example",
        5433,
        "street",
        True,
    ]
    assert found.get("OPTIONS", {}) == {}
