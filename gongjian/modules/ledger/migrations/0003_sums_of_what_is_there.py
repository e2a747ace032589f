"""Numbers for whoever holds something, and the sums of what was entered before the database kept them."""

from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import migrations
from django.db.models import Case, F, Min, Sum, When

_NOBODY = UUID(int=0)
_PLACE = ("alliance", "fund", "account", "custodian", "goods")


def number_custodians(apps: Apps, _editor: object) -> None:
    lines, custodian = apps.get_model("ledger", "JournalLine"), apps.get_model("ledger", "Custodian")
    first = lines.objects.exclude(custodian=None).values_list("alliance", "custodian")
    last: dict[UUID, int] = {}
    for alliance, person, _ in first.annotate(first=Min("entry__number")).order_by("alliance", "first", "custodian"):
        last[alliance] = last.get(alliance, 0) + 1
        custodian.objects.create(alliance_id=alliance, number=last[alliance], person_id=person)


def keep_sums(apps: Apps, _editor: object) -> None:
    lines = apps.get_model("ledger", "JournalLine").objects
    balance, monthly = apps.get_model("ledger", "Balance"), apps.get_model("ledger", "MonthlySum")
    for *place, total in lines.values_list(*_PLACE).annotate(total=Sum("amount")):
        balance.objects.create(**_key(place), amount=total)
    sums = {"debit": Sum(Case(When(amount__gt=0, then=F("amount")), default=0))}
    sums["credit"] = Sum(Case(When(amount__lt=0, then=-F("amount")), default=0))
    months = {"year": F("entry__booked_on__year"), "of_year": F("entry__booked_on__month")}
    for *place, year, month, debit, credit in lines.annotate(**months).values_list(*_PLACE, *months).annotate(**sums):
        monthly.objects.create(**_key(place), month=f"{year}-{month:02d}", debit=debit, credit=credit)


def _key(place: list[Any]) -> dict[str, Any]:
    alliance, fund, account, custodian, goods = place
    keys = {"alliance_id": alliance, "fund_id": fund, "account": account}
    return keys | {"custodian": custodian or _NOBODY, "goods": goods or _NOBODY}


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_proof_sums_periods")]

    operations = [
        migrations.RunPython(number_custodians, migrations.RunPython.noop),
        migrations.RunPython(keep_sums, migrations.RunPython.noop),
    ]
