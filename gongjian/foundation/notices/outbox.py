"""The outbox: a deed tells somebody something; it is kept with the deed or not at all, and sent only afterwards."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.urls import translate_url

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed_under_way_in
from gongjian.foundation.jobs.timetable import enqueue
from gongjian.foundation.notices.inbox import not_gone_out
from gongjian.foundation.notices.jobs import send_letter
from gongjian.foundation.notices.letterbox import letter_at_once
from gongjian.foundation.notices.models import Notice
from gongjian.foundation.notices.words import words_known
from gongjian.rulebook.errors import Fact


def tell(
    *,
    to: Person,
    alliance: UUID,
    words: str,
    facts: Mapping[str, Fact],
    about: str,
    url: str,
    urgent: bool = False,
) -> None:
    """Tell a person something, in the course of a deed of the alliance.

    `words` is a code of `notice_words`; facts are ids, numbers and codes; `about` is the reference of a record; `url`
    is the page where one sees to it. What is urgent goes out by itself, everything else with the next digest.
    """
    if deed_under_way_in() != alliance:
        message = f"{words} is told outside a deed of the alliance."
        raise RuntimeError(message)
    if not words_known(words):
        message = f"{words} has no words."
        raise ValueError(message)
    notice = Notice.objects.create(
        alliance_id=alliance,
        to=to,
        words=words,
        facts=dict(facts),
        about=about,
        # Whatever language the deed was done in: the reader's is put in front when it is read.
        url=translate_url(url, settings.LANGUAGE_CODE),
        urgent=urgent,
        at=clock.now(),
    )
    if urgent and (mailing := letter_at_once(notice)):
        enqueue(send_letter, mailing.pk)


def recall(alliance: UUID, about: str) -> int:
    """Take back what nobody has seen yet of a record that is itself taken back; answers how many."""
    if deed_under_way_in() != alliance:
        message = f"Something about {about} is taken back outside a deed of the alliance."
        raise RuntimeError(message)
    return not_gone_out(alliance, [about]).delete()[0]
