"""Requests to enter something: one asks, another agrees."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.ledger.models.books import Account, Fund, Goods, JournalEntry
from gongjian.rulebook import bookings
from gongjian.rulebook.moves import Moves

_ASKED_FOR = [kind.value for kind in bookings.WAYS]
_HANDED = [kind.value for kind in bookings.kinds_for(bookings.Second.RECEIVER)]


class BookingRequest(AllianceOwned):
    """A cashier's request to pay, to receive, to set aside, or to hand something over (记账申请).

    Who agrees follows from its kind (docs/rules/bookings.md); agreed to, it is one entry of the books.
    """

    class State(models.TextChoices):
        """Where a request stands."""

        REQUESTED = "requested", _("等另一个人同意记账")
        BOOKED = "booked", _("同意了，已记账")
        TURNED_DOWN = "turned_down", _("没同意，没有记账")
        TAKEN_BACK = "taken_back", _("提的人自己收回了")

    MOVES = Moves(
        {
            "agree_booking": [(State.REQUESTED, State.BOOKED)],
            "refuse_booking": [(State.REQUESTED, State.TURNED_DOWN)],
            "withdraw_booking": [(State.REQUESTED, State.TAKEN_BACK)],
        }
    )

    kind = models.CharField(_("什么事"), max_length=20, choices=JournalEntry.Kind)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+")
    # In fen, or in pieces of its goods.
    amount = models.BigIntegerField(_("多少"))
    from_account = models.CharField(_("从哪里"), max_length=4, choices=Account)
    to_account = models.CharField(_("到哪里"), max_length=4, choices=Account)
    # The fund that gets what is allocated; empty for everything that stays in its fund.
    to_fund = models.ForeignKey(Fund, models.PROTECT, null=True, related_name="+")
    # Who takes over what is handed over; everything else that lies in somebody's hands lies in those of who asked.
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    goods = models.ForeignKey(Goods, models.PROTECT, null=True, related_name="+")
    words = models.CharField(_("摘要"), max_length=200)
    # The number on the paper that shows it: an invoice, a slip of the bank, a list of goods.
    document = models.CharField(_("单据号"), max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.REQUESTED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(_("为什么没同意"), max_length=200, blank=True)
    entry = models.OneToOneField(JournalEntry, models.PROTECT, null=True, related_name="booking_request")

    # What never changes once it was asked for.
    WHAT = ("kind", "fund", "amount", "from_account", "to_account", "to_fund", "receiver", "goods", "words", "document")

    class Meta:
        verbose_name = _("记账申请")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="something_is_asked_for"),
            models.CheckConstraint(condition=Q(kind__in=_ASKED_FOR), name="what_may_be_asked_for"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")) | Q(state="taken_back"),
                name="two_people_book",
            ),
            models.CheckConstraint(
                condition=Q(receiver__isnull=True) | ~Q(receiver=F("asked_by")), name="nobody_hands_over_to_himself"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=_HANDED) ^ Q(receiver__isnull=False), name="somebody_takes_it_over"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=_HANDED)
                | Q(answered_by__isnull=True)
                | Q(state="taken_back")
                | Q(answered_by=F("receiver")),
                name="who_takes_it_over_agrees",
            ),
            models.CheckConstraint(
                condition=Q(state="requested") ^ Q(answered_by__isnull=False), name="a_booking_is_answered_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state="booked") ^ Q(entry__isnull=True), name="what_is_agreed_to_is_entered"
            ),
        )
        indexes = (models.Index(fields=("alliance", "state", "asked_at"), name="booking_requests_by_state"),)
