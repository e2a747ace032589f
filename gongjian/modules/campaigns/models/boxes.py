"""Collection boxes and their counts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.campaigns.models.campaigns import Campaign
from gongjian.modules.members.models import Organisation
from gongjian.rulebook.cash import DENOMINATIONS, Round
from gongjian.rulebook.cash import CashCount as CountedCash
from gongjian.rulebook.moves import Moves


class CashBox(AllianceOwned):
    """A numbered collection box under a numbered seal (募捐箱)."""

    class State(models.TextChoices):
        """Where a box is on its way from the seal to the bank."""

        SEALED = "sealed", _("已封箱")
        HANDED_OUT = "handed_out", _("在外面")
        COUNTING = "counting", _("正在清点")
        COUNTED = "counted", _("已清点入账")
        BANKED = "banked", _("已存银行")
        EMPTY = "empty", _("空箱")

    MOVES = Moves(
        {
            "hand_out_box": [(State.SEALED, State.HANDED_OUT)],
            "submit_count": [(State.HANDED_OUT, State.COUNTING), (State.COUNTING, State.COUNTING)],
            "close_box": [(State.COUNTING, State.COUNTED), (State.COUNTING, State.EMPTY)],
            "bank_box": [(State.COUNTED, State.BANKED)],
            "reopen_box": [(State.COUNTED, State.HANDED_OUT), (State.BANKED, State.COUNTED)],
        }
    )

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="boxes")
    number = models.CharField(_("清点单编号"), max_length=20)
    place = models.CharField(_("放在哪里"), max_length=60)
    seal_number = models.CharField(_("封条号"), max_length=20)
    state = models.CharField(max_length=12, choices=State, default=State.SEALED)
    # Counting begins anew when its entry was reversed; the counts of earlier attempts stay.
    attempt = models.PositiveSmallIntegerField(default=1)
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()
    handed_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    handed_out_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    total = models.BigIntegerField(null=True)
    entry = models.ForeignKey("ledger.JournalEntry", models.PROTECT, null=True, related_name="+")
    deposit_slip = models.CharField(_("存款回单号"), max_length=40, blank=True)
    deposit = models.ForeignKey("ledger.JournalEntry", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("募捐箱")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "number"), name="one_box_per_number"),
            models.UniqueConstraint(fields=("alliance", "seal_number"), name="a_seal_is_used_once"),
            models.CheckConstraint(
                condition=Q(state__in=("counted", "banked")) ^ Q(entry__isnull=True), name="a_counted_box_has_an_entry"
            ),
            models.CheckConstraint(
                condition=Q(state="banked") ^ Q(deposit__isnull=True), name="a_banked_box_has_a_deposit"
            ),
            models.CheckConstraint(
                condition=Q(state="sealed") ^ Q(handed_out_by__isnull=False), name="a_box_outside_was_handed_out"
            ),
        )
        indexes = (
            models.Index(fields=("alliance", "campaign", "number"), name="boxes_of_a_campaign"),
            models.Index(fields=("alliance", "state"), name="boxes_by_state"),
        )


class CashCount(AllianceOwned):
    """What one person counted in one box. Never changed, never deleted, and secret until the other count is in."""

    box = models.ForeignKey(CashBox, models.PROTECT, related_name="counts")
    attempt = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(choices=[(each.value, each.name) for each in Round])
    position = models.PositiveSmallIntegerField()
    counter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # Number of pieces by denomination in fen.
    pieces = models.JSONField()
    total = models.BigIntegerField()
    submitted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("清点数")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "box", "attempt", "position"), name="one_count_per_position"),
            models.UniqueConstraint(
                fields=("alliance", "box", "attempt", "round", "counter"), name="nobody_counts_twice"
            ),
            models.CheckConstraint(condition=Q(total__gte=0), name="a_count_is_not_negative"),
        )

    @property
    def counted(self) -> CountedCash:
        """The count as the rulebook knows it."""
        return CountedCash({denomination: self.pieces[str(denomination)] for denomination in DENOMINATIONS})
