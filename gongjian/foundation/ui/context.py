"""What every layout knows: the languages of this page, and lazily who is here and where."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.tenancy import alliance_of
from gongjian.foundation.ui.templatetags.gongjian import html_lang
from gongjian.foundation.visiting import Visiting, current_visit
from gongjian.foundation.wiring import MenuGroup, Whereabouts, menu_for, places


@dataclass(frozen=True)
class Language:
    """One language of the interface, and this page in it."""

    code: str
    label: str
    url: str
    current: bool


class Surroundings:
    """Nothing is looked up before a template asks: a public page costs no query."""

    def __init__(self, request: HttpRequest) -> None:
        """Of the page that the request asked for."""
        self._request = request

    @property
    def demo(self) -> bool:
        """Whether everything here is made up."""
        return bool(settings.DEMO)

    @property
    def visit(self) -> Visiting | None:
        """The operator's visit during which this page is read."""
        return current_visit()

    @property
    def lang(self) -> str:
        """What the lang attribute says."""
        return html_lang()

    @property
    def home(self) -> str:
        """The front door in the language of the page."""
        return translate_url("/", get_language() or settings.LANGUAGE_CODE)

    @property
    def desk(self) -> str:
        """Where a person who works here begins."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    @cached_property
    def languages(self) -> list[Language]:
        """Every language, with the address of this same page in it."""
        here, now = self._request.get_full_path(), get_language()
        return [
            Language(code, get_language_info(code)["name_local"], translate_url(here, code), code == now)
            for code, _name in settings.LANGUAGES
        ]

    @property
    def other_languages(self) -> list[Language]:
        """The languages that the page is not in."""
        return [language for language in self.languages if not language.current]

    @cached_property
    def me(self) -> Whereabouts | None:
        """Who is signed in, and the alliance worked in."""
        return next(iter(self._places), None)

    @property
    def elsewhere(self) -> list[Whereabouts]:
        """The other alliances that the person may change over to."""
        return self._places[1:]

    @cached_property
    def _places(self) -> list[Whereabouts]:
        user = self._request.user if hasattr(self._request, "user") else None
        return places(user) if isinstance(user, Person) else []

    @cached_property
    def menu(self) -> list[MenuGroup]:
        """The menu of the person, or none."""
        user = self._request.user if self.me else None
        if not self.me or not isinstance(user, Person):
            return []
        return menu_for(user, alliance_of(self.me.alliance))

    @property
    def unseen(self) -> int:
        """How many notices the person has not seen, in the alliance worked in."""
        return self.me.unseen if self.me else 0

    @cached_property
    def here(self) -> str:
        """The address of the menu entry that this page belongs to: the longest one that its own address begins with."""
        urls = [entry.url for group in self.menu for entry in group.entries]
        return max((url for url in urls if self._request.path.startswith(url)), key=len, default="")


def surroundings(request: HttpRequest) -> dict[str, Surroundings]:
    """The context processor."""
    return {"surroundings": Surroundings(request)}
