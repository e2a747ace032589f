"""The words of notices: registered by modules, said in the reader's language when they are read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django_stubs_ext import StrOrPromise

from gongjian.foundation.notices.models import Notice
from gongjian.foundation.wiring import names_in
from gongjian.rulebook.errors import Fact

Say = Callable[[Mapping[str, Fact]], Mapping[str, object]]

_PERSON = "accounts.person:"


@dataclass(frozen=True)
class NoticeWords:
    """How a notice is told. The title goes out by e-mail and to whoever calls up: it is the same for everybody."""

    title: StrOrPromise
    text: StrOrPromise
    say: Say


@dataclass(frozen=True)
class Told:
    """A notice in words."""

    notice: Notice
    title: str
    text: str


_words: dict[str, NoticeWords] = {}


def notice_words(code: str, *, title: StrOrPromise, text: StrOrPromise, say: Say = dict) -> None:
    """Give a notice its words. Facts stand in the text as %(name)s, never in the title.

    `say` turns facts into words without asking the database. A fact that is a person's reference (`Person.ref`) is
    said by the name that the alliance uses.
    """
    if code in _words:
        message = f"{code} has two wordings."
        raise ValueError(message)
    if "%(" in str(title):
        message = f"The title of {code} carries facts; it goes out by e-mail."
        raise ValueError(message)
    _words[code] = NoticeWords(title, text, say)


def words_known(code: str) -> bool:
    """Whether there are words for it."""
    return code in _words


def title_of(notice: Notice) -> str:
    """What it is about, without anybody's name, number or amount."""
    return str(_words[notice.words].title)


def in_words(alliance: UUID, notices: Iterable[Notice]) -> list[Told]:
    """Notices of one alliance for a page, with one question for all names in them."""
    shown = list(notices)
    people = {
        UUID(fact.removeprefix(_PERSON)) for notice in shown for fact in notice.facts.values() if _is_person(fact)
    }
    names = {f"{_PERSON}{person}": name for person, name in names_in(alliance, people).items()}
    return [_told(notice, names) for notice in shown]


def _told(notice: Notice, names: Mapping[str, str]) -> Told:
    words = _words[notice.words]
    facts = {name: names.get(str(fact), "") if _is_person(fact) else fact for name, fact in notice.facts.items()}
    return Told(notice, str(words.title), str(words.text) % words.say(facts))


def _is_person(fact: Fact) -> bool:
    return isinstance(fact, str) and fact.startswith(_PERSON)
