"""How the page and the API of a deed of this module answer: who may, who may not, who has no business here."""

from dataclasses import dataclass
from typing import Any

from tests.cast import Cast
from tests.modules.told import (
    NOT_ALLOWED,
    NOT_FOUND,
    STRANGERS,
    answers,
    answers_to_strangers,
    nothing_written,
    trail,
    why_not,
)


@dataclass(frozen=True)
class Asked:
    """A deed through both doors: the page with what is typed into it, the API with its body."""

    page: str
    api: str
    typed: dict[str, Any]
    body: dict[str, Any]


def page_does_it(door: Any, somebody: Any, asked: Asked) -> list[str]:
    """Open the page, send the form: the deeds that enter the log. The page leads on to one that opens."""
    visitor = door(somebody)
    assert visitor.get(asked.page).status_code == 200
    with trail() as deeds:
        answer = visitor.post(asked.page, **asked.typed)
    assert (answer.status_code, visitor.get(answer.url).status_code) == (302, 200)
    return deeds


def api_does_it(door: Any, somebody: Any, asked: Asked) -> list[str]:
    """Tell the API: the deeds that enter the log."""
    with trail() as deeds:
        answer = door(somebody).api_post(asked.api, asked.body)
    assert answer.status_code == 200, answer.content.decode()
    return deeds


def page_keeps_what_was_typed(door: Any, somebody: Any, asked: Asked, **wrong: str) -> list[str]:
    """Send the form with something wrong: nothing is written, what was typed stands in the answer; its errors."""
    with nothing_written():
        answer = door(somebody).post(asked.page, **{**asked.typed, **wrong})
    assert all(value in answer.content.decode() for value in wrong.values())
    return [str(error) for errors in answer.context["form"].errors.values() for error in errors]


def answers_to_others(cast: Cast, door: Any, asked: Asked) -> tuple[dict[str, Any], list[str]]:
    """How a colleague without the power is answered, and what he reads; and each of those who are strangers here."""
    with nothing_written():
        colleague = answers(door(cast.colleague), asked.page, asked.api, typed=asked.typed, body=asked.body)
        reasons = why_not(door(cast.colleague).get(asked.page))
    strangers = answers_to_strangers(cast, door, asked.page, asked.api, typed=asked.typed, body=asked.body)
    return {"colleague": colleague, **strangers}, reasons


# The neighbour works in an alliance of his own: what is the street's is not there for him, what is his own he may not.
REFUSED = {"colleague": NOT_ALLOWED, **dict.fromkeys(STRANGERS, NOT_FOUND)}
REFUSED_IN_HIS_OWN = {**REFUSED, "neighbour": NOT_ALLOWED}
