"""Posts that change hands: who follows whom, what is open, who has signed."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation import clock
from gongjian.foundation.access import Actor
from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.models import Post
from gongjian.modules.members.queries import names_of, workplace_of
from gongjian.modules.promises.models import Handover, HandoverItem, Promise, Signature
from gongjian.modules.promises.queries.pages import Row, task_of

# For so long after its last day a post is offered for a hand-over.
_OFFERED_FOR = timedelta(days=90)
_WITH_POSTS = ("leaving__kind", "leaving__organisation", "coming__kind")


@dataclass(frozen=True)
class Party:
    """One of the two: the post, the name, and the signature if there is one."""

    post: Post
    name: str
    signature: Signature | None


@dataclass(frozen=True)
class Told:
    """A hand-over with its two people."""

    handover: Handover
    leaving: Party
    coming: Party

    @property
    def is_signed(self) -> bool:
        """Whether both have signed."""
        return self.leaving.signature is not None and self.coming.signature is not None


def handovers_visible_to(actor: Person) -> QuerySet[Handover]:
    """Those of the alliance worked in; and the own ones, also for who holds no post any more, or none yet."""
    own = Q(leaving__person=actor) | Q(coming__person=actor)
    found = Handover.objects.filter(Q(alliance__in=workplace_of(actor)) | own)
    return found.select_related(*_WITH_POSTS).order_by("-drawn_up_at", "-id")


def handovers_to_sign(actor: Person, alliance: UUID) -> QuerySet[Handover]:
    """Those that wait for somebody's signature."""
    own = Q(leaving__person=actor) | Q(coming__person=actor)
    signed = Signature.objects.filter(alliance=alliance, person=actor).values("handover")
    found = Handover.objects.filter(own, alliance=alliance).exclude(pk__in=signed)
    return found.select_related(*_WITH_POSTS).order_by("drawn_up_at")


def changes_hands(post: Post) -> bool:
    """Whether a post of today has a last day, or began not long ago: only then somebody may have a list to sign."""
    return post.ends_on is not None or post.begins_on >= clock.today() - _OFFERED_FOR


def told_of(handovers: list[Handover]) -> list[Told]:
    """Hand-overs of one alliance with names and signatures, in two questions for however many."""
    if not handovers:
        return []
    people = [post.person_id for handover in handovers for post in (handover.leaving, handover.coming)]
    names = names_of(handovers[0].alliance_id, people)
    found = Signature.objects.filter(alliance=handovers[0].alliance_id, handover__in=handovers)
    signatures = {(each.handover_id, each.post_id): each for each in found}

    def party(handover: Handover, post: Post) -> Party:
        return Party(post, names.get(post.person_id, ""), signatures.get((handover.pk, post.pk)))

    return [Told(each, party(each, each.leaving), party(each, each.coming)) for each in handovers]


def items_of(handover: Handover) -> list[tuple[HandoverItem, Row]]:
    """What stands on the list, in words; the row tells how it stands today."""
    items = HandoverItem.objects.filter(alliance=handover.alliance_id, handover=handover)
    found = items.select_related("promise__owed_by").order_by("promise__due_on", "id")
    return [(item, Row(item.promise, task_of(item.promise), clock.today())) for item in found]


def open_with(post: Post) -> QuerySet[Promise]:
    """What is owed by a post: open, by its organisation, with one of its powers."""
    found = Promise.objects.filter(alliance=post.alliance_id, owed_by=post.organisation_id, state=Promise.State.OPEN)
    return found.filter(power__in=post.kind.powers).order_by("due_on", "opened_at")


def signed_posts(handover: Handover) -> list[Post]:
    """The posts whose holders have signed."""
    found = Signature.objects.filter(alliance=handover.alliance_id, handover=handover)
    return [each.post for each in found.select_related("post")]


def may_succeed(leaving: Post, coming: Post) -> bool:
    """Whether a post of somebody else in the same organisation shares a power, and is not over."""
    return (
        coming.alliance_id == leaving.alliance_id
        and coming.organisation_id == leaving.organisation_id
        and coming.person_id != leaving.person_id
        and not (coming.ends_on and coming.ends_on < clock.today())
        and bool(set(coming.kind.powers) & set(leaving.kind.powers))
    )


def successors_of(leaving: Post) -> QuerySet[Post]:
    """The posts to which it may be handed over."""
    there = Post.objects.filter(alliance=leaving.alliance_id, organisation=leaving.organisation_id)
    found = [post.pk for post in there.select_related("kind") if may_succeed(leaving, post)]
    return Post.objects.filter(pk__in=found).select_related("kind", "person").order_by("-begins_on", "id")


def takes_over(actor: Actor, leaving: Post) -> bool:
    """Whether somebody has a post, today or soon, to which this one may be handed over."""
    return isinstance(actor, Person) and successors_of(leaving).filter(person=actor).exists()


def leaving_posts(actor: Person) -> QuerySet[Post]:
    """In the alliance worked in, and of the own: the posts that end, or have ended not long ago."""
    own_or_here = Q(alliance__in=workplace_of(actor)) | Q(person=actor)
    ending = Post.objects.filter(own_or_here, ends_on__gte=clock.today() - _OFFERED_FOR).exclude(kind__powers=[])
    return ending.select_related("kind", "organisation").order_by("ends_on", "id")


def posts_to_hand_over(actor: Person) -> list[tuple[Post, str]]:
    """The posts that end and that nobody has handed over yet, with the names of their holders."""
    done = Handover.objects.filter(alliance__in=workplace_of(actor)).values("leaving")
    posts = list(leaving_posts(actor).filter(alliance__in=workplace_of(actor)).exclude(pk__in=done))
    names = names_of(posts[0].alliance_id, [post.person_id for post in posts]) if posts else {}
    return [(post, names.get(post.person_id, "")) for post in posts]
