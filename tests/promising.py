"""Promises that a test may need: reminders, hand-overs, routines, reports."""

from datetime import date

from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.actions import Term, end_post
from gongjian.modules.members.models import Alliance, Organisation, Post, PostKind, Power
from gongjian.modules.promises.actions import (
    Done,
    Duty,
    Pledge,
    draw_up_handover,
    make_promise,
    nudge,
    open_feed,
    report_done,
    set_routine,
    sign_handover,
)
from gongjian.modules.promises.models import CalendarFeed, Handover, Nudge, Promise, Report, Routine
from gongjian.rulebook.recurrence import WEEKLY, Rhythm
from tests import given
from tests.cast import Cast


def nudged(cast: Cast) -> Nudge:
    """The school has reminded the cashier to count a box."""
    waited_for = given.box(cast, seal="F-0777", place="北口")
    promised = Promise.objects.get(subject=waited_for.ref)
    return nudge(actor=cast.school, promise=promised)


def handover(cast: Cast) -> Handover:
    """The cashier, who owes a count, hands the post over to the one who begins tomorrow; nobody has signed yet."""
    given.box(cast, seal="F-0888", place="后门")
    ending, beginning = (Post.objects.get(person=person) for person in (cast.cashier, cast.future_cashier))
    ended = end_post(actor=cast.cashier, post=ending, ends_on=given.TODAY)
    return draw_up_handover(actor=cast.cashier, leaving=ended, coming=beginning)


def routine(cast: Cast, *, organisation: str = "止园路小学", term: Term | None = None) -> Routine:
    """The school reports every Friday from today on; this week's report is promised."""
    duty = Duty(
        title="送眼镜进校园",
        by=Organisation.objects.get(name=organisation),
        power=Power.SPEAK,
        rhythm=Rhythm(WEEKLY, 5),
        lead_days=7,
        term=term or Term(given.TODAY),
        source="2018 年第一次联席会",
    )
    return set_routine(actor=cast.secretary, alliance=cast.alliance, duty=duty)


def feed(cast: Cast, person: Person | None = None) -> CalendarFeed:
    """Somebody, if nobody else the colleague, has what he owes in the calendar of his telephone."""
    return open_feed(actor=person or cast.colleague, alliance=cast.alliance)


def made_promise(cast: Cast, *, due_on: date = given.TODAY) -> Promise:
    """The school has promised something of free will."""
    school = Organisation.objects.get(name="止园路小学")
    pledge = Pledge("借操场给大家用", school, Power.SPEAK, due_on)
    return make_promise(actor=cast.school, alliance=cast.alliance, pledge=pledge)


def report(cast: Cast) -> Report:
    """The school has done what it promised, and says so."""
    return report_done(actor=cast.school, promise=made_promise(cast), done=Done("操场开放了一天", given.TODAY))


def next_doors_routine(cast: Cast) -> Routine:
    """The alliance next door has a routine too."""
    duty = Duty(
        title="公示",
        by=Organisation.objects.get(name="居民区"),
        power=Power.SPEAK,
        rhythm=Rhythm(WEEKLY, 5),
        lead_days=7,
        term=Term(given.TODAY),
        source="章程",
    )
    return set_routine(actor=given.SETUP, alliance=cast.next_door, duty=duty)


def newcomers_handover(alliance: Alliance, organisation: str) -> Handover:
    """Somebody whose given.post as cashier ends today has handed it over to somebody new; both have signed."""
    place = Organisation.objects.get(name=organisation)
    two = [Person.objects.create(username=f"{which}-{alliance.slug}", password="!") for which in ("leaves", "comes")]
    posts = [
        given.post(alliance, person, name, place, PostKind.Standard.CASHIER, term)
        for person, name, term in zip(
            two, ("前小任", "后小任"), (Term(given.TODAY, given.TODAY), Term(given.TODAY)), strict=True
        )
    ]
    found = draw_up_handover(actor=two[0], leaving=posts[0], coming=posts[1])
    for person in two:
        sign_handover(actor=person, handover=found)
    return found
