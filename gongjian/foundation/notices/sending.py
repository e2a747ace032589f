"""Handing letters to the mail server: each by one worker at a time, in order for each person, until it is taken."""

import smtplib
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from gongjian.foundation import clock
from gongjian.foundation.ids import new_id
from gongjian.foundation.notices.letterbox import not_at_night, wishes_of
from gongjian.foundation.notices.letters import letter
from gongjian.foundation.notices.models import Mailing
from gongjian.foundation.wiring import address_for
from gongjian.rulebook.sending import next_try

# Longer than a letter may take (EMAIL_TIMEOUT for each step of the talk with the server).
LEASE = timedelta(minutes=5)
# A run of the job stops after this, so that other jobs have their turn; the next one goes on.
TURN = timedelta(minutes=4)


def send_due(only: UUID | None = None) -> int:
    """Send what is due, the longest due first; how many letters were handed over."""
    handed_over, began = 0, clock.now()
    post = _Post()
    try:
        while clock.now() - began < TURN and (mailing := _take(only)):
            handed_over += _send(mailing, post)
    finally:
        post.close()
    return handed_over


def _take(only: UUID | None) -> Mailing | None:
    """Hold the next letter for this run; those whose reader is asleep are put off on the way."""
    while True:
        now = clock.now()
        with transaction.atomic():
            taken = _due(now, only).select_for_update(of=("self",), no_key=True, skip_locked=True).first()
            if taken is None:
                return None
            taken.next_at = not_at_night(taken.to, now)
            if taken.next_at <= now:
                Mailing.MOVES.check("take", taken.state, Mailing.State.SENDING)
                taken.state, taken.lease, taken.leased_until = Mailing.State.SENDING, new_id(), now + LEASE
                taken.attempts += 1
                taken.save()
                return taken
            taken.state, taken.lease, taken.leased_until = Mailing.State.TO_SEND, None, None
            taken.save()


def _due(now: datetime, only: UUID | None) -> QuerySet[Mailing]:
    """What may go now, or was left by a worker that died; a letter waits for the earlier ones to the same person."""
    unsettled = (Mailing.State.TO_SEND, Mailing.State.SENDING)
    earlier = Mailing.objects.filter(
        alliance=OuterRef("alliance"), to=OuterRef("to"), state__in=unsettled, id__lt=OuterRef("id")
    )
    wanted = Q(state=Mailing.State.TO_SEND, next_at__lte=now) | Q(state=Mailing.State.SENDING, leased_until__lte=now)
    due = Mailing.objects.filter(wanted, ~Exists(earlier)).select_related("to").order_by("next_at", "id")
    return due.filter(pk=only) if only else due


def _send(mailing: Mailing, post: "_Post") -> bool:
    address = address_for(mailing.to, mailing.alliance_id)
    unread = mailing.attempts > 1 or mailing.notices.filter(seen_at=None, told_at=None).exists()
    if not unread or not address or not wishes_of(mailing.to).wants_mail:
        _settle(mailing, "drop", Mailing.State.NOT_NEEDED)
        return False
    try:
        post.send(letter(mailing, address, wishes_of(mailing.to).language))
    except (OSError, smtplib.SMTPException) as error:
        _put_off(mailing, _code(error))
        return False
    return _settle(mailing, "hand_over", Mailing.State.SENT, sent_at=clock.now(), last_error="")


def _put_off(mailing: Mailing, code: str) -> None:
    again = next_try(mailing.attempts, mailing.began_at, clock.now())
    if again is None:
        _settle(mailing, "put_off", Mailing.State.GIVEN_UP, last_error=code)
    else:
        _settle(mailing, "put_off", Mailing.State.TO_SEND, last_error=code, next_at=not_at_night(mailing.to, again))


def _settle(mailing: Mailing, move: str, following: Mailing.State, **more: object) -> bool:
    """Write what came of it, unless another run has taken the letter meanwhile."""
    Mailing.MOVES.check(move, mailing.state, following)
    mine = Mailing.objects.filter(pk=mailing.pk, lease=mailing.lease, state=Mailing.State.SENDING)
    return bool(mine.update(state=following, lease=None, leased_until=None, **more))


def _code(error: OSError | smtplib.SMTPException) -> str:
    """What went wrong as a code: the server's own words may hold an address."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            return f"smtp_{next(iter(refused.values()))[0]}"
        case smtplib.SMTPResponseException(smtp_code=code):
            return f"smtp_{code}"
        case TimeoutError():
            return "timeout"
        case smtplib.SMTPServerDisconnected():
            return "disconnected"
    return "unreachable"


class _Post:
    """One connection for many letters; after a failure a new one."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def send(self, message: EmailMessage) -> None:
        if self._connection is None:
            self._connection = get_connection()
            self._connection.open()
        try:
            self._connection.send_messages([message])
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if self._connection:
            connection, self._connection = self._connection, None
            connection.close()
