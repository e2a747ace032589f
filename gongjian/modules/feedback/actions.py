"""Every write about complaints and suggestions."""

import unicodedata
from dataclasses import dataclass, field

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, Anonymous, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.sealing import looks
from gongjian.foundation.tenancy import locked
from gongjian.modules.feedback import queries
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.feedback.queries import Desk
from gongjian.modules.members.models import Alliance, Organisation, Power
from gongjian.modules.promises.actions import Owed, keep_promise, open_promise, waive_promise
from gongjian.modules.promises.queries import open_promise_about
from gongjian.rulebook.contact import check_email, phone_number
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.feedback import acknowledge_by, answer_by, check_crowd, check_passing_on

_ACKNOWLEDGE, _ANSWER = "feedback.acknowledge_feedback", "feedback.answer_feedback"
_RULE = "《个人信息保护法》第五十条"
# Within one hour: from one person, and from everybody together who does not sign.
_MOST_FROM_ONE, _MOST_UNSIGNED = 5, 30


@dataclass(frozen=True)
class Message:
    """What somebody tells the alliance, as it was typed. Never printed: it may hold anything about people."""

    kind: Feedback.Kind
    words: str = field(repr=False)
    code: str = field(repr=False)
    name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    page: str = ""
    wants_answer: bool = True
    to_supervisor: bool = False


@deed("feedback.send_feedback")
def send_feedback(*, actor: Person | Anonymous, alliance: Alliance, message: Message) -> Feedback:
    """Tell the alliance something; from now on somebody owes an answer. Of who does not sign nothing is kept."""
    alliance = locked(alliance)
    require(actor, "feedback.send_feedback", alliance)
    sender = actor if isinstance(actor, Person) else None
    already = queries.sent_within_the_hour(alliance.pk, sender)
    check_crowd(already, _MOST_FROM_ONE if sender else _MOST_UNSIGNED)
    _check_words(message.words)
    desk = queries.first_desk(alliance, to_supervisor=message.to_supervisor)
    if desk is None:
        raise RuleBroken("feedback.nobody_to_answer")
    today = clock.today()

    feedback = Feedback.objects.create(
        alliance=alliance,
        number=f"YJ-{today.year}-{queries.numbered(alliance.pk, today.year) + 1:03d}",
        kind=message.kind,
        words=message.words,
        name=message.name,
        contact=_number_or_address(message.contact),
        wants_answer=message.wants_answer,
        page=message.page,
        by=sender,
        to_supervisor=message.to_supervisor,
        held_by=desk.organisation,
        power=desk.power,
        code_mark=queries.code_mark(message.code),
        sent_at=clock.now(),
        answer_by=answer_by(message.kind, today),
    )
    _owe(actor, feedback, _ACKNOWLEDGE)
    _owe(actor, feedback, _ANSWER)

    record(actor, "feedback.send_feedback", feedback, number=feedback.number, kind=feedback.kind)
    return feedback


@deed("feedback.acknowledge_feedback")
def acknowledge_feedback(*, actor: Actor, feedback: Feedback) -> Feedback:
    """Say that it has arrived and is being seen to."""
    feedback = locked(feedback)
    require(actor, "feedback.acknowledge_feedback", feedback)
    Feedback.MOVES.check("acknowledge_feedback", feedback.state, Feedback.State.ACKNOWLEDGED)

    feedback.state = Feedback.State.ACKNOWLEDGED
    feedback.save()
    _keep(actor, feedback, _ACKNOWLEDGE)

    record(actor, "feedback.acknowledge_feedback", feedback, number=feedback.number)
    return feedback


@deed("feedback.pass_on_feedback")
def pass_on_feedback(*, actor: Actor, feedback: Feedback, to: Organisation, power: str) -> Feedback:
    """Hand it to whoever speaks for another organisation, or supervises: the answer is owed by the same day."""
    feedback = locked(feedback)
    require(actor, "feedback.pass_on_feedback", feedback)
    Feedback.MOVES.check("pass_on_feedback", feedback.state, Feedback.State.PASSED_ON)
    check_passing_on(feedback.answer_by, clock.today())
    desk = Desk(to, Power(power))
    if desk not in queries.other_desks(feedback):
        raise RuleBroken("feedback.nobody_there", organisation=to.name)

    feedback.state, feedback.held_by, feedback.power = Feedback.State.PASSED_ON, to, desk.power
    feedback.was_passed_on = True
    feedback.save()
    _keep(actor, feedback, _ACKNOWLEDGE)
    _waive_answer(actor, feedback, f"转交{to.name}")
    _owe(actor, feedback, _ANSWER)

    record(actor, "feedback.pass_on_feedback", feedback, number=feedback.number, to=str(to.pk), power=desk.power)
    return feedback


