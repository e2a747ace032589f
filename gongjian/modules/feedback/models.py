"""Complaints and suggestions: sealed, numbered, with a day for the answer."""

from itertools import product

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.foundation.sealing.fields import SealedTextField
from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.members.models import Organisation, Power
from gongjian.rulebook.moves import Moves


class Feedback(AllianceOwned):
    """Something that somebody told the alliance, and what came of it (意见和投诉).

    Unsigned, it keeps nothing of the sender: neither person nor address nor browser. All words are sealed.
    """

    class Kind(models.TextChoices):
        """What is wanted."""

        SUGGESTION = "suggestion", _("意见建议")
        COMPLAINT = "complaint", _("投诉")
        CORRECTION = "correction", _("改正我的信息")
        TAKE_DOWN = "take_down", _("撤下我的照片或名字")

    class State(models.TextChoices):
        """How far it has come."""

        RECEIVED = "received", _("刚收到")
        ACKNOWLEDGED = "acknowledged", _("已受理")
        PASSED_ON = "passed_on", _("已转交")
        ANSWERED = "answered", _("已答复")
        LAID_ASIDE = "laid_aside", _("看过，不另答复")

    OPEN = (State.RECEIVED, State.ACKNOWLEDGED, State.PASSED_ON)
    MOVES = Moves(
        {
            "acknowledge_feedback": [(State.RECEIVED, State.ACKNOWLEDGED)],
            "pass_on_feedback": list(product(OPEN, [State.PASSED_ON])),
            "answer_feedback": list(product(OPEN, [State.ANSWERED])),
            "close_without_answer": list(product(OPEN, [State.LAID_ASIDE])),
        }
    )

    number = models.CharField(_("编号"), max_length=20)
    kind = models.CharField(_("要什么"), max_length=12, choices=Kind)
    words = SealedTextField(_("内容"))
    name = SealedTextField(_("称呼"), mask="name")
    contact = SealedTextField(_("联系方式"))
    wants_answer = models.BooleanField(default=True)
    page = models.CharField(_("说的是哪一页"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # It concerns those who lead: it goes to a supervisor, and they do not see it.
    to_supervisor = models.BooleanField(default=False)
    # Name and contact stay with whom they were given to.
    was_passed_on = models.BooleanField(default=False)
    # Who owes the answer: whoever has this power through a post in this organisation.
    held_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    power = models.CharField(max_length=20, choices=Power)
    # The mark of the code with which anybody who has it reads the answer; the code itself is kept nowhere.
    code_mark = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    sent_at = models.DateTimeField()
    answer_by = models.DateField(_("最晚哪天答复"))
    # The answer, or why there is none.
    answer = SealedTextField(_("答复"))
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("意见和投诉")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "number"), name="one_feedback_per_number"),
            models.UniqueConstraint(fields=("alliance", "code_mark"), name="one_feedback_per_code"),
            models.CheckConstraint(
                condition=Q(state__in=("answered", "laid_aside")) ^ Q(answered_at__isnull=True),
                name="feedback_answered_at_a_moment",
            ),
        )
        indexes = (
            models.Index(fields=("alliance", "state", "answer_by"), name="feedback_to_answer"),
            models.Index(fields=("alliance", "by"), name="feedback_of_a_person"),
            models.Index(fields=("alliance", "sent_at"), name="feedback_of_an_hour"),
        )

    @property
    def is_open(self) -> bool:
        """Whether an answer is still owed."""
        return self.state in self.OPEN

    @property
    def is_late(self) -> bool:
        """Whether the answer came, or has not come, after its day."""
        return (clock.local_day(self.answered_at) if self.answered_at else clock.today()) > self.answer_by
