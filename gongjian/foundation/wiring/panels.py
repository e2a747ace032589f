"""Panels: what a higher module adds to a page that it does not own."""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import Model
from django.http import HttpRequest
from django.utils.safestring import SafeString

Panel = Callable[[HttpRequest, Model], SafeString | None]

_panels: dict[str, list[Panel]] = defaultdict(list)


def panel(place: str) -> Callable[[Panel], Panel]:
    """Add a fragment to a place such as `ledger.entry`; it answers nothing where it has nothing to say."""

    def register(draw: Panel) -> Panel:
        _panels[place].append(draw)
        return draw

    return register


def panels_for(place: str, request: HttpRequest, subject: Model) -> list[SafeString]:
    """The fragments that the modules add to this place for this record."""
    return [drawn for draw in _panels[place] if (drawn := draw(request, subject))]
