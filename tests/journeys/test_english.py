"""The English interface is complete: no Chinese on an English page but data, which says that it is Chinese."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from gongjian.foundation.sentences import sentences
from gongjian.modules.campaigns.models import Bill, Campaign, Gift, Payment
from gongjian.modules.ledger.actions import ask_reversal
from gongjian.modules.ledger.models import Alarm, BookingRequest, Fund, Head, JournalEntry, Period
from gongjian.modules.members.models import Alliance, Membership, Organisation, Post, Profile, Side
from gongjian.modules.promises.models import Promise
from gongjian.rulebook import bookings, fundraising
from tests import asking, billing, bookkeeping, given

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# They answer POST only, or with a file.
NO_PAGES = {
    "sign_out",
    "sign_in_as",
    "accounts:revoke_token",
    "me:take_along",
    "public_site:take_books",
    "ledger:take_cash_book",
    "ledger:statements_as_excel",
    "ledger:statements_as_word",
}
READ_ALOUD = {"alt", "aria-label", "content", "data-l", "placeholder", "title", "value"}


class Reader(HTMLParser):
    """Reads a page as a person without Chinese does, and keeps what he cannot read."""

    def __init__(self) -> None:
        super().__init__()
        self.chinese, self.open = [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        marked = attributes.get("lang", "").startswith("zh") or any(self.open)
        if not marked:
            self._read(" ".join(value or "" for name, value in attrs if name in READ_ALOUD))
        if tag not in VOID:
            self.open.append(marked)

    def handle_endtag(self, tag):
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if not any(self.open):
            self._read(data)

    def _read(self, text):
        self.chinese += CHINESE.findall(text)


def _in_plain_letters(cast) -> None:
    """Data that people type, without Chinese, so that whatever Chinese remains is ours; before anything quotes it."""
    given.campaign(cast)
    Alliance.objects.update(name="Street alliance", short_name="Street")
    for place, organisation in enumerate(Organisation.objects.all()):
        Organisation.objects.filter(pk=organisation.pk).update(name=f"Branch {place}")
    Side.objects.update(name="Sides")
    Profile.objects.update(name="Somebody")
    words = {"charity": "Charity", "left_over": "All of it goes there", "related": "None"}
    Campaign.objects.update(title="One day's giving", summary="Give freely.", **words)
    Fund.objects.update(name="Gifts of one day")


def _every_page(boxes, campaign, entry, reversal) -> list[str]:
    """An English address for every page of the house that can be opened."""
    subjects = {"campaigns:seal_box": [campaign.pk], "public_site:campaign": [campaign.code]}
    subjects |= {f"ledger:{name}": [entry.pk] for name in ("entry", "ask_reversal")}
    subjects |= {f"ledger:{name}": [reversal.pk] for name in ("agree_reversal", "refuse_reversal")}
    subjects |= {f"campaigns:{name}": [campaign.pk] for name in ("campaign", "read_bill")}
    subjects |= {"campaigns:judge_payment": _ids(Payment.objects.all()), "campaigns:gift": _ids(Gift.objects.all())}
    subjects |= {f"campaigns:{name}": _ids(Bill.objects.all()) for name in ("bill", "enter_bill", "drop_bill")}
    subjects |= {"ledger:ask_booking": list(bookings.WAYS), "campaigns:open_campaign": list(fundraising.WAYS)}
    subjects |= _of_the_books(BookingRequest, "booking", "agree_booking", "refuse_booking", "withdraw_booking")
    subjects |= {"public_site:fund": [campaign.fund_id]}
    subjects |= {"public_site:voucher": [entry.number], **_of_the_books(Head, "head", "confirm_head")}
    subjects |= _of_the_books(Period, "agree_close", "refuse_close") | _of_the_books(Alarm, "explain_alarm")
    subjects |= {"accounts:remove_passkey": [1], "notices:stop_mail": ["nobodys-word"]}
    here = {"alliance": campaign.alliance_id}
    somebody, posts, promised, memberships = (
        list(model.objects.filter(**here)[:2]) for model in (Profile, Post, Promise, Membership)
    )
    of_people = ("person", "who_sees", "see_contact", "set_contact", "appoint", "tell_by_phone", "confirm_person")
    subjects |= {f"members:{name}": _ids(somebody) for name in (*of_people, "ask_erasure")}
    places = [membership.organisation_id for membership in memberships]
    subjects |= {f"members:{name}": places for name in ("organisation", "rename_organisation", "set_credit_code")}
    subjects |= {f"members:{name}": _ids(posts) for name in ("end_post", "delegate")}
    subjects |= {"members:leave_alliance": _ids(memberships)}
    subjects |= {f"promises:{name}": _ids(promised) for name in ("promise", "nudge", "waive_promise")}
    subjects |= {f"entrance:{name}": _ids(somebody) for name in ("hand_out_slip", "propose_recovery")}
    found = []
    for name, needs in _named_patterns(get_resolver()):
        if name in NO_PAGES or name.startswith("api:"):
            continue
        if not needs:
            found.append(reverse(name))
        elif name in subjects:
            found += [reverse(name, args=[subject]) for subject in subjects[name]]
        else:
            found += [reverse(name, args=[box.pk]) for box in boxes]
    return found


def _of_the_books(model, *names):
    return {f"ledger:{name}": _ids(model.objects.all()) for name in names}


def _ids(rows):
    return [row.pk for row in rows]


def _named_patterns(resolver, space=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _named_patterns(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}", bool(pattern.pattern.converters)


@pytest.mark.parametrize("role", ["cashier", "secretary", "committee", "supervisor", "operator", "nobody"])
def test_no_page_shows_chinese_to_an_english_reader(cast, door, role):
    _in_plain_letters(cast)
    boxes = [given.box(cast, seal=f"F-{place}", place=f"Gate {place}") for place in range(3)]
    boxes.append(given.sealed_box(cast, seal="F-9", place="Gate 9"))
    given.count(cast.committee, boxes[1])
    given.count(cast.school, boxes[1], given.SLIP)
    counted = given.counted_box(cast, seal="F-8", place="Gate 8")
    entry = JournalEntry.objects.get(pk=counted.entry_id)
    reversal = ask_reversal(actor=cast.cashier, entry=entry, reason="Miscounted")
    asking.asked(cast, counted.campaign.fund, asking.PAYMENT | {"from_account": "1001", "words": "Lenses"})
    bookkeeping.proposed(cast)
    bookkeeping.signed_tonight(cast.alliance)
    bookkeeping.alarm(cast)
    early = billing.paid(2, on=counted.campaign.began_on.replace(day=1))
    billing.read(cast, counted.campaign, *(each._replace(product="Gift") for each in (billing.paid(1), early)))
    visit = door(getattr(cast, role, None))

    with translation.override("en"):
        pages = _every_page([*boxes, counted], boxes[0].campaign, entry, reversal)
    unread = {}
    for page in pages:
        reader, answer = Reader(), visit.get(page)
        if answer["Content-Type"].startswith("text/html"):  # the blank roster is a file, and offices fill it in Chinese
            reader.feed(answer.content.decode())
        unread |= {page: reader.chinese} if reader.chinese else {}

    assert unread == {}


def test_every_refusal_is_told_in_english_too():
    with translation.override("en"):
        untold = [code for code, words in sentences().items() if CHINESE.search(str(words))]

    assert untold == []
