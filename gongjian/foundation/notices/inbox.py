"""What somebody has been told: read, marked as seen, told by telephone; and the wishes about letters."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.models import Mailing, MailWishes, Notice
from gongjian.rulebook.sending import QuietHours


def unseen_count(person: Person, alliance: UUID) -> int:
    """How many things somebody has not seen."""
    return Notice.objects.filter(alliance=alliance, to=person, seen_at=None).count()


def unseen_there(person: UUID) -> Coalesce:
    """The same as a column beside rows of alliances: what every page asks must not cost a question of its own."""
    unseen = Notice.objects.filter(alliance=OuterRef("alliance"), to=person, seen_at=None).order_by()
    return Coalesce(Subquery(unseen.values("alliance").annotate(number=Count("pk")).values("number")), 0)


def notices_of(person: Person, alliance: UUID) -> QuerySet[Notice]:
    """All that somebody was told in an alliance: first what he has not seen, then the latest."""
    mine = Notice.objects.filter(alliance=alliance, to=person).select_related("mailing")
    return mine.order_by(F("seen_at").desc(nulls_first=True), "-at", "-id")


def notice_of(person: Person, pk: UUID) -> Notice | None:
    """One of the person's own notices, in whichever alliance."""
    return Notice.objects.filter(to=person, pk=pk).first()


def told_before(person: Person, alliance: UUID, words: str) -> Notice | None:
    """The last time that somebody was told this."""
    return Notice.objects.filter(alliance=alliance, to=person, words=words).order_by("at").last()


def told_about(alliance: UUID, words: Iterable[str], records: Iterable[str]) -> list[Notice]:
    """Whatever was told in these words about these records."""
    return list(Notice.objects.filter(alliance=alliance, words__in=words, about__in=records))


def unseen_by(alliance: UUID, people: Iterable[UUID]) -> QuerySet[Notice]:
    """What these people have not seen, and were not told by telephone either."""
    return Notice.objects.filter(alliance=alliance, to__in=people, seen_at=None, told_at=None).order_by("at", "id")


def see(notice: Notice) -> None:
    """The person has opened it; the first time counts."""
    Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=clock.now())


def see_all(person: Person, alliance: UUID) -> int:
    """The person has looked through the list."""
    return Notice.objects.filter(alliance=alliance, to=person, seen_at=None).update(seen_at=clock.now())


def told_by_telephone(notices: Iterable[UUID], by: Person) -> None:
    """Somebody has told these by telephone; part of a deed that asked for permission."""
    Notice.objects.filter(pk__in=list(notices), told_at=None).update(told_at=clock.now(), told_by=by)


def delivery(notice: Notice) -> tuple[str, StrOrPromise]:
    """How far a notice has come: the kind of mark, and its words."""
    if notice.seen_at:
        return "done", _("看过")
    if notice.told_at:
        return "done", _("电话里说过了")
    if notice.mailing and notice.mailing.state == Mailing.State.GIVEN_UP:
        return "late", _("邮件发不出")
    if notice.mailing and notice.mailing.state == Mailing.State.SENT:
        return "wait", _("没看，已发邮件")
    return "todo", _("没看")


def wish(person: Person, *, mail: tuple[bool, bool], quiet: QuietHours, language: str) -> None:
    """Keep what somebody wishes: letters at all, only urgent ones; when not; in which language."""
    wants_mail, only_urgent = mail
    MailWishes.objects.update_or_create(
        person=person,
        defaults={
            "wants_mail": wants_mail,
            "only_urgent": only_urgent,
            "quiet_from": quiet.begins,
            "quiet_until": quiet.ends,
            "language": language,
        },
    )


def stop_mail(person: Person) -> None:
    """No more letters; everything else stays as it was."""
    MailWishes.objects.update_or_create(person=person, defaults={"wants_mail": False})


def not_gone_out(alliance: UUID, about: Collection[str]) -> QuerySet[Notice]:
    """What was told about some records that nobody has seen, no letter carries, and nobody was called up for."""
    found = Notice.objects.filter(alliance=alliance, about__in=about)
    return found.filter(seen_at=None, mailing=None, told_at=None)
