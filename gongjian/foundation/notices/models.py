"""What somebody is told, the letters it goes out in, and who wants letters."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned, Owned
from gongjian.rulebook.moves import Moves
from gongjian.rulebook.sending import NIGHT, QuietHours


class Mailing(AllianceOwned):
    """One letter to one person (通知邮件): the digest of a day, or one urgent notice; what it tells is fixed."""

    class Kind(models.TextChoices):
        """Why a letter is written."""

        DIGEST = "digest", _("每天一封")
        URGENT = "urgent", _("急事一封")

    class State(models.TextChoices):
        """Where a letter is."""

        TO_SEND = "to_send", _("等着发")
        SENDING = "sending", _("正在发")
        SENT = "sent", _("已发出")
        GIVEN_UP = "given_up", _("发不出")
        NOT_NEEDED = "not_needed", _("不用发了")

    MOVES: ClassVar = Moves(
        {
            "take": [(State.TO_SEND, State.SENDING), (State.SENDING, State.SENDING)],
            "drop": [(State.SENDING, State.NOT_NEEDED)],
            "hand_over": [(State.SENDING, State.SENT)],
            "put_off": [(State.SENDING, State.TO_SEND), (State.SENDING, State.GIVEN_UP)],
        }
    )

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mailings")
    kind = models.CharField(max_length=10, choices=Kind)
    day = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.TO_SEND)
    attempts = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField()
    next_at = models.DateTimeField()
    # Which run holds it, and until when: a worker that dies gives it back by this alone.
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("通知邮件")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "to", "day"), condition=Q(kind="digest"), name="one_digest_a_day"
            ),
            models.CheckConstraint(condition=Q(state="sent") ^ Q(sent_at__isnull=True), name="sent_has_a_moment"),
        )
        indexes = (models.Index(fields=("alliance", "to", "state"), name="letters_of_a_person"),)


class Notice(AllianceOwned):
    """Something that somebody is told (通知): which words, with which facts. Names are looked up when it is read."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    words = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    about = models.CharField(max_length=120)
    url = models.CharField(max_length=300)
    urgent = models.BooleanField(default=False)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailing = models.ForeignKey(Mailing, models.PROTECT, null=True, related_name="notices")
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="notices_told")

    class Meta:
        verbose_name = _("通知")
        constraints = (
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) ^ Q(told_by__isnull=False), name="told_has_a_teller"
            ),
        )
        indexes = (
            models.Index(fields=("alliance", "to", "seen_at", "at"), name="notices_of_a_person"),
            models.Index(fields=("alliance", "mailing"), name="notices_in_a_letter"),
        )


class MailWishes(Owned):
    """Whether somebody wants letters, which, and when not (收信设置)."""

    OWNER = "global"

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mail_wishes")
    wants_mail = models.BooleanField(_("发邮件告诉我"), default=True)
    only_urgent = models.BooleanField(_("只发急事"), default=False)
    quiet_from = models.TimeField(_("晚上从几点起不发"), default=NIGHT.begins)
    quiet_until = models.TimeField(_("到早上几点为止"), default=NIGHT.ends)
    # In which language letters are written: the one in which the wishes were last saved.
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)

    class Meta:
        verbose_name = _("收信设置")

    @property
    def quiet(self) -> QuietHours:
        """When this person is not to be disturbed."""
        return QuietHours(self.quiet_from, self.quiet_until)
