"""The demo street: built through the real actions, the same each time (ids and secrets apart)."""

from gongjian.config.demo.books import keep_the_books, sign_heads
from gongjian.config.demo.history import replay_2018
from gongjian.config.demo.street import build_street
from gongjian.config.demo.this_year import begin_this_year
from gongjian.foundation.access import SystemActor
from gongjian.modules.promises.actions import tell_of_late


def build() -> None:
    """Two alliances, the collection of 2018 from its count sheets, and this year's with a box in every state.

    The books are kept as books are, and whoever is late has been told so.
    """
    street = build_street()
    replay_2018(street)
    sign_heads(street)
    begin_this_year(street)
    sign_heads(street)
    keep_the_books(street)
    tell_of_late(actor=SystemActor("promise-clock"), alliance=street.alliance)
