"""What this module puts on desks, into the chat group and into words: open promises, by the posts that owe them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.words import notice_words
from gongjian.foundation.ui.words import day
from gongjian.foundation.wiring import (
    Kept,
    PromiseWords,
    Task,
    for_the_group,
    keeps,
    page_of,
    promise_words,
    tasks_from,
    words_of,
)
from gongjian.modules.members.models import Power
from gongjian.modules.members.queries import posts_of
from gongjian.modules.promises import queries
from gongjian.modules.promises.models import CalendarFeed, Nudge, Report, Signature
from gongjian.modules.promises.queries import Nudged, handovers, late

page_of("promises.promise", "promises:promise")

# The title is what the alliance or the organisation wrote itself.
promise_words("promises.report_done", PromiseWords("%(title)s", "%(source)s", _("去报告"), "promises:report_done"))

_SPEAKERS = {Power.LEAD, Power.APPOINT, Power.SPEAK}

notice_words("promises.nudged", title=_("有人在等一件事"), text=_("别人在等你们办这件事，期限是 %(due_on)s。"))
notice_words("promises.late", title=_("有事逾期了"), text=_("%(number)s 件事过了期限还没办，请看工作台。"))


@tasks_from
def promises_owed(actor: Person, alliance: UUID) -> Iterator[Task]:
    """Each open promise, in the words of the module that it belongs to, and whether somebody waits for it."""
    for owed in queries.owed_and_nudged(actor, alliance):
        task = words_of(owed.deed).task(owed.due_on, owed.subject, owed.facts)
        yield replace(task, detail=f"{task.detail} · {_reminded(owed.nudged)}") if owed.nudged.times else task


@tasks_from
def handovers_to_sign(actor: Person, alliance: UUID) -> Iterator[Task]:
    """The lists of a hand-over that wait for a person's signature; asked for only where a post has just changed."""
    if not any(handovers.changes_hands(post) for post in posts_of(actor, alliance)):
        return
    for handover in handovers.handovers_to_sign(actor, alliance):
        post = handover.leaving
        detail = gettext("%(organisation)s · %(kind)s") % {
            "organisation": post.organisation.name,
            "kind": post.kind.label,
        }
        due_on = max(post.ends_on or clock.today(), clock.local_day(handover.drawn_up_at))
        url = reverse("promises:handover", args=[handover.pk])
        yield Task(due_on, gettext("交接清单待签"), detail, gettext("去签字"), url)


def _reminded(nudged: Nudged) -> str:
    words = ngettext("提醒过 %(times)s 次，最近%(last)s", "提醒过 %(times)s 次，最近%(last)s", nudged.times)
    return words % {"times": nudged.times, "last": _when(nudged.last_on) if nudged.last_on else ""}


def _when(when: date) -> str:
    days = {clock.today(): gettext("今天"), clock.today() - timedelta(days=1): gettext("昨天")}
    return days.get(when, day(when))


@for_the_group
def what_is_due(actor: Person, alliance: UUID) -> Iterator[str]:
    """What is due this week, by organisation, for whoever speaks for others."""
    if not any(_SPEAKERS & set(post.kind.powers) for post in posts_of(actor, alliance)):
        return
    owed = late.due_this_week(alliance)
    if owed:
        yield gettext("共建这一周要办的事（%(today)s）：") % {"today": clock.today().isoformat()}
    for organisation, number, first in owed:
        told = {"organisation": organisation.name, "number": number, "day": first.isoformat()}
        words = ngettext(
            "%(organisation)s：%(number)s 件，最早 %(day)s 到期",
            "%(organisation)s：%(number)s 件，最早 %(day)s 到期",
            number,
        )
        yield words % told
    if owed:
        yield gettext("各自登录工作台看是什么事，有难处早点说。")


keeps(
    Kept(
        "reports",
        _("我报告办成的"),
        Report,
        ("reported_by",),
        {"promise.facts": _("什么事"), "done_on": _("哪天办的"), "words": _("办了什么")},
        prepared=lambda rows: rows.select_related("promise"),
    ),
    Kept(
        "calendar_feeds",
        _("我的日历订阅"),
        CalendarFeed,
        ("person",),
        {"opened_at": _("什么时候开的"), "closed_at": _("什么时候关的")},
    ),
    Kept("nudges", _("我提醒过的"), Nudge, ("nudged_by",), {"day": _("哪一天")}),
    Kept(
        "signatures",
        _("我签过的交接清单"),
        Signature,
        ("person", "recorded_by"),
        {"signed_on": _("哪天签的"), "on_paper": _("签在纸上")},
    ),
)
