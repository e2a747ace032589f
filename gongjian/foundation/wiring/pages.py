"""From a reference to the page of the record: `campaigns.cashbox:0190…` → its address."""

from django.urls import reverse

_pages: dict[str, str] = {}


def page_of(kind: str, url_name: str) -> None:
    """Say on which page records of a kind are shown; the address is completed by the record's id."""
    _pages[kind] = url_name


def page_for(reference: str) -> str:
    """The address of the record that a reference leads to; empty for what has no page of its own."""
    kind, _colon, pk = reference.rpartition(":")
    return reverse(_pages[kind], args=[pk]) if kind in _pages else ""
