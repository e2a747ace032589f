"""Canaries: in every field about a person a value that stands nowhere else, and whoever comes upon one of them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse
from openpyxl import load_workbook

from gongjian.foundation.accounts import people, tokens
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing.fields import SealedTextField
from gongjian.modules.campaigns.models import CashBox
from gongjian.modules.entrance.actions import ask_visit, propose_recovery
from gongjian.modules.entrance.models import Recovery
from gongjian.modules.feedback.actions import answer_feedback
from gongjian.modules.ledger.models import Memo
from gongjian.modules.members.actions import Contact, ask_erasure, delegate, refuse_erasure, see_contact, set_contact
from gongjian.modules.members.models import Profile
from tests import billing, entering, given
from tests.cast import Cast
from tests.doors import records
from tests.doors.walk import Door, Walk, undone
from tests.modules.feedback.telling import told
from tests.modules.members.people import THIS_WEEK, post_of, profile_of

# Texts that a person would write, and that occur nowhere else.
USERNAME, NAME, LABEL = "jinsique-login", "金思雀", "雀的平板"
SIGN_IN_PHONE, PHONE, OTHER_PHONE = "13911110001", "13911110002", "13911110003"
EMAIL, ID_NUMBER = "canary-bird@example.cn", "11010519491231002X"
LOOKED, STANDS_IN, RECOVERED, VISITED = "看雀的电话", "雀去出差了", "雀丢了手机", "看雀那一页"
WORDS, SENDER, REACHED = "雀说箱子太高", "雀姑姑", "canary-aunt@example.cn"
ANSWER, PAGE = "雀的箱子放低了", "/work/que-page/"
TO_ERASE, NOT_ERASED = "雀要都删掉", "雀还欠一次交接"
PAID = "4200000000777000111122223333"
HASH = "md5$canary$0123456789abcdef0123456789abcdef"
ON_A_SHEET, PHONE_ON_A_SHEET = "雏雀新", "13911110004"

_NUMBERS = re.compile(r"(?<=\d)[ -](?=\d)")


@dataclass
class Street:
    """The walk, the canaries by field, and the records in which they sit."""

    walk: Walk
    canaries: dict[str, str]
    records: Mapping[str, Model]

    def url(self, door: Door) -> str:
        """The address of the record that the canary sits in, where there is one."""
        verb = door.address.name.rpartition(":")[2]
        if door.has_record and verb in self.records:
            return reverse(door.address.name, kwargs=dict.fromkeys(door.address.parameters, self.records[verb].pk))
        return records.filled(door.address, self.walk.cast)

    def told(self, door: Door, sent: Any = None) -> Iterator[tuple[str, str]]:
        """All that each visitor is told at a door."""
        with undone():
            url = self.url(door)
            for role, visitor in self.walk.visitors.items():
                with undone():
                    yield role, all_of(visitor.ask(door, url, sent)) + str(dict(visitor.pages.session))

    def found_in(self, text: str) -> set[str]:
        """The fields whose canaries a text tells."""
        read = f"{text}\n{_NUMBERS.sub('', text)}"
        return {name for name, canary in self.canaries.items() if canary in read or _escaped(canary) in read}


def _escaped(canary: str) -> str:
    return json.dumps(canary)[1:-1]


def all_of(answer: HttpResponse) -> str:
    """Headers, cookies and the body; of a workbook each cell."""
    head = [f"{name}: {value}" for name, value in answer.items()] + [str(answer.cookies)]
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return "\n".join([*head, readable(content)])


def readable(content: bytes) -> str:
    """A page as it is, of a workbook each cell, of a packed folder each file."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as packed:
        if "xl/workbook.xml" not in packed.namelist():
            return "\n".join([*packed.namelist(), *(readable(packed.read(name)) for name in packed.namelist())])
    book = load_workbook(BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def planted(walk: Walk) -> Street:
    """A street with a canary in every field about a person."""
    cast = walk.cast
    person = Person.objects.get(pk=cast.colleague.pk)
    person.username = USERNAME
    person.save(update_fields=["username"])
    Person.objects.create(username="somebody-else", password=HASH)
    people.set_phone(person, SIGN_IN_PHONE)
    tokens.issue(person, LABEL)
    profile = profile_of(cast, "colleague")
    Profile.objects.filter(pk=profile.pk).update(name=NAME)
    contact = Contact(phone=PHONE, other_phone=OTHER_PHONE, email=EMAIL, id_number=ID_NUMBER)
    profile = set_contact(actor=cast.secretary, profile=Profile.objects.get(pk=profile.pk), contact=contact)
    see_contact(actor=cast.secretary, profile=profile, reason=LOOKED)
    delegation = delegate(
        actor=cast.cashier,
        post=post_of(cast, "cashier"),
        to=profile,
        term=THIS_WEEK,
        reason=STANDS_IN,
    )
    found = _around(cast, person) | {"end_delegation": delegation}
    return Street(walk, _canaries(person, found), found)


def _around(cast: Cast, person: Person) -> dict[str, Model]:
    """The records of other modules that a canary sits in, by the addresses that open them."""
    complaint = told(cast, words=WORDS, name=SENDER, contact=REACHED, page=PAGE)
    answer_feedback(actor=cast.secretary, feedback=complaint, answer=ANSWER)
    sheet = given.roster(cast, ("行业委员会", ON_A_SHEET, "成员", PHONE_ON_A_SHEET))
    recovery = propose_recovery(
        actor=cast.secretary,
        profile=Profile.objects.get(alliance=cast.alliance, person=entering.signed_in(person)),
        identified=Recovery.Identified.FACE_TO_FACE,
        note=RECOVERED,
    )
    asked = ask_erasure(actor=cast.former_cashier, profile=profile_of(cast, "former_cashier"), reason=TO_ERASE)
    refuse_erasure(actor=cast.secretary, erasure=asked, answer=NOT_ERASED)
    entry = given.entry(cast, seal="F-0999")
    visit = ask_visit(actor=cast.operator, alliance=cast.alliance, reason=VISITED, hours=2)
    told_by = billing.paid(1)._replace(number=PAID)
    bill = billing.read(cast, CashBox.objects.get(entry=entry).campaign, told_by)
    return {
        **dict.fromkeys(("bill", "payments", "enter_bill", "drop_bill"), bill),
        "judge_payment": bill.payments.get(),
        **dict.fromkeys(("feedback", "see_feedback", "pass_on_feedback", "answer_feedback"), complaint),
        **dict.fromkeys(("acknowledge_feedback", "close_without_answer"), complaint),
        **dict.fromkeys(("roster", "answer_doubts", "apply_roster", "undo_roster", "drop_roster"), sheet),
        **dict.fromkeys(("agree_recovery", "drop_recovery"), recovery),
        **dict.fromkeys(("visit", "allow_visit", "end_visit"), visit),
        "entry": entry,
        "seal_box": CashBox.objects.get(entry=entry).campaign,
    }


def _canaries(person: Person, found: Mapping[str, Model]) -> dict[str, str]:
    """Every canary by its field: what was typed, and what is kept of it."""
    person.refresh_from_db()
    profile = Profile.objects.get(person=person)
    return {
        "accounts.Person.username": USERNAME,
        "accounts.Person.password": HASH,
        "accounts.Person.phone": SIGN_IN_PHONE,
        "accounts.Person.phone_mark": str(person.phone_mark),
        "accounts.PersonalToken.label": LABEL,
        "campaigns.Payment.number": PAID,
        "entrance.Recovery.note": RECOVERED,
        "entrance.Visit.reason": VISITED,
        "feedback.Feedback.answer": ANSWER,
        "feedback.Feedback.contact": REACHED,
        "feedback.Feedback.name": SENDER,
        "feedback.Feedback.page": PAGE,
        "feedback.Feedback.words": WORDS,
        "ledger.Memo.words": Memo.objects.get(entry=found["entry"]).words,
        "members.Delegation.reason": STANDS_IN,
        "members.ErasureRequest.answer": NOT_ERASED,
        "members.ErasureRequest.reason": TO_ERASE,
        "members.Profile.email": EMAIL,
        "members.Profile.id_number": ID_NUMBER,
        "members.Profile.name": NAME,
        "members.Profile.other_phone": OTHER_PHONE,
        "members.Profile.phone": PHONE,
        "members.Profile.phone_mark": str(profile.phone_mark),
        "roster.Roster.understood": PHONE_ON_A_SHEET,
        "sealing.Look.reason": LOOKED,
    }


def kept_in_plain(street: Street) -> set[str]:
    """The sealed fields of which the database holds something readable."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  names of tables
            rows += cursor.fetchall()
    return street.found_in(str(rows)) & {name for name in street.canaries if is_sealed(name)}


def is_sealed(name: str) -> bool:
    """Whether a field is kept encrypted."""
    model, _dot, field_name = name.rpartition(".")
    return isinstance(apps.get_model(model)._meta.get_field(field_name), SealedTextField)
