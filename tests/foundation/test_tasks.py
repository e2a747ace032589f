"""A task is put into words when somebody reads it, in the reader's language, and not before."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import uuid4

import pytest
from django.utils.translation import gettext_lazy, override

from gongjian.foundation.wiring import PromiseWords

WORDS = PromiseWords("清点%(place)s募捐箱", "%(place)s", gettext_lazy("退出"), "campaigns:cash_box")


class Unread(Mapping[str, object]):
    """Facts that nobody may look at."""

    def __getitem__(self, name: str) -> object:
        """Told at once."""
        raise AssertionError(name)

    def __iter__(self) -> Iterator[str]:
        """None are named."""
        return iter(())

    def __len__(self) -> int:
        """None are counted."""
        return 0


def test_a_task_that_nobody_reads_is_not_put_into_words() -> None:
    task = WORDS.task(date(2020, 10, 16), f"campaigns.cashbox:{uuid4()}", Unread())

    with pytest.raises(AssertionError, match="place"):
        str(task.title)


def test_a_task_that_is_read_says_what_and_where() -> None:
    box = uuid4()

    task = WORDS.task(date(2020, 10, 16), f"campaigns.cashbox:{box}", {"place": "东口"})

    with override("en"):
        assert str(task.url) == f"/en/work/campaigns/boxes/{box}/"
    assert (task.title, task.detail) == ("清点东口募捐箱", "东口")
    assert str(task.url) == f"/work/campaigns/boxes/{box}/"
