"""What the tests of visits ask for: every page that an operator could open."""

from django.urls import reverse

SHOWN = ("desk:desk", "campaigns:campaigns", "campaigns:cash_boxes", "ledger:entries", "members:people")
PAGES = tuple(reverse(name) for name in SHOWN)
RED_BAR = "运维来访中，到 14:00 为止 · 只能看"
REASON = "募捐箱那一页打不开"


def opened(visitor, pages=PAGES) -> list[int]:
    """How each page answers."""
    return [visitor.get(page).status_code for page in pages]
