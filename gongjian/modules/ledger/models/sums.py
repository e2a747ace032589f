"""Sums that the database itself keeps beside the books, in the transaction of the entry (seal.py)."""

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.ledger.models.books import Account, Fund

# Columns of a key must not be empty: two empty ones are never the same to a database.
NOBODY = MONEY = UUID(int=0)


class _Sum(AllianceOwned):
    """What a place holds. `custodian` is a person, or nobody; `goods` are goods, or money in fen."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+")
    account = models.CharField(max_length=4, choices=Account)
    custodian = models.UUIDField(default=NOBODY)
    goods = models.UUIDField(default=MONEY)

    class Meta:
        abstract = True


class Balance(_Sum):
    """What a place holds now, over all entries: an asset is never negative, whoever writes."""

    amount = models.BigIntegerField()

    class Meta:
        verbose_name = _("余额")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "fund", "account", "custodian", "goods"), name="one_balance_per_place"
            ),
            models.CheckConstraint(
                condition=~Q(account__startswith="1") | Q(amount__gte=0), name="nothing_given_that_is_not_there"
            ),
            models.CheckConstraint(
                condition=~Q(account__startswith="2") | Q(amount__lte=0), name="no_more_handed_on_than_owed"
            ),
        )


class MonthlySum(_Sum):
    """What came to a place and went from it in a month, so that no page reads all the entries."""

    month = models.CharField(max_length=7)
    debit = models.BigIntegerField()
    credit = models.BigIntegerField()

    class Meta:
        verbose_name = _("月合计")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "month", "fund", "account", "custodian", "goods"),
                name="one_sum_per_place_month",
            ),
        )
