"""Funds, goods, custodians, entries, lines and memos. Only this module touches them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.rulebook import ledger, proof


class Account(models.TextChoices):
    """The short chart of accounts, after the accounting system for non-profit organisations."""

    CASH = ledger.CASH, _("库存现金")
    BANK = ledger.BANK, _("银行存款")
    IN_TRANSIT = ledger.IN_TRANSIT, _("在途资金")
    GOODS = ledger.GOODS, _("存货")
    OWED_TO_CHARITIES = ledger.OWED_TO_CHARITIES, _("应交慈善组织款")
    UNRESTRICTED = ledger.UNRESTRICTED, _("非限定性净资产")
    RESTRICTED = ledger.RESTRICTED, _("限定性净资产")
    DONATIONS = ledger.DONATIONS, _("捐赠收入")
    OTHER_INCOME = ledger.OTHER_INCOME, _("其他收入")
    AID = ledger.AID, _("业务活动成本")
    RUNNING_COSTS = ledger.RUNNING_COSTS, _("管理费用")


class Fund(AllianceOwned):
    """Money kept apart: for a purpose (restricted, 专款专用), or free for what the alliance decides."""

    code = models.SlugField()
    name = models.CharField(_("资金"), max_length=60)
    restricted = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("资金")
        constraints = (models.UniqueConstraint(fields=("alliance", "code"), name="one_fund_per_code"),)


class Goods(AllianceOwned):
    """A kind of goods that is given and handed out, counted in whole pieces of its unit (被子, 条)."""

    name = models.CharField(_("物资"), max_length=40)
    unit = models.CharField(_("单位"), max_length=10)

    class Meta:
        verbose_name = _("物资")
        constraints = (models.UniqueConstraint(fields=("alliance", "name"), name="one_goods_per_name"),)


class Custodian(AllianceOwned):
    """Somebody in whose hands cash or goods lie. The books name him by number: whoever reads them learns no person."""

    number = models.PositiveSmallIntegerField(_("保管人编号"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("保管人")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "number"), name="one_custodian_per_number"),
            models.UniqueConstraint(fields=("alliance", "person"), name="one_number_per_custodian"),
        )


class JournalEntry(AllianceOwned):
    """A posted entry. Its row comes after its lines and closes them; nothing of either ever changes (seal.py)."""

    class Kind(models.TextChoices):
        """What happened, for people who read the books."""

        CASH_COUNTED = ledger.EntryKind.CASH_COUNTED.value, _("现金清点入账")
        CASH_BANKED = ledger.EntryKind.CASH_BANKED.value, _("现金存入银行")
        CASH_SENT = ledger.EntryKind.CASH_SENT.value, _("现金送银行，在路上")
        CASH_ARRIVED = ledger.EntryKind.CASH_ARRIVED.value, _("银行到账")
        CASH_HANDED = ledger.EntryKind.CASH_HANDED.value, _("现金移交保管")
        PAYMENTS_RECEIVED = ledger.EntryKind.PAYMENTS_RECEIVED.value, _("线上收款入账")
        INCOME_RECEIVED = ledger.EntryKind.INCOME_RECEIVED.value, _("收款")
        PAID = ledger.EntryKind.PAID.value, _("付款")
        ALLOCATED = ledger.EntryKind.ALLOCATED.value, _("划拨")
        GOODS_RECEIVED = ledger.EntryKind.GOODS_RECEIVED.value, _("收到物资")
        GOODS_GIVEN = ledger.EntryKind.GOODS_GIVEN.value, _("发出物资")
        GOODS_HANDED = ledger.EntryKind.GOODS_HANDED.value, _("物资移交保管")
        REVERSAL = ledger.EntryKind.REVERSAL.value, _("冲销")

    number = models.PositiveBigIntegerField(_("笔"))
    voucher = models.CharField(_("凭证号"), max_length=20)
    booked_on = models.DateField(_("日期"))
    recorded_at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=Kind)
    # The record that this entry came out of, as a reference that the ledger itself never follows.
    source = models.CharField(max_length=120)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    memo_commitment = models.CharField(max_length=64)
    # The root over the gifts that this one entry stands for; empty where it stands for none.
    gifts_root = models.CharField(max_length=64, blank=True)
    # In which of the formats its seal was made (docs/rules/proof.md).
    format = models.PositiveSmallIntegerField(default=proof.FORMAT)
    seal = models.CharField(_("账印"), max_length=64)

    class Meta:
        verbose_name = _("账目")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "number"), name="one_entry_per_number"),
            models.UniqueConstraint(fields=("alliance", "voucher"), name="one_entry_per_voucher"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=False) ^ ~Q(kind="reversal"), name="a_reversal_names_what_it_reverses"
            ),
        )
        indexes = (
            models.Index(fields=("alliance", "source"), name="entries_by_source"),
            models.Index(fields=("alliance", "booked_on", "number"), name="entries_by_day"),
        )

    @property
    def short_seal(self) -> str:
        """The eight characters people compare."""
        return proof.short_seal(self.seal)


class JournalLine(AllianceOwned):
    """One line of an entry: debits positive, credits negative, in fen, or in pieces of its goods."""

    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    account = models.CharField(max_length=4, choices=Account)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="lines")
    # In whose hands it lies; empty for everything that nobody holds.
    custodian = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Which goods; empty for money.
    goods = models.ForeignKey(Goods, models.PROTECT, null=True, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        verbose_name = _("分录")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "entry", "position"), name="one_line_per_position"),
            models.CheckConstraint(condition=~Q(amount=0), name="no_empty_line"),
        )
        indexes = (
            models.Index(fields=("alliance", "fund", "account", "amount"), name="balances"),
            models.Index(fields=("alliance", "fund", "entry"), name="lines_of_fund"),
        )


class Memo(AllianceOwned):
    """The words beside an entry. They may be erased with their salt; the entry's commitment and its seal stay good."""

    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="memo")
    words = models.CharField(_("摘要"), max_length=200)
    salt = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("摘要")
