"""A deed that tells people things, for tests that do not care which one it was."""

from collections.abc import Sequence
from uuid import UUID

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, SystemActor
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.notices.models import Mailing, Notice
from gongjian.foundation.notices.outbox import tell
from gongjian.foundation.notices.words import notice_words
from gongjian.modules.members.models import Alliance

NEWS = "test.news"
PROGRAM = SystemActor("test")

notice_words(NEWS, title="有新消息", text="第 %(number)s 条，%(by)s 说的。")


@deed("test.tell")
def tell_all(
    *, actor: Actor, alliance: Alliance, people: Sequence[Person], by: Person, number: int = 1, urgent: bool = False
) -> Alliance:
    """Tell each of these people the same."""
    for to in people:
        tell(
            to=to,
            alliance=alliance.pk,
            words=NEWS,
            facts={"number": number, "by": by.ref},
            about=alliance.ref,
            url="/desk/",
            urgent=urgent,
        )
    record(actor, "test.tell", alliance, number=number)
    return alliance


def told(alliance: Alliance, to: Person, *, by: Person, number: int = 1, urgent: bool = False) -> Notice:
    """Somebody has been told something."""
    tell_all(actor=PROGRAM, alliance=alliance, people=[to], by=by, number=number, urgent=urgent)
    return Notice.objects.filter(alliance=alliance, to=to).latest("id")


def letter(alliance: UUID, to: Person) -> Mailing:
    """A digest with one notice in it, as it lies in the table."""
    now = clock.now()
    mailing = Mailing.objects.create(
        alliance_id=alliance, to=to, kind=Mailing.Kind.DIGEST, day=clock.today(), began_at=now, next_at=now
    )
    Notice.objects.create(
        alliance_id=alliance, to=to, words=NEWS, about="test:1", url="/desk/", at=now, mailing=mailing
    )
    return mailing
