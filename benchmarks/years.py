"""Ten years of an alliance's records, and how long the desks take on top of them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import Model
from django.test import Client, override_settings

from benchmarks.street import rate
from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.ids import new_id
from gongjian.foundation.seals import install, remove
from gongjian.modules.campaigns.models import CashBox, CashCount
from gongjian.modules.ledger.models import Fund, JournalEntry, JournalLine
from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.models import Promise
from tests import given

DAYS, VIEWS, AT_ONCE = 3650, 20, 2000
# Of the old promises one in so many was never kept, and one in so many was kept late.
FORGOTTEN, LATE = 40, 15
# The boxes of these last days are still out.
OUT = 10


class TenYears:
    """A street on which two boxes a day were counted and banked for ten years, and every promise was written down."""

    def __init__(self) -> None:
        """Build it, with the seals off: rows by the ORM, as the deeds would have left them."""
        with clock.set_to(given.NOON):
            self.cast = given.cast()
            self.campaign = given.campaign(self.cast)
            self.other_fund = Fund.objects.get(pk=self.campaign.fund_id)
        self.organisations = list(Organisation.objects.order_by("name"))
        self.leading = next(one for one in self.organisations if one.name == "眼镜街党总支")
        self.rows: dict[type[Model], list[Model]] = {}
        self.written = 1000
        remove()
        for number in range(DAYS):
            self._day(number, given.TODAY - timedelta(days=DAYS - number))
            if number % 100 == 0 or number == DAYS - 1:
                self._write()
        install()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _write(self) -> None:
        with transaction.atomic():
            for model in (JournalEntry, JournalLine, CashBox, CashCount, Promise, AuditEntry):
                model._base_manager.bulk_create(self.rows.pop(model, []), batch_size=AT_ONCE)

    def _add(self, model: type[Model], **values: object) -> Model:
        row = model(alliance=self.cast.alliance, **values)
        self.rows.setdefault(model, []).append(row)
        return row

    def _day(self, number: int, day: date) -> None:
        for place in (2 * number, 2 * number + 1):
            box = self._box(place, day, finished=number < DAYS - OUT)
            self._promise(place, "campaigns.close_box", box, day, Power.KEEP_CASH)
            if box.state == CashBox.State.BANKED:
                self._promise(place + 7, "campaigns.bank_box", box, day + timedelta(days=1), Power.KEEP_CASH)
            self._promise(place + 13, "campaigns.close_box", box, day, Power.SPEAK, self.organisations[place % 5])

    def _box(self, place: int, day: date, *, finished: bool) -> CashBox:
        at = datetime.combine(day, time(12), clock.SHANGHAI)
        entries = [self._entry(2 * place + step, day, at) for step in (1, 2)] if finished else [None, None]
        box = CashBox(
            alliance=self.cast.alliance,
            campaign=self.campaign,
            number=f"QD-{day.year}-{place:06d}",
            place=f"青云路 {place % 300} 号",
            seal_number=f"S-{place}",
            state=CashBox.State.BANKED if finished else CashBox.State.COUNTING,
            sealed_by=self.cast.organiser,
            sealed_at=at,
            handed_out_by=self.cast.organiser,
            handed_out_at=at,
            total=given.RIGHT.total if finished else None,
            entry=entries[0],
            deposit=entries[1],
        )
        self.rows.setdefault(CashBox, []).append(box)
        counters = (self.cast.committee, self.cast.school) if finished else (self.cast.committee,)
        for position, counter in enumerate(counters, 1):
            self._add(
                CashCount,
                box=box,
                attempt=1,
                round=1,
                position=position,
                counter=counter,
                organisation=self.organisations[position],
                pieces={str(value): pieces for value, pieces in given.RIGHT.pieces.items()},
                total=given.RIGHT.total,
                submitted_at=at,
            )
        return box

    def _entry(self, number: int, day: date, at: datetime) -> JournalEntry:
        entry = JournalEntry(
            alliance=self.cast.alliance,
            number=number,
            voucher=f"B-{number}",
            booked_on=day,
            recorded_at=at,
            kind="cash_counted",
        )
        self.rows.setdefault(JournalEntry, []).append(entry)
        for position, (account, amount) in enumerate((("1001", 100), ("4101", -100)), 1):
            line = {"entry": entry, "position": position, "account": account, "amount": amount}
            self._add(JournalLine, id=new_id(), fund=self.other_fund, **line)
        return entry

    def _promise(
        self, number: int, deed: str, box: CashBox, due_on: date, power: Power, by: Organisation | None = None
    ) -> None:
        still_open = due_on >= given.TODAY - timedelta(days=3) or number % FORGOTTEN == 0
        late = number % LATE == 0
        at = datetime.combine(due_on - timedelta(days=5), time(9), clock.SHANGHAI)
        subject = box.ref if by is None else f"campaigns.cashbox:{new_id()}"
        state = Promise.State.OPEN if still_open else Promise.State.MADE_UP if late else Promise.State.KEPT
        promise = self._add(
            Promise,
            deed=deed,
            subject=subject,
            facts={"number": box.number, "place": box.place, "campaign": self.campaign.title},
            owed_by=by or self.leading,
            power=power,
            due_on=due_on,
            rule="RULE-CH-D",
            state=state,
            opened_at=at,
            closed_on=None if still_open else due_on + timedelta(days=2 * late),
            evidence="" if still_open else box.ref,
        )
        self._audit(promise, at)
        if not still_open:
            self._audit(promise, at)

    def _audit(self, promise: Model, at: datetime) -> None:
        self.written += 1
        about = {"deed": "promises.keep_promise", "subject": promise.ref, "seal": "-"}
        self._add(AuditEntry, number=self.written, at=at, actor="bench", **about)

    def sizes(self) -> str:
        """How much there is."""
        models = (Promise, CashBox, CashCount, JournalEntry, AuditEntry)
        counted = [f"{model._meta.label_lower} {model.objects.count()}" for model in models]
        return f"{', '.join(counted)}; open {Promise.objects.filter(state=Promise.State.OPEN).count()}"

    def desk(self, person: Person, path: str = "/desk/") -> Callable[[], float]:
        """A page of the desk, by the whole way through the program."""
        client = Client()
        client.force_login(person)
        with clock.set_to(given.NOON):
            client.get(path)

        def views() -> float:
            with clock.set_to(given.NOON):
                return rate(lambda _view: client.get(path), range(VIEWS))

        return views

    def bare_query(self) -> float:
        """The twenty most urgent open promises of the alliance, asked of the database without anything around it."""
        found = Promise.objects.filter(alliance=self.cast.alliance, state=Promise.State.OPEN).order_by("due_on")[:20]
        text, values = found.query.sql_with_params()
        with connection.cursor() as cursor:
            return rate(lambda _time: cursor.execute(text, values) and cursor.fetchall(), range(VIEWS))

    def trivial_page(self) -> float:
        """A page with nothing on it, by the same way."""
        client = Client()
        with override_settings(ROOT_URLCONF="benchmarks.urls"):
            return rate(lambda _view: client.get("/"), range(VIEWS))
