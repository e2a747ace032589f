"""Slips, recoveries and visits: each with who, when, until when, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.foundation.tenancy import AllianceOwned
from gongjian.rulebook.moves import Moves


class Recovery(AllianceOwned):
    """Two office holders let somebody in again who cannot sign in any more (帮人找回登录)."""

    class Identified(models.TextChoices):
        """How the two know that it is the person."""

        FACE_TO_FACE = "face_to_face", _("当面核对")
        VOUCHED_FOR = "vouched_for", _("熟人担保")

    class State(models.TextChoices):
        """Where a recovery stands."""

        PROPOSED = "proposed", _("等第二个人同意")
        SECONDED = "seconded", _("两个人都同意")
        DROPPED = "dropped", _("不办了")

    MOVES = Moves(
        {
            "agree_recovery": [(State.PROPOSED, State.SECONDED)],
            "drop_recovery": [(State.PROPOSED, State.DROPPED)],
        }
    )

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="recoveries")
    identified = models.CharField(_("怎么认出本人"), max_length=20, choices=Identified)
    note = models.CharField(_("说明"), max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("找回登录")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "person"), condition=Q(state="proposed"), name="one_open_recovery"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("proposed_by")), name="two_people_recover"
            ),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("person")) & (Q(agreed_by=None) | ~Q(agreed_by=F("person"))),
                name="nobody_recovers_himself",
            ),
            models.CheckConstraint(
                condition=Q(state="seconded", agreed_by__isnull=False, agreed_at__isnull=False)
                | (~Q(state="seconded") & Q(agreed_by=None, agreed_at=None)),
                name="agreed_by_somebody",
            ),
        )


class Slip(AllianceOwned):
    """A paper slip with a code for one person, good once and for some days (登录纸条); only the code's mark is kept."""

    class Purpose(models.TextChoices):
        """What a slip is for."""

        FIRST = "first", _("第一次登录")
        RECOVERY = "recovery", _("重新登录")

    # Only on the answer to the request that handed it out; never kept, never shown again.
    code = ""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="slips")
    purpose = models.CharField(max_length=10, choices=Purpose)
    code_mark = models.CharField(max_length=80)
    recovery = models.ForeignKey(Recovery, models.PROTECT, null=True, related_name="slips")
    # Empty for the first slip of a new alliance, in which nobody is yet who could hand one out.
    handed_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    handed_out_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("登录纸条")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "code_mark"), name="one_slip_per_code"),
            models.UniqueConstraint(
                fields=("alliance", "person"),
                condition=Q(used_at=None, withdrawn_at=None),
                name="one_open_slip",
            ),
            models.UniqueConstraint(fields=("alliance", "recovery"), name="one_slip_per_recovery"),
            models.CheckConstraint(
                condition=Q(purpose="recovery", recovery__isnull=False) | Q(purpose="first", recovery=None),
                name="recovery_slip_has_its_recovery",
            ),
            models.CheckConstraint(condition=Q(used_at=None) | Q(withdrawn_at=None), name="used_or_withdrawn"),
            models.CheckConstraint(
                condition=Q(handed_out_by=None) | ~Q(handed_out_by=F("person")), name="nobody_hands_himself_a_slip"
            ),
            models.CheckConstraint(
                condition=Q(handed_out_by__isnull=False) | Q(purpose="first"), name="somebody_hands_out_to_let_in_again"
            ),
        )

    @property
    def is_open(self) -> bool:
        """Whether it still lets in: not used, not withdrawn, not too old."""
        return self.used_at is None and self.withdrawn_at is None and clock.now() < self.expires_at


class Visit(AllianceOwned):
    """An operator asks to look at an alliance's pages, and its secretary lets him in for some hours (运维来访)."""

    LONGEST = 8

    operator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits")
    reason = models.CharField(_("原因"), max_length=200)
    hours = models.PositiveSmallIntegerField(_("几小时"))
    asked_at = models.DateTimeField()
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    allowed_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("运维来访")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "operator"), condition=Q(allowed_at=None, ended_at=None), name="asked_once"
            ),
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=8), name="a_visit_is_short"),
            models.CheckConstraint(
                condition=Q(allowed_by=None, allowed_at=None, ends_at=None)
                | Q(allowed_by__isnull=False, allowed_at__isnull=False, ends_at__isnull=False),
                name="an_allowed_visit_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(allowed_by=None) | ~Q(allowed_by=F("operator")), name="nobody_lets_himself_in"
            ),
        )
        indexes = (models.Index(fields=("alliance", "asked_at"), name="visits_by_time"),)

    @property
    def is_running(self) -> bool:
        """Whether the operator may read just now."""
        return self.ended_at is None and self.ends_at is not None and clock.now() < self.ends_at

    @property
    def is_asked(self) -> bool:
        """Whether it still waits for an answer."""
        return self.ended_at is None and self.allowed_at is None


class VisitedPage(AllianceOwned):
    """A page that was opened during a visit (来访看过的页), for the alliance to read. Never changed, never deleted."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="pages")
    path = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("来访看过的页")
        indexes = (models.Index(fields=("alliance", "visit", "at"), name="pages_of_a_visit"),)
