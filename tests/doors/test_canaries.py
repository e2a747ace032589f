"""A canary in every field about a person: it is seen by whom fields.toml names, and by nobody else anywhere."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db.models import BooleanField, DateTimeField, TimeField
from django.template.base import Template
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString

from gongjian.foundation import clock
from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.actions import Pledge, make_promise
from tests import given, promising
from tests.conventions.test_policies import policies
from tests.doors.canaries import ID_NUMBER, NAME, PHONE, Street, all_of, is_sealed, kept_in_plain, planted
from tests.doors.table import doors
from tests.doors.walk import EVERYBODY, SIGNED_OUT, Walk, every_door, undone, written

MEMBERS = {"secretary", "cashier", "organiser", "colleague", "committee", "school", "supervisor", "second_supervisor"}
SUPERVISORS = {"supervisor", "second_supervisor"}
NOBODY: set[str] = set()

# Who comes upon each canary by opening pages and asking the API, whatever he opens. The colleague is the person that
# all of it is about; what the alliance was told came from somebody unknown, and is the secretary's to answer.
EXPOSED = {
    "accounts.Person.password": NOBODY,
    "accounts.Person.phone": {"colleague"},
    "accounts.Person.phone_mark": NOBODY,
    "accounts.Person.username": {"colleague"},
    "accounts.PersonalToken.label": {"colleague"},
    "campaigns.Payment.number": NOBODY,
    "entrance.Recovery.note": {"secretary", "colleague", *SUPERVISORS},
    "entrance.Visit.reason": {*MEMBERS, "operator"},
    "feedback.Feedback.answer": {"secretary"},
    "feedback.Feedback.contact": {"secretary"},
    "feedback.Feedback.name": {"secretary"},
    "feedback.Feedback.page": {"secretary"},
    "feedback.Feedback.words": {"secretary"},
    "ledger.Memo.words": set(EVERYBODY),
    "members.Delegation.reason": {"cashier"},
    "members.ErasureRequest.answer": {"secretary", "former_cashier"},
    "members.ErasureRequest.reason": {"former_cashier"},
    "members.Profile.email": {"colleague"},
    "members.Profile.id_number": {"colleague"},
    "members.Profile.name": MEMBERS,
    "members.Profile.other_phone": {"colleague"},
    "members.Profile.phone": {"colleague"},
    "members.Profile.phone_mark": NOBODY,
    "roster.Roster.understood": {"secretary"},
    "sealing.Look.reason": {"secretary", "colleague"},
}

# What a look that is written down opens beyond that, by whom, and through which door.
OPENED = {
    ("POST", "members:see_contact"): ({"secretary", "organiser", "colleague"}, "members.Profile.phone"),
    ("POST", "roster:export_roster"): ({"secretary"}, "members.Profile.phone"),
    ("POST", "feedback:see_feedback"): (SUPERVISORS, "feedback.Feedback.words"),
}

# What cannot carry a canary, and why.
UNMARKED = {
    "accounts.Attempts.device": "a keyed hash",
    "accounts.Attempts.key": "a keyed hash",
    "accounts.OpenSession.browser": "one of a few words",
    "accounts.OpenSession.system": "one of a few words",
    "audit.AuditEntry.actor": "an id",
    "promises.CalendarFeed.secret_mark": "a keyed hash",
    "ledger.Balance.custodian": "an id",
    "ledger.MonthlySum.custodian": "an id",
    "roster.Roster.answers": "answers by number, sealed like the sheet",
    "roster.Roster.changed": "ids of what was written, sealed like the sheet",
    "search.SearchRow.sounds": "made from the name",
    "search.SearchRow.words": "made from the name",
}

SENDERS = ("secretary", "colleague", "committee", "outsider", SIGNED_OUT)


@dataclass
class Crawl:
    """What everybody came upon: for each canary and role the doors; and what the log was told meanwhile."""

    street: Street
    seen: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    log: StringIO = field(default_factory=StringIO)

    def everywhere(self) -> None:
        """Open every page and operation as everybody, and send every form empty as some."""
        some = Walk(self.street.walk.cast, {role: self.street.walk.visitors[role] for role in SENDERS})
        for door in every_door():
            asking = self.street.walk if door.method == "GET" else some
            for role, text in Street(asking, self.street.canaries, self.street.records).told(door):
                for name in self.street.found_in(text):
                    self.seen[name][role].add(" ".join(door.row))


@pytest.fixture(scope="module")
def marked(street: Walk) -> Iterator[Street]:
    """The street with a canary in every field, and pages written out."""
    with clock.set_to(given.NOON), written():
        yield planted(street)


@pytest.fixture(scope="module")
def crawl(marked: Street) -> Crawl:
    """Everybody has been everywhere, with the log at its loudest."""
    found, root = Crawl(marked), logging.getLogger()
    listening, level = logging.StreamHandler(found.log), root.level
    root.addHandler(listening)
    root.setLevel(logging.DEBUG)
    with clock.set_to(given.NOON):
        found.everywhere()
    root.removeHandler(listening)
    root.setLevel(level)
    return found


def personal() -> set[str]:
    """Every field about a person that holds a value of its own, no reference to a row."""
    return {
        f"{model}.{name}"
        for model, rules in policies().items()
        for name in set(rules) - {"plain"}
        if not apps.get_model(model)._meta.get_field(name).is_relation
        and not isinstance(apps.get_model(model)._meta.get_field(name), BooleanField | DateTimeField | TimeField)
    }


def test_every_field_about_a_person_carries_a_canary(marked: Street) -> None:
    assert set(marked.canaries) | set(UNMARKED) == personal()
    assert set(marked.canaries) & set(UNMARKED) == set()
    assert len(set(marked.canaries.values())) == len(marked.canaries)


def test_each_canary_is_seen_by_whom_the_table_names(crawl: Crawl) -> None:
    found = {name: set(crawl.seen[name]) for name in crawl.street.canaries}

    assert {
        name: (roles ^ EXPOSED[name], crawl.seen[name]) for name, roles in found.items() if roles != EXPOSED[name]
    } == {}


def test_what_is_the_keepers_nobody_from_outside_sees() -> None:
    told = {
        f"{model}.{name}": rule["who"]
        for model, rules in policies().items()
        for name, rule in rules.items()
        if name != "plain"
    }

    outside = {name: roles - MEMBERS for name, roles in EXPOSED.items() if told[name] != "public"}

    assert {name: roles for name, roles in outside.items() if roles} == {
        "entrance.Visit.reason": {"operator"},  # who wrote it
        "members.ErasureRequest.answer": {"former_cashier"},  # whom it is about
        "members.ErasureRequest.reason": {"former_cashier"},
    }


@pytest.mark.parametrize("row", OPENED, ids=" ".join)
def test_a_look_that_is_written_down_opens_it(marked: Street, row: tuple[str, str]) -> None:
    who, name = OPENED[row]

    found = {
        role
        for role, text in marked.told(doors()[row], {"reason": "通知开会", "confirm": "on"})
        if name in marked.found_in(text)
    }

    assert found - EXPOSED[name] == who - EXPOSED[name]


def test_no_calendar_on_a_telephone_tells_anything(marked: Street) -> None:
    cast = marked.walk.cast
    school = Organisation.objects.get(name="止园路小学")
    with clock.set_to(given.NOON), undone():
        pledge = Pledge(f"请{NAME}回电 {PHONE}", school, Power.SPEAK, given.TODAY)
        make_promise(actor=cast.school, alliance=cast.alliance, pledge=pledge)
        feeds = {role: promising.feed(cast, getattr(cast, role)) for role in MEMBERS}
        told = {
            role: all_of(Client().get(reverse("calendar_feed", args=[feed.secret]))) for role, feed in feeds.items()
        }

    assert {role: marked.found_in(text.replace("\r\n ", "")) for role, text in told.items()} == dict.fromkeys(
        MEMBERS, NOBODY
    )
    assert told["school"].count("BEGIN:VEVENT") == 1


def test_no_line_of_the_log_tells_anything(crawl: Crawl) -> None:
    assert "Not Found" in crawl.log.getvalue()
    assert crawl.street.found_in(crawl.log.getvalue()) == set()


def test_the_database_holds_nothing_sealed_in_plain(marked: Street) -> None:
    assert {name for name in marked.canaries if is_sealed(name)} >= {"members.Profile.phone", "feedback.Feedback.words"}
    assert kept_in_plain(marked) == set()


def test_an_error_page_and_its_log_tell_nothing_of_what_was_at_hand(
    marked: Street, caplog: pytest.LogCaptureFixture
) -> None:
    def fall(*_asked: object) -> None:
        at_hand = {"name": NAME, "phone": PHONE, "id_number": ID_NUMBER}
        raise RuntimeError(len(at_hand))

    with patch("gongjian.modules.campaigns.queries.boxes_visible_to", fall):
        told = dict(marked.told(doors()["GET", "campaigns:cash_boxes"]))
        told |= {f"api {role}": text for role, text in marked.told(doors()["GET", "api:cash_boxes"])}

    assert "Internal Server Error" in caplog.text
    assert {role for role, text in told.items() if marked.found_in(text)} == NOBODY
    assert marked.found_in(caplog.text) == set()


def test_the_crawl_finds_what_a_page_lets_slip(marked: Street) -> None:
    real = Template._render  # noqa: SLF001  Django's own tests put theirs there too

    def careless(page: Template, context: object) -> SafeString:
        return SafeString(real(page, context) + PHONE[:3] + " " + PHONE[3:7] + "-" + PHONE[7:])

    with patch.object(Template, "_render", careless):
        told = {role: marked.found_in(text) for role, text in marked.told(doors()["GET", "public_site:home"])}

    assert told[SIGNED_OUT] == {"members.Profile.phone"}
