"""A post changes hands: which promises were open then, and that both have seen the list."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.members.models import Post
from gongjian.modules.promises.models.promises import Promise


class Handover(AllianceOwned):
    """The list of what is open when a post passes from one person to another (交接). Append-only.

    The promises pass on by themselves, for they are owed by the post; the list shows that both knew of them.
    """

    leaving = models.ForeignKey(Post, models.PROTECT, related_name="+")
    coming = models.ForeignKey(Post, models.PROTECT, related_name="+")
    drawn_up_at = models.DateTimeField()

    class Meta:
        verbose_name = _("交接")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "leaving", "coming"), name="one_handover_of_a_pair"),
            models.CheckConstraint(condition=~Q(leaving=F("coming")), name="handed_over_to_another_post"),
        )


class HandoverItem(AllianceOwned):
    """A promise on the list of a hand-over, as it stood at that moment (交接的一件). Append-only."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="items")
    promise = models.ForeignKey(Promise, models.PROTECT, related_name="+")
    days_late = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("交接的一件")
        constraints = (models.UniqueConstraint(fields=("alliance", "handover", "promise"), name="once_on_a_list"),)


class Signature(AllianceOwned):
    """One of the two has signed the list, here or on paper (交接签字). Append-only.

    Nobody signs for another, by whomever and in whatever way the row is written (seal.py).
    """

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="signatures")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_on = models.DateField()
    on_paper = models.BooleanField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("交接签字")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "handover", "post"), name="each_signs_once"),
            models.CheckConstraint(
                condition=Q(on_paper=False, recorded_by=F("person")) | (Q(on_paper=True) & ~Q(recorded_by=F("person"))),
                name="signs_for_oneself",
            ),
        )