@deed("feedback.answer_feedback")
def answer_feedback(*, actor: Actor, feedback: Feedback, answer: str) -> Feedback:
    """Answer: whoever sent it, or has its code, reads this. The answer keeps the promise."""
    feedback = locked(feedback)
    require(actor, "feedback.answer_feedback", feedback)
    Feedback.MOVES.check("answer_feedback", feedback.state, Feedback.State.ANSWERED)
    _check_words(answer)

    feedback.state, feedback.answer, feedback.answered_at = Feedback.State.ANSWERED, answer, clock.now()
    feedback.save()
    _keep(actor, feedback, _ACKNOWLEDGE)
    _keep(actor, feedback, _ANSWER)

    record(actor, "feedback.answer_feedback", feedback, number=feedback.number)
    return feedback


@deed("feedback.close_without_answer")
def close_without_answer(*, actor: Actor, feedback: Feedback, reason: str) -> Feedback:
    """Lay aside what wanted no answer, and say why it ends here; the reason is read with the code too."""
    feedback = locked(feedback)
    require(actor, "feedback.close_without_answer", feedback)
    Feedback.MOVES.check("close_without_answer", feedback.state, Feedback.State.LAID_ASIDE)
    if feedback.wants_answer:
        raise RuleBroken("feedback.answer_is_wanted")
    _check_words(reason)

    feedback.state, feedback.answer, feedback.answered_at = Feedback.State.LAID_ASIDE, reason, clock.now()
    feedback.save()
    _keep(actor, feedback, _ACKNOWLEDGE)
    _waive_answer(actor, feedback, "提的人说不用回复")

    record(actor, "feedback.close_without_answer", feedback, number=feedback.number)
    return feedback


@deed("feedback.see_feedback")
def see_feedback(*, actor: Person, feedback: Feedback) -> Feedback:
    """Open a complaint as a supervisor who does not owe its answer: who looked and when stays visible."""
    feedback = locked(feedback)
    require(actor, "feedback.see_feedback", feedback)

    if feedback.by_id:
        looks.look(actor=actor, about=feedback.by_id, subject=feedback, reason=f"监督查看 {feedback.number}")

    record(actor, "feedback.see_feedback", feedback, number=feedback.number)
    return feedback


def _check_words(words: str) -> None:
    if not words.strip():
        raise RuleBroken("feedback.no_words")


def _number_or_address(typed: str) -> str:
    if not typed:
        return ""
    return check_email(typed) if "@" in unicodedata.normalize("NFKC", typed) else phone_number(typed)


def _owe(actor: Actor, feedback: Feedback, deed_owed: str) -> None:
    """Whoever it lies with owes the next step; nothing of what was written enters the promise."""
    sent_on = clock.local_day(feedback.sent_at)
    due_on = feedback.answer_by if deed_owed == _ANSWER else acknowledge_by(feedback.kind, sent_on)
    facts = {"number": feedback.number}
    owed = Owed(deed_owed, feedback.ref, feedback.held_by, Power(feedback.power), due_on, _RULE, facts)
    open_promise(actor=actor, alliance=feedback.alliance, owed=owed)


def _keep(actor: Actor, feedback: Feedback, deed_owed: str) -> None:
    if promise := open_promise_about(feedback.alliance_id, deed_owed, feedback.ref):
        keep_promise(actor=actor, promise=promise, evidence=feedback.ref)


def _waive_answer(actor: Actor, feedback: Feedback, reason: str) -> None:
    if promise := open_promise_about(feedback.alliance_id, _ANSWER, feedback.ref):
        waive_promise(actor=actor, promise=promise, reason=reason)
