"""For each address with an id the record that it is asked about, and for each form or body what is sent."""

from collections.abc import Callable, Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.accounts import tokens
from gongjian.foundation.accounts.models import OpenSession
from gongjian.foundation.notices.letters import stop_word
from gongjian.foundation.notices.models import Notice
from gongjian.modules.campaigns.models import Campaign
from gongjian.modules.members.models import Membership, Organisation, Post, Side
from gongjian.modules.promises.models import Promise
from tests import asking, billing, bookkeeping, entering, given, promising
from tests.cast import Cast
from tests.conventions.test_permission_matrix import SUBJECTS
from tests.foundation.addresses import Address
from tests.modules.feedback.telling import told
from tests.modules.members.people import newcomer, profile_of
from tests.modules.roster.rosters import upload

Subject = Callable[[Cast], Model]

DAY = given.TODAY.isoformat()
CODE = "91110000600037341L"


def leading(cast: Cast) -> Organisation:
    """The organisation that leads the alliance."""
    return Membership.objects.select_related("organisation").get(alliance=cast.alliance, leads=True).organisation


def _colleague(cast: Cast) -> Model:
    return profile_of(cast, "colleague")


def _token(cast: Cast) -> Model:
    return tokens.issue(cast.colleague, "手机")[0]


def _post_handed_over(cast: Cast) -> Model:
    newcomer(cast, "liaison", "止园路小学")
    return SUBJECTS["promises.draw_up_handover"](cast)


def _coming(cast: Cast) -> str:
    return str(Post.objects.get(alliance=cast.alliance, person__username__startswith="new-").pk)


def _box_owed(cast: Cast) -> Model:
    return Promise.objects.get(subject=given.box(cast).ref)


def _campaign(cast: Cast) -> Campaign:
    return Campaign.objects.filter(alliance=cast.alliance).first() or given.campaign(cast)


def _slip(cast: Cast) -> Model:
    return entering.slip(cast, newcomer(cast, "volunteer"))  # everybody else has signed in before


def _session(cast: Cast) -> Model:
    now = clock.now()
    return OpenSession.objects.create(person=cast.colleague, session_key="a" * 32, began_at=now, last_seen_at=now)


def _passkey(cast: Cast) -> Model:
    return Authenticator.objects.create(user=cast.colleague, type=Authenticator.Type.WEBAUTHN, data={"name": "手机"})


def _notice(cast: Cast) -> Model:
    return Notice.objects.create(
        alliance=cast.alliance, to=cast.colleague, words="", about=cast.alliance.ref, url="/desk/", at=clock.now()
    )


# The record of an address that is no deed, or whose id is not the subject of its deed; all others are asked about what
# the permission matrix asks their deed about.
RECORDS: Mapping[str, Subject] = {
    "bill": billing.read_bill,
    "booking": asking.payment,
    "campaign": _campaign,
    "cash_box": given.box,
    "cash_counts": given.box,
    "count_sheet": given.box,
    "draw_up_handover": _post_handed_over,
    "end_session": _session,
    "entry": given.entry,
    "feedback": told,
    "gift": billing.gift,
    "head": bookkeeping.signed,
    "handover": SUBJECTS["promises.sign_handover"],
    "handover_sheet": SUBJECTS["promises.sign_handover"],
    "nudge": _box_owed,
    "open": _notice,
    "organisation": leading,
    "payments": billing.read_bill,
    "read_bill": _campaign,
    "person": _colleague,
    "promise": _box_owed,
    "remove_passkey": _passkey,
    "roster": SUBJECTS["roster.apply_roster"],
    "rename_organisation": leading,
    "revoke_token": _token,
    "set_credit_code": leading,
    "waive_promise": _box_owed,
    "visit": SUBJECTS["entrance.end_visit"],
    "who_sees": _colleague,
    "withdraw_slip": _slip,
}


def _payable(cast: Cast) -> dict[str, str]:
    """The page on which a payment is asked for, with something to pay it from."""
    asking.money_in_the_bank(cast)
    return {"kind": "paid"}


