"""The blind count is as blind in English, and in the parts of pages that move."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from tests import given

SECRET = given.cash_count({10: 7919})  # 791.90 yuan
# As a number by itself: ids, tokens and seals are full of digits.
NUMBERS = re.compile(r"(?<![\w-])(?:7919|7,919|79190|79,190|791\.90?)(?![\w-])")


def _pages(box) -> list[str]:
    of_the_box = [reverse(f"campaigns:{name}", args=[box.pk]) for name in ("cash_box", "submit_count", "count_sheet")]
    return [*of_the_box, reverse("campaigns:cash_boxes"), reverse("desk:desk"), reverse("ledger:entries")]


@pytest.mark.parametrize("role", ["school", "cashier", "secretary", "supervisor", "organiser", "operator"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("target", ["", "boxes", "entries", "sheet"])
def test_one_count_is_told_in_no_language_and_in_no_part(cast, door, role, language, target):
    box = given.box(cast)
    given.count(cast.committee, box, SECRET)
    visit = door(getattr(cast, role))

    with translation.override(language):
        pages = _pages(box)
    headers = {"HX-Request": "true", "HX-Target": target} if target else {}
    read = {page: visit.pages.get(page, headers=headers).content.decode() for page in pages}

    assert {page for page, text in read.items() if NUMBERS.search(text)} == set()


def test_the_own_count_is_found_by_the_same_search(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box, SECRET)

    page = door(cast.committee).get(reverse("campaigns:cash_box", args=[box.pk])).content.decode()

    assert set(NUMBERS.findall(page)) == {"7919", "791.90"}
