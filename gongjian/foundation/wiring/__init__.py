"""Finds what each module registers (permissions, sentences, reactions, panels, menu …), as Django finds admin.py."""

from gongjian.foundation.wiring.desk import PromiseWords, Task, promise_words, tasks_for, tasks_from, words_of
from gongjian.foundation.wiring.group import for_the_group, group_lines
from gongjian.foundation.wiring.menu import (
    Group,
    MenuEntry,
    MenuGroup,
    Place,
    Whereabouts,
    add_to_menu,
    menu_for,
    places,
    whereabouts,
    whereabouts_from,
)
from gongjian.foundation.wiring.pages import page_for, page_of
from gongjian.foundation.wiring.panels import panel, panels_for
from gongjian.foundation.wiring.people import address_for, addresses_from, names_from, names_in
from gongjian.foundation.wiring.personal import Kept, every_kind, keeps

# In each app, in this order; a file that is not there is not needed.
FILES = ("permissions", "sentences", "reactions", "panels", "findable", "menu", "jobs", "seal", "checks")

__all__ = [
    "FILES",
    "Group",
    "Kept",
    "MenuEntry",
    "MenuGroup",
    "Place",
    "PromiseWords",
    "Task",
    "Whereabouts",
    "add_to_menu",
    "address_for",
    "addresses_from",
    "every_kind",
    "for_the_group",
    "group_lines",
    "keeps",
    "menu_for",
    "names_from",
    "names_in",
    "page_for",
    "page_of",
    "panel",
    "panels_for",
    "places",
    "promise_words",
    "tasks_for",
    "tasks_from",
    "whereabouts",
    "whereabouts_from",
    "words_of",
]
