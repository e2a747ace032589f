"""A post changes hands: the list of what is open, and its two signatures."""

from datetime import date

from gongjian.foundation import clock
from gongjian.foundation.access import require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import Post
from gongjian.modules.members.queries.people import appoints_in
from gongjian.modules.promises.models import Handover, HandoverItem, Signature
from gongjian.modules.promises.queries import handovers as queries
from gongjian.rulebook.errors import RuleBroken


@deed("promises.draw_up_handover")
def draw_up_handover(*, actor: Person, leaving: Post, coming: Post) -> Handover:
    """List what is open when a post passes to another person, as it stands at this moment."""
    leaving = locked(leaving)
    require(actor, "promises.draw_up_handover", leaving)
    _check_pair(leaving, coming)
    if actor.pk not in {leaving.person_id, coming.person_id} and not appoints_in(actor, leaving.alliance_id):
        raise RuleBroken("promises.not_your_handover")

    handover = Handover.objects.create(
        alliance_id=leaving.alliance_id, leaving=leaving, coming=coming, drawn_up_at=clock.now()
    )
    items = [
        HandoverItem(
            alliance_id=leaving.alliance_id,
            handover=handover,
            promise=promise,
            days_late=max(0, (clock.today() - promise.due_on).days),
        )
        for promise in queries.open_with(leaving)
    ]
    HandoverItem.objects.bulk_create(items)

    record(
        actor,
        "promises.draw_up_handover",
        handover,
        leaving=str(leaving.pk),
        coming=str(coming.pk),
        promises=len(items),
    )
    return handover


def _check_pair(leaving: Post, coming: Post) -> None:
    if leaving.ends_on is None:
        raise RuleBroken("promises.post_goes_on")
    if leaving.person_id == coming.person_id:
        raise RuleBroken("promises.same_person")
    if not queries.may_succeed(leaving, coming):
        raise RuleBroken("promises.not_a_successor")
    if Handover.objects.filter(alliance=leaving.alliance_id, leaving=leaving, coming=coming).exists():
        raise RuleBroken("promises.handover_exists")


@deed("promises.sign_handover")
def sign_handover(*, actor: Person, handover: Handover) -> Signature:
    """One of the two has read the list and takes it over, or leaves it, under the own name."""
    handover = locked(handover)
    require(actor, "promises.sign_handover", handover)
    post = handover.leaving if handover.leaving.person_id == actor.pk else handover.coming
    if post in queries.signed_posts(handover):
        raise RuleBroken("promises.signed_already")

    signature = Signature.objects.create(
        alliance_id=handover.alliance_id,
        handover=handover,
        post=post,
        person=actor,
        signed_on=clock.today(),
        on_paper=False,
        recorded_by=actor,
        recorded_at=clock.now(),
    )

    record(actor, "promises.sign_handover", signature, handover=str(handover.pk))
    return signature


@deed("promises.record_paper_signatures")
def record_paper_signatures(*, actor: Person, handover: Handover, signed_on: date) -> Handover:
    """Both have signed on paper, as a third person who has seen the sheet records."""
    handover = locked(handover)
    require(actor, "promises.record_paper_signatures", handover)
    drawn_up_on = clock.local_day(handover.drawn_up_at)
    if not drawn_up_on <= signed_on <= clock.today():
        raise RuleBroken("promises.signed_when", first=drawn_up_on.isoformat(), today=clock.today().isoformat())
    signed = queries.signed_posts(handover)
    missing = [post for post in (handover.leaving, handover.coming) if post not in signed]
    if not missing:
        raise RuleBroken("promises.signed_already")

    for post in missing:
        Signature.objects.create(
            alliance_id=handover.alliance_id,
            handover=handover,
            post=post,
            person_id=post.person_id,
            signed_on=signed_on,
            on_paper=True,
            recorded_by=actor,
            recorded_at=clock.now(),
        )

    people = ", ".join(str(post.person_id) for post in missing)
    record(actor, "promises.record_paper_signatures", handover, signed_on=signed_on.isoformat(), people=people)
    return handover
