"""Typed readers of the environment; a wrong value names the variable that holds it."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from environ import FileAwareEnv

env = FileAwareEnv()


def text(name: str, default: str = "") -> str:
    """The variable's text; `NAME_FILE` may name a file that holds it."""
    return str(env.str(name, default=default))


def flag(name: str, *, default: bool) -> bool:
    """on/off, true/false, yes/no or 1/0."""
    word = text(name, "on" if default else "off").strip().lower()
    if word in {"on", "true", "yes", "1"}:
        return True
    if word in {"off", "false", "no", "0"}:
        return False
    message = f"{name} must be on or off, not {word!r}."
    raise ImproperlyConfigured(message)


def words(name: str, default: str = "") -> list[str]:
    """A list of words parted by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str, file: Path) -> str:
    """The variable's secret, or the one kept in `file`, made there at the first start."""
    if given := text(name):
        return given
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600, exist_ok=True)
        file.write_text(get_random_secret_key(), encoding="utf-8")
    return file.read_text(encoding="utf-8").strip()


def database(name: str, file: Path, sqlite_options: dict[str, object]) -> dict[str, object]:
    """The database: a SQLite `file` unless the variable holds an address (`postgres://…`, `sqlite:///…`)."""
    if not (url := text(name)):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": sqlite_options}
    found: dict[str, object] = env.db_url_config(url)
    if found["ENGINE"] == "django.db.backends.sqlite3":
        return found | {"OPTIONS": sqlite_options}
    return found | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def mail(name: str) -> dict[str, object]:
    """Django's settings of the mail server, from an address such as `smtp+tls://user:password@host:587`."""
    if not text(name):
        return {}
    found: dict[str, object] = env.email_url_config(text(name))
    return {
        setting: value
        for setting, value in found.items()
        if setting.startswith("EMAIL_") and setting != "EMAIL_FILE_PATH"
    }
