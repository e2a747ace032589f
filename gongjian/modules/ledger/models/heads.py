"""The book's head of a day, who confirmed it, and what was found wrong."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.rulebook import proof


class Head(AllianceOwned):
    """What stands for the whole book on a day: its root, signed. It goes out to everybody, so nothing of it changes."""

    day = models.DateField(_("日期"))
    size = models.PositiveBigIntegerField(_("到第几笔"))
    root = models.CharField(_("总印"), max_length=64)
    seal = models.CharField(_("账印"), max_length=64)
    # The subtrees from which tomorrow's head goes on (rulebook.merkle.Peaks), joined.
    peaks = models.TextField()
    signature = models.CharField(max_length=128)
    # The public half of the key that signed it.
    signed_by = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    # To how many member organisations it went.
    told_to = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("总印")
        constraints = (models.UniqueConstraint(fields=("alliance", "day"), name="one_head_a_day"),)

    @property
    def short(self) -> str:
        """The eight characters people compare."""
        return proof.short_seal(self.root)


class Confirmation(AllianceOwned):
    """A member organisation has the head: its liaison has looked, and holds it against any later one."""

    head = models.ForeignKey(Head, models.PROTECT, related_name="confirmations")
    organisation = models.ForeignKey("members.Organisation", models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("留底")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "head", "organisation"), name="an_organisation_confirms_once"),
        )


class Alarm(AllianceOwned):
    """The books do not fit a head that was handed out, or themselves: it stands until somebody explains it."""

    class Kind(models.TextChoices):
        """What does not fit."""

        ROLLED_BACK = proof.Verdict.ROLLED_BACK.value, _("账变短了")
        REWRITTEN = proof.Verdict.REWRITTEN.value, _("旧账变了")
        MISSING = "missing", _("少了一天的总印")
        BROKEN = "broken", _("有一笔和账印对不上")

    kind = models.CharField(max_length=20, choices=Kind)
    day = models.DateField(_("哪天的总印"))
    # Up to which entry the head stands; for one that is missing 0, for a broken entry its number.
    size = models.PositiveBigIntegerField(_("到第几笔"))
    root = models.CharField(max_length=64, blank=True)
    # How many entries the book had when it was found.
    entries = models.PositiveBigIntegerField(_("现在的账有几笔"))
    raised_at = models.DateTimeField()
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    explained_at = models.DateTimeField(null=True)
    explanation = models.CharField(_("怎么回事"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("账本警报")
        constraints = (models.UniqueConstraint(fields=("alliance", "kind", "day", "size"), name="one_alarm_per_fault"),)