# Where the address holds something else than the id of a record.
OTHER: Mapping[str, Callable[[Cast], dict[str, str]]] = {
    "campaigns:open_campaign": lambda _cast: {"kind": "handed_over"},
    "ledger:ask_booking": _payable,
    "desk:change_over": lambda cast: {"alliance": str(cast.alliance.pk)},
    "calendar_feed": lambda cast: {"secret": promising.feed(cast).secret},
    "notices:stop_mail": lambda cast: {"word": stop_word(cast.colleague)},
    "public_site:take_books": lambda _cast: {"file": "books.jsonl"},
    "public_site:fund": lambda cast: {"pk": str(_campaign(cast).fund_id)},
    "public_site:campaign": lambda cast: {"code": _campaign(cast).code},
    "public_site:voucher": lambda cast: {"number": str(SUBJECTS["ledger.ask_reversal"](cast).number)},
    "sign_in_as": lambda cast: {"username": cast.cashier.username},
}


def arguments(address: Address, cast: Cast) -> dict[str, str]:
    """What fills in an address, with its record made for it; an address that nobody declared is an error."""
    if not address.parameters:
        return {}
    if address.name in OTHER:
        return OTHER[address.name](cast)
    verb = address.name.rpartition(":")[2]
    subject = RECORDS.get(verb) or _subjects_by_verb().get(verb)
    if subject is None:
        message = f"{address.name} takes {address.parameters}, and tests/doors/records.py names no record for it."
        raise LookupError(message)
    return {name: str(subject(cast).pk) for name in address.parameters}


def _subjects_by_verb() -> dict[str, Subject]:
    return {deed.partition(".")[2]: subject for deed, subject in SUBJECTS.items()}


def filled(address: Address, cast: Cast) -> str:
    """The address of its record."""
    return reverse(address.name, kwargs=arguments(address, cast))


# What is typed where filling in what is asked for is not enough; by the name of the address.
TYPED: Mapping[str, dict[str, Any]] = {
    "add_member": {"name": "新单位"},
    "add_person": {"name": "新来的"},
    "add_relation": {"name": "新单位"},
    "ask_booking": {"amount": "1"},
    "judge_payment": {"answer": "left_out", "reason": "不是捐款"},
    "open_campaign": {"title": "慈善一日捐", "summary": "自愿参加，多少随心。", "ended_on": "", **given.PAPERS},
    "personal_tokens": {"label": "手机"},
    "read_bill": {"file": SimpleUploadedFile("bill.csv", billing.wechat(billing.paid(7)))},
    "read_roster": {"file": upload()},
    "set_credit_code": {"credit_code": CODE},
    "submit_count": {"pieces_10000": "1"},
}


def _side(cast: Cast) -> str:
    return str(Side.objects.get(alliance=cast.alliance).pk)


# What a body holds beyond what its schema says by itself; by the id of the operation.
SAID: Mapping[str, Callable[[Cast], dict[str, Any]]] = {
    "add_member": lambda cast: {"name": "新单位", "side_id": _side(cast)},
    "add_relation": lambda _cast: {"name": "新单位", "kind": "above"},
    "appoint": lambda cast: {"organisation_id": str(leading(cast).pk)},
    "ask_booking": lambda cast: {**asking.PAYMENT, "fund_id": str(asking.money_in_the_bank(cast).pk)},
    "ask_visit": lambda cast: {"alliance_id": str(cast.alliance.pk)},
    "delegate": lambda cast: {"to_id": str(profile_of(cast, "organiser").pk), "ends_on": DAY},
    "draw_up_handover": lambda cast: {"coming_id": _coming(cast)},
    "make_promise": lambda cast: {"organisation_id": str(leading(cast).pk), "due_on": DAY},
    "judge_payment": lambda _cast: {"answer": "left_out", "reason": "不是捐款"},
    "read_bill": lambda _cast: {"file": SimpleUploadedFile("bill.csv", billing.wechat(billing.paid(7)))},
    "open_campaign": lambda cast: {
        "kind": "handed_over",
        "title": "慈善一日捐",
        "summary": "自愿参加，多少随心。",
        "organiser_id": str(cast.organiser.pk),
        "ended_on": None,
        "filing": "",
        "agreement": "",
        "scope": "",
        "ceiling": None,
        **given.PAPERS,
    },
    "read_roster": lambda _cast: {"file": upload()},
    "set_routine": lambda cast: {"organisation_id": str(leading(cast).pk)},
    "pass_on_feedback": lambda cast: {"organisation_id": str(Organisation.objects.get(name="止园路小学").pk)},
    "set_credit_code": lambda _cast: {"credit_code": CODE},
}
