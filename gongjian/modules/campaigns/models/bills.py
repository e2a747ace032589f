"""Payment bills, the payments on them, and the gifts that they turn out to be."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sealing.fields import SealedTextField
from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.campaigns.models.campaigns import Campaign
from gongjian.rulebook import bills, reconciling
from gongjian.rulebook.moves import Moves


class Bill(AllianceOwned):
    """A bill of WeChat or Alipay for a campaign (账单). Nothing of it is in the books before another has agreed."""

    class Channel(models.TextChoices):
        """Who took the money in."""

        WECHAT = bills.Channel.WECHAT.value, _("微信")
        ALIPAY = bills.Channel.ALIPAY.value, _("支付宝")

    class State(models.TextChoices):
        """How far it has come."""

        TO_CHECK = "to_check", _("等着核对")
        ENTERED = "entered", _("核对过，已入账")
        PUT_ASIDE = "put_aside", _("没有入账，放在一边")

    MOVES = Moves(
        {
            "judge_payment": [(State.TO_CHECK, State.TO_CHECK)],
            "enter_bill": [(State.TO_CHECK, State.ENTERED)],
            "drop_bill": [(State.TO_CHECK, State.PUT_ASIDE)],
            "reopen_bill": [(State.ENTERED, State.TO_CHECK)],
        }
    )

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="bills")
    channel = models.CharField(_("渠道"), max_length=8, choices=Channel)
    # The merchant's number there, as the file has it.
    account = models.CharField(_("商户号"), max_length=64)
    # SHA-256 of the file.
    fingerprint = models.CharField(max_length=64)
    begins = models.DateField(_("从哪天"))
    ends = models.DateField(_("到哪天"))
    # Rows that the channel itself says are void.
    void_rows = models.PositiveIntegerField(default=0)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.TO_CHECK)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(null=True)
    entry = models.OneToOneField("ledger.JournalEntry", models.PROTECT, null=True, related_name="bill")

    # What never changes once it was read.
    WHAT = ("campaign", "channel", "account", "fingerprint", "begins", "ends", "void_rows", "read_by", "read_at")

    class Meta:
        verbose_name = _("账单")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "fingerprint"), condition=~Q(state="put_aside"), name="a_bill_is_read_once"
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=True) | ~Q(entered_by=F("read_by")), name="two_people_enter_a_bill"
            ),
            models.CheckConstraint(
                condition=Q(state="entered") ^ Q(entry__isnull=True), name="an_entered_bill_has_an_entry"
            ),
            models.CheckConstraint(
                condition=Q(state="entered") ^ Q(entered_by__isnull=True), name="somebody_entered_the_bill"
            ),
        )
        indexes = (models.Index(fields=("alliance", "state", "read_at"), name="bills_by_state"),)


class Payment(AllianceOwned):
    """One row of a bill: a payment, or a refund with a negative amount (收款). It names nobody."""

    class Answer(models.TextChoices):
        """What somebody decided about it."""

        COUNTS = reconciling.Answer.COUNTS.value, _("算这次募捐的")
        LEFT_OUT = reconciling.Answer.LEFT_OUT.value, _("不算这次募捐的")

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="payments")
    line = models.PositiveIntegerField()
    # The channel's number of the payment, a refund's being that of what it gives back; found again by its mark.
    number = SealedTextField(_("交易单号"))
    mark = models.CharField(max_length=80)
    # The number of a refund; empty for a payment.
    refund = models.CharField(max_length=64, blank=True)
    # The last figures of its number, by which the cashier finds it at the channel.
    tail = models.CharField(max_length=6)
    amount = models.BigIntegerField()
    fee = models.BigIntegerField()
    paid_at = models.DateTimeField()
    product = models.CharField(_("商品名称"), max_length=60, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    reason = models.CharField(_("为什么"), max_length=200, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # The entry in which it counts.
    entry = models.ForeignKey("ledger.JournalEntry", models.PROTECT, null=True, related_name="+")

    # What never changes once it was read.
    WHAT = ("bill", "line", "refund", "tail", "amount", "fee", "paid_at", "product")

    class Meta:
        verbose_name = _("收款记录")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "bill", "line"), name="one_payment_per_line"),
            models.UniqueConstraint(
                fields=("alliance", "mark", "refund"),
                condition=Q(entry__isnull=False),
                name="a_payment_is_entered_once",
            ),
            models.CheckConstraint(condition=Q(answer="") ^ ~Q(reason=""), name="an_answer_has_a_reason"),
        )
        indexes = (models.Index(fields=("alliance", "mark"), name="payments_by_mark"),)

    @staticmethod
    def purpose(alliance: UUID, channel: str) -> str:
        """What a number is marked for: it is known again within its alliance and its channel only."""
        return f"payment:{alliance}:{channel}"


class Gift(AllianceOwned):
    """What somebody gave, as it stands in the books (捐款). It names nobody, and proves itself by its own salt."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="gifts")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="gifts")
    # The entry that stands for it, and its place under that entry's root.
    entry = models.ForeignKey("ledger.JournalEntry", models.PROTECT, related_name="gifts")
    place = models.PositiveIntegerField()
    # Random, unlike the id, which tells when it was written.
    handle = models.CharField(max_length=32)
    # That of its slip: drawn, so that nothing can be read from it.
    number = models.CharField(_("凭据号"), max_length=20)
    amount = models.BigIntegerField()
    given_on = models.DateField()
    salt = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("捐款")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "handle"), name="one_gift_per_handle"),
            models.UniqueConstraint(fields=("alliance", "number"), name="one_gift_per_number"),
            models.UniqueConstraint(fields=("alliance", "entry", "place"), name="one_gift_per_place"),
            models.UniqueConstraint(fields=("alliance", "entry", "payment"), name="a_payment_is_one_gift"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_gift_is_above_nothing"),
        )
