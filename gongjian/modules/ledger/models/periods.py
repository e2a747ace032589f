"""Closing a month: one proposes, another agrees, and nobody opens it again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.rulebook.moves import Moves


class Period(AllianceOwned):
    """A month of the books that was proposed to be closed. Closed, nothing is entered in it any more (seal.py)."""

    class State(models.TextChoices):
        """Where the closing stands."""

        PROPOSED = "to_be_closed", _("等第二个人同意结账")
        CLOSED = "shut", _("已结账")
        REFUSED = "left_open", _("没结成")

    MOVES = Moves({"agree_close": [(State.PROPOSED, State.CLOSED)], "refuse_close": [(State.PROPOSED, State.REFUSED)]})

    month = models.CharField(_("月份"), max_length=7)
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    # How many entries the book had, so that what both looked at is known.
    entries = models.PositiveBigIntegerField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(_("为什么没结成"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("结账")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "month"), condition=~Q(state="left_open"), name="one_closing_per_month"
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("proposed_by")), name="two_people_close"
            ),
            models.CheckConstraint(
                condition=Q(state="to_be_closed") ^ Q(answered_by__isnull=False),
                name="a_closing_is_answered_by_somebody",
            ),
        )
