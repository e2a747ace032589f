"""All pages of docs/reference, by the name of the file."""

from collections.abc import Callable

from django.utils import translation

from docs.generator import addresses, deeds, doors, tables

PAGES: dict[str, Callable[[], str]] = {
    "addresses.md": addresses.who_is_let_in,
    "api.md": doors.interface,
    "deeds.md": deeds.deeds,
    "events.md": deeds.events,
    "models.md": tables.models,
    "permissions.md": deeds.who_may,
    "settings.md": doors.settings,
    "states.md": tables.states,
}


def pages() -> dict[str, str]:
    """Every page as it should be now; labels in Chinese, whatever the language outside."""
    with translation.override("zh-hans"):
        return {name: write() for name, write in PAGES.items()}
