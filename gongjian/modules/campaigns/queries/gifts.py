"""Reading about gifts: the slip of one, and that it is in the books to the fen and the day."""

import json
from dataclasses import dataclass
from secrets import token_bytes
from uuid import UUID

from django.db.models import QuerySet

from gongjian.foundation.accounts.models import Person
from gongjian.modules.campaigns.models import Gift
from gongjian.modules.members.queries import alliances_of
from gongjian.rulebook import gifts

_RANDOM, _CODE = 8, 12  # bytes
_AT_ONCE = 500  # numbers in one question


def gifts_visible_to(actor: Person) -> QuerySet[Gift]:
    """The gifts of the alliances in which somebody takes part. Nobody is named in them."""
    found = Gift.objects.filter(alliance__in=alliances_of(actor))
    return found.select_related("campaign", "payment__bill", "entry__reversed_by")


def gift_numbered(actor: Person, typed: str) -> Gift | None:
    """The gift with this number, however it was typed; raises `gifts.unreadable` for what is no number."""
    return gifts_visible_to(actor).filter(number=gifts.read_number(typed)).first()


def new_numbers(alliance: UUID, year: int, many: int) -> list[str]:
    """As many numbers that no gift of the alliance has."""
    numbers = set[str]()
    while len(numbers) < many:
        drawn = list({gifts.receipt_number(year, token_bytes(_RANDOM)) for _number in range(many - len(numbers))})
        for start in range(0, len(drawn), _AT_ONCE):
            some = set(drawn[start : start + _AT_ONCE])
            taken = Gift.objects.filter(alliance=alliance, number__in=some).values_list("number", flat=True)
            numbers |= some - set(taken)
    return list(numbers)


@dataclass(frozen=True)
class Slip:
    """A gift with the code beside its number, and what proves it."""

    gift: Gift
    code: str
    proof: str
    is_in_the_books: bool


def slip_of(gift: Gift) -> Slip:
    """What the donor of a gift is given."""
    siblings = Gift.objects.filter(entry=gift.entry_id).select_related("payment__bill").order_by("place")
    told = [_told(each) for each in siblings]
    own, proof = told[gift.place], gifts.gift_proof(told, gift.place)
    right = gifts.fits(own, proof, gift.entry.gifts_root)
    facts = {
        **own._asdict(),
        "salt": own.salt.hex(),
        "index": proof.index,
        "size": proof.size,
        "path": [each.hex() for each in proof.path],
        "root": gift.entry.gifts_root,
        "entry": gift.entry.number,
    }
    return Slip(gift, gifts.code_of(own.salt[:_CODE]), json.dumps(facts, indent=1), right)


def _told(gift: Gift) -> gifts.Gift:
    channel = gift.payment.bill.channel
    return gifts.Gift(gift.handle, gift.amount, gift.given_on.isoformat(), channel, bytes(gift.salt))
