"""Which letters are to be written: one digest a day and person, and one for each thing that is urgent."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.models import Mailing, MailWishes, Notice
from gongjian.foundation.wiring import address_for
from gongjian.rulebook.sending import after_quiet


def wishes_of(person: Person) -> MailWishes:
    """What somebody wishes; whoever has said nothing gets the digest, and nothing at night."""
    return MailWishes.objects.filter(person=person).first() or MailWishes(person=person)


def letter_at_once(notice: Notice) -> Mailing | None:
    """A letter for one urgent notice; None where no letters are sent, or none is wanted or possible."""
    if not _reachable(notice.to, notice.alliance_id):
        return None
    mailing = _letter(notice.alliance_id, notice.to, Mailing.Kind.URGENT)
    notice.mailing = mailing
    notice.save(update_fields=["mailing"])
    return mailing


def digests_due() -> list[tuple[UUID, Person]]:
    """In which alliances somebody has not seen something that stands in no letter yet."""
    if not settings.MAIL:
        return []
    waiting = Notice.objects.filter(seen_at=None, told_at=None, mailing=None).order_by("alliance", "to")
    pairs = list(waiting.values_list("alliance", "to").distinct())
    people = Person.objects.in_bulk([person for _alliance, person in pairs])
    return [(alliance, people[person]) for alliance, person in pairs]


def write_digest(alliance: UUID, person: Person) -> Mailing | None:
    """Today's one digest; what somebody is told after it was written waits for tomorrow's."""
    today = clock.today()
    if wishes_of(person).only_urgent or not _reachable(person, alliance):
        return None
    with transaction.atomic():
        # Held, so that two workers do not both find that there is none yet.
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
        mine = Notice.objects.filter(alliance=alliance, to=person)
        news = mine.filter(seen_at=None, told_at=None, mailing=None)
        written = Mailing.objects.filter(alliance=alliance, to=person, day=today, kind=Mailing.Kind.DIGEST)
        if written.exists() or not news.exists():
            return None
        mailing = _letter(alliance, person, Mailing.Kind.DIGEST)
        news.update(mailing=mailing)
    return mailing


def _reachable(person: Person, alliance: UUID) -> bool:
    if not settings.MAIL or not wishes_of(person).wants_mail:
        return False
    return person.is_active and bool(address_for(person, alliance))


def _letter(alliance: UUID, person: Person, kind: Mailing.Kind) -> Mailing:
    at = not_at_night(person, clock.now())
    return Mailing.objects.create(
        alliance_id=alliance, to=person, kind=kind, day=clock.today(), began_at=at, next_at=at
    )


def not_at_night(person: Person, moment: datetime) -> datetime:
    """The moment, or the end of the person's quiet hours."""
    return after_quiet(moment.astimezone(clock.SHANGHAI), wishes_of(person).quiet)
