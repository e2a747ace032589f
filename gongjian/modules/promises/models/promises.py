"""Promises: opened and closed by deeds only."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.models.routines import Routine
from gongjian.rulebook.moves import Moves


class Promise(AllianceOwned):
    """Somebody owes something by a day, because a deed said so (承诺).

    Owed is by whoever has the power through a post in an organisation, so that it passes on with the post. It closes
    with the record that kept it as evidence, or with a reason; a day late stays a day late.
    """

    class State(models.TextChoices):
        """Where a promise stands."""

        OPEN = "open", _("还没办")
        KEPT = "kept", _("已办")
        MADE_UP = "made_up", _("迟到，已补")
        WAIVED = "waived", _("不用办了")

    MOVES = Moves(
        {
            "keep_promise": [(State.OPEN, State.KEPT), (State.OPEN, State.MADE_UP)],
            "waive_promise": [(State.OPEN, State.WAIVED)],
        }
    )

    # What is owed, by the name of the deed that keeps it; its words are registered by the module it belongs to.
    deed = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    owed_by = models.ForeignKey(Organisation, models.PROTECT, related_name="promises")
    power = models.CharField(max_length=20, choices=Power)
    due_on = models.DateField(_("期限"))
    rule = models.CharField(max_length=80)
    routine = models.ForeignKey(Routine, models.PROTECT, null=True, related_name="promises")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    evidence = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("承诺")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "deed", "subject"), condition=Q(state="open"), name="one_open_promise"
            ),
            models.UniqueConstraint(
                fields=("alliance", "routine", "due_on"), condition=Q(routine__isnull=False), name="once_per_due_day"
            ),
            models.CheckConstraint(condition=Q(state="open") ^ Q(closed_on__isnull=False), name="closed_has_a_day"),
            models.CheckConstraint(
                condition=~Q(state__in=("kept", "made_up")) | ~Q(evidence=""), name="kept_has_evidence"
            ),
            # Late is never shown as on time, by whomever the row is written.
            models.CheckConstraint(condition=~Q(state="kept") | Q(closed_on__lte=F("due_on")), name="kept_is_in_time"),
            models.CheckConstraint(
                condition=~Q(state="made_up") | Q(closed_on__gt=F("due_on")), name="made_up_is_late"
            ),
            models.CheckConstraint(condition=~Q(state="waived") | ~Q(reason=""), name="waived_has_a_reason"),
        )
        indexes = (
            models.Index(fields=("alliance", "state", "due_on"), name="what_is_due"),
            models.Index(fields=("alliance", "closed_on", "state"), name="what_was_done_when"),
        )

    @property
    def days_late(self) -> int:
        """By how many days it was kept late; 0 for in time, or still open."""
        return max(0, (self.closed_on - self.due_on).days) if self.closed_on else 0
