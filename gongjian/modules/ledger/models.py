"""Funds, entries, lines, memos and reversals. Only this module touches them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.rulebook import ledger
from gongjian.rulebook.moves import Moves


class Account(models.TextChoices):
    """The short chart of accounts, after the accounting system for non-profit organisations."""

    CASH = ledger.CASH, _("库存现金")
    BANK = ledger.BANK, _("银行存款")
    DONATIONS = ledger.DONATIONS, _("捐赠收入")


class Fund(AllianceOwned):
    """Money kept apart for a purpose (专款专用)."""

    code = models.SlugField()
    name = models.CharField(_("资金"), max_length=60)

    class Meta:
        verbose_name = _("资金")
        constraints = (models.UniqueConstraint(fields=("alliance", "code"), name="one_fund_per_code"),)


class JournalEntry(AllianceOwned):
    """A posted entry. Its row comes after its lines and closes them; nothing of either ever changes (seal.py)."""

    class Kind(models.TextChoices):
        """What happened, for people who read the books."""

        CASH_COUNTED = ledger.EntryKind.CASH_COUNTED.value, _("现金清点入账")
        CASH_BANKED = ledger.EntryKind.CASH_BANKED.value, _("现金存入银行")
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
        indexes = (models.Index(fields=("alliance", "source"), name="entries_by_source"),)

    @property
    def short_seal(self) -> str:
        """The eight characters people compare."""
        return ledger.short_seal(self.seal)


class JournalLine(AllianceOwned):
    """One line of an entry: debits positive, credits negative, in fen."""

    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    account = models.CharField(max_length=4, choices=Account)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="lines")
    # Whose box of cash it is; empty for everything that is not cash.
    custodian = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        verbose_name = _("分录")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "entry", "position"), name="one_line_per_position"),
            models.CheckConstraint(condition=~Q(amount=0), name="no_empty_line"),
        )
        indexes = (models.Index(fields=("alliance", "fund", "account", "amount"), name="balances"),)


class Memo(AllianceOwned):
    """The words beside an entry. They may be erased with their salt; the entry's commitment and its seal stay good."""

    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="memo")
    words = models.CharField(_("摘要"), max_length=200)
    salt = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("摘要")


class Reversal(AllianceOwned):
    """A cashier's request to reverse an entry, which only the secretary can agree to (冲销)."""

    class State(models.TextChoices):
        """Where a request stands."""

        ASKED = "asked", _("等书记同意")
        AGREED = "agreed", _("已冲销")
        REFUSED = "refused", _("没同意")

    MOVES = Moves({"agree_reversal": [(State.ASKED, State.AGREED)], "refuse_reversal": [(State.ASKED, State.REFUSED)]})

    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="reversal_requests")
    reason = models.CharField(_("为什么要冲销"), max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("冲销申请")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "entry"), condition=Q(state__in=("asked", "agreed")), name="one_live_reversal"
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("asked_by")), name="two_people_reverse"
            ),
            models.CheckConstraint(
                condition=Q(state="asked") ^ Q(answered_by__isnull=False), name="an_answer_has_a_person"
            ),
        )
