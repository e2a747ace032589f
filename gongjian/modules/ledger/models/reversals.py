"""Requests to reverse an entry: one asks, another agrees."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.ledger.models.books import JournalEntry
from gongjian.rulebook.moves import Moves


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
