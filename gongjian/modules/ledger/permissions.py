"""Who may do the deeds of this module."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gongjian.foundation.access import Actor, Rule, is_system, permit
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import only_within_a_deed
from gongjian.modules.ledger.models import BookingRequest, Period, Reversal
from gongjian.modules.ledger.queries.bookings import second_of
from gongjian.modules.members.models import Power
from gongjian.modules.members.permissions import holds
from gongjian.rulebook.bookings import Second


def _did_not_ask(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, Reversal) and subject.asked_by_id != actor.pk


def _did_not_propose(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, Period) and subject.proposed_by_id != actor.pk


part_of_a_deed = only_within_a_deed(_("账只随着一件办成的事记进来，不能单独记。"))
did_not_ask = Rule("did not ask", _did_not_ask, _("是你提出冲销的，要由另一个人同意。"))

did_not_propose = Rule("did not propose", _did_not_propose, _("是你提出结账的，要由另一个人同意。"))
only_the_clock = is_system("books-clock", _("这件事到了时候由程序自己办。"))


@dataclass(frozen=True)
class ByKind(Rule):
    """Whoever has to agree follows from what is asked for, and so does the sentence for everybody else."""

    def refusals(self, actor: Actor, subject: Model) -> list[StrOrPromise]:
        """What the rule of this request has to say."""
        return _second(subject).refusals(actor, subject)


def _takes_it_over(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, BookingRequest) and subject.receiver_id == actor.pk


def _asked_for_it(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, BookingRequest) and subject.asked_by_id == actor.pk


SECONDS = {
    Second.LEADER: holds(Power.LEAD),
    Second.SUPERVISOR: holds(Power.SUPERVISE),
    Second.RECEIVER: Rule("takes it over", _takes_it_over, _("这一步要由接手的那个人来办。")),
}


def _second(subject: Model) -> Rule:
    return SECONDS[second_of(subject)] if isinstance(subject, BookingRequest) else SECONDS[Second.LEADER]


seconds_it = ByKind("seconds it", lambda *asked: _second(asked[1]).ask(*asked), "")
did_not_ask_for_it = Rule(
    "did not ask for it", lambda *asked: not _asked_for_it(*asked), _("是你提出来的，要由另一个人同意。")
)
asked_for_it = Rule("asked for it", _asked_for_it, _("只有提的人自己能收回。"))

permit("ledger.open_fund", part_of_a_deed)
permit("ledger.post_entry", part_of_a_deed)
permit("ledger.post_entries", part_of_a_deed)
permit("ledger.open_free_fund", holds(Power.LEAD))
permit("ledger.add_goods", holds(Power.KEEP_CASH))
permit("ledger.ask_booking", holds(Power.KEEP_CASH))
permit("ledger.agree_booking", seconds_it & did_not_ask_for_it)
permit("ledger.refuse_booking", seconds_it & did_not_ask_for_it)
permit("ledger.withdraw_booking", holds(Power.KEEP_CASH) & asked_for_it)
permit("ledger.ask_reversal", holds(Power.KEEP_CASH))
permit("ledger.agree_reversal", holds(Power.LEAD) & did_not_ask)
permit("ledger.refuse_reversal", holds(Power.LEAD) & did_not_ask)
permit("ledger.propose_close", holds(Power.KEEP_CASH))
permit("ledger.agree_close", holds(Power.SUPERVISE) & did_not_propose)
permit("ledger.refuse_close", holds(Power.SUPERVISE) & did_not_propose)
permit("ledger.sign_head", only_the_clock)
permit("ledger.confirm_head", holds(Power.SPEAK))
permit("ledger.raise_alarm", only_the_clock)
permit("ledger.explain_alarm", holds(Power.SUPERVISE))
