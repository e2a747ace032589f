"""Every address of the house, read from the resolver, filled in with the ids of records that are there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver, reverse

# What the parameter of an address stands for, by its name, in full where that is needed; all others take a box.
_STANDS_FOR = {
    "campaigns:campaign": "campaign",
    "api:campaign": "campaign",
    "open_campaign": "campaign_kind",
    "read_bill": "campaign",
    **dict.fromkeys(("bill", "payments", "enter_bill", "drop_bill"), "bill"),
    "judge_payment": "payment",
    "gift": "gift",
    "seal_box": "campaign",
    "entry": "entry",
    "ask_reversal": "entry",
    "agree_reversal": "reversal",
    "refuse_reversal": "reversal",
    "ask_booking": "kind",
    **dict.fromkeys(("booking", "agree_booking", "refuse_booking", "withdraw_booking"), "asked"),
    "revoke_token": "token",
    **dict.fromkeys(
        (
            "feedback",
            "see_feedback",
            "acknowledge_feedback",
            "pass_on_feedback",
            "answer_feedback",
            "close_without_answer",
        ),
        "feedback",
    ),
    "remove_passkey": "number",
    "campaign": "code",
    "voucher": "number",
    "fund": "fund",
    "sign_in_as": "username",
}


@dataclass(frozen=True)
class Address:
    """A pattern of the resolver by its full name, with what answers there."""

    name: str
    parameters: tuple[str, ...]
    view: Any

    @property
    def is_api(self) -> bool:
        """Whether it belongs to the JSON API."""
        return self.name.startswith("api:")

    def filled(self, ids: Mapping[str, Any]) -> str:
        """The address of the record that fits."""
        wanted = _STANDS_FOR.get(self.name) or _STANDS_FOR.get(self.name.rsplit(":", 1)[-1], "box")
        return reverse(self.name, kwargs=dict.fromkeys(self.parameters, ids[wanted]))


def every_address() -> list[Address]:
    """All that the house answers to, however deep it is included."""
    return list(_below(get_resolver(), ()))


def _below(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _below(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield Address(":".join([*spaces, str(pattern.name)]), tuple(pattern.pattern.converters), pattern.callback)
