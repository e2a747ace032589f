"""By when what people tell the alliance is acknowledged and answered (docs/rules/feedback.md)."""

from datetime import date, timedelta

from gongjian.rulebook.errors import RuleBroken

# Days, by kind: well within the fifteen working days of 《App违法违规收集使用个人信息行为认定方法》, six.
_ANSWERED_WITHIN = {"suggestion": 15, "complaint": 15, "correction": 7, "take_down": 3}
_ACKNOWLEDGED_WITHIN = 2
_SATURDAY = 5


def answer_by(kind: str, sent_on: date) -> date:
    """The last day for an answer; what is wrong or ought not to be seen is put right sooner.

    《个人信息保护法》 arts. 46, 47, 50. A complaint of Monday 2026-11-23 → 2026-12-08; a photo to take down → 11-26.
    """
    return sent_on + timedelta(days=_ANSWERED_WITHIN[kind])


def acknowledge_by(kind: str, sent_on: date) -> date:
    """The last day for saying that it has arrived: two days from Monday to Friday on, never after the answer's day.

    Public holidays are not counted out: the day is rather too early than too late.
    """
    day, left = sent_on, _ACKNOWLEDGED_WITHIN
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return min(day, answer_by(kind, sent_on))


def check_passing_on(answer_due_on: date, today: date) -> None:
    """Refuse to hand over to others what is due today or overdue: late stays with whoever let it become late."""
    if today >= answer_due_on:
        raise RuleBroken("feedback.too_late_to_pass_on", due_on=answer_due_on.isoformat())


def check_crowd(already_sent: int, most: int) -> None:
    """Refuse one more when so many have come within the hour."""
    if already_sent >= most:
        raise RuleBroken("feedback.too_many", most=most)
