"""Somebody's wish that what an alliance knows about a person be erased."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.members.models.people import Profile
from gongjian.rulebook.moves import Moves


class ErasureRequest(AllianceOwned):
    """The person, or whoever manages people, wants a profile erased; a second person says yes or no (删除申请)."""

    class State(models.TextChoices):
        """Where a request stands."""

        WANTED = "wanted", _("等另一位答复")
        ERASED = "erased", _("已删除")
        DECLINED = "declined", _("没有删除")

    MOVES = Moves({"erase_person": [(State.WANTED, State.ERASED)], "refuse_erasure": [(State.WANTED, State.DECLINED)]})

    profile = models.ForeignKey(Profile, models.PROTECT, related_name="erasures")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField(_("最晚哪天答复"))
    reason = models.CharField(_("为什么删除"), max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WANTED)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(_("为什么不删"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("删除申请")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "profile"), condition=Q(state="wanted"), name="one_open_erasure_per_profile"
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")), name="two_people_erase"
            ),
            models.CheckConstraint(
                condition=Q(state="wanted") ^ Q(answered_by__isnull=False, answered_at__isnull=False),
                name="an_erasure_is_answered_by_somebody",
            ),
        )
        indexes = (models.Index(fields=("alliance", "state", "answer_by"), name="erasures_to_answer"),)

    @property
    def person_id(self) -> UUID:
        """Whom it is about."""
        return self.profile.person_id

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.state == self.State.WANTED
