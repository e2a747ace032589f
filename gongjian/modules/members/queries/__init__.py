"""Reading about members."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import override

from gongjian.foundation import clock
from gongjian.foundation.access import Actor
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.inbox import unseen_there
from gongjian.foundation.remembered import remembered
from gongjian.foundation.visiting import visit_of
from gongjian.foundation.worded import Question
from gongjian.foundation.workplace import chosen
from gongjian.modules.members.models import (
    Alliance,
    Decision,
    Delegation,
    ErasureRequest,
    HeldBack,
    Membership,
    Organisation,
    Post,
    PostKind,
    Power,
    Profile,
    in_force_during,
    in_force_on,
)

_OF_THE_LEADING = frozenset({Power.LEAD, Power.APPOINT, Power.KEEP_CASH})


@remembered
def posts_held(person: UUID, day: date) -> list[Post]:
    """Every post that a person holds or stands in for on a day, in whatever alliance, the oldest first.

    Each knows its kind, the name used there (`name_there`), how many notices were not seen there (`unseen_there`),
    whether its organisation leads the alliance that day (`leads`), whether an erasure waits there for an answer
    (`erasure_waits`) and whether the person stands in for its holder (`stands_in`). Where the person is held back,
    none counts. What every page asks is a column here, so that it costs no question of its own.
    """
    return _POSTS_HELD(person, day)


def _posts_held(person: UUID, day: date) -> QuerySet[Post]:
    here = Profile.objects.filter(alliance=OuterRef("alliance"), person=person)
    not_called_back = Q(ended_at=None) | Q(ended_at__date__gt=day)
    standing_in = Delegation.objects.filter(not_called_back, in_force_on(day), post=OuterRef("pk"), to=person)
    leading = Membership.objects.filter(
        in_force_on(day), alliance=OuterRef("alliance"), organisation=OuterRef("organisation"), leads=True
    )
    held = Post.objects.filter(in_force_on(day)).annotate(stands_in=Exists(standing_in), leads=Exists(leading))
    resting = HeldBack.objects.filter(alliance=OuterRef("alliance"), person=person, confirmed_at=None)
    mine = held.filter(Q(person=person) | Q(stands_in=True)).filter(~Exists(resting))
    waiting = ErasureRequest.objects.filter(alliance=OuterRef("alliance"), state=ErasureRequest.State.WANTED)
    mine = mine.annotate(
        name_there=Subquery(here.values("name")), unseen_there=unseen_there(person), erasure_waits=Exists(waiting)
    )
    return mine.select_related("organisation", "alliance", "kind").order_by("begins_on", "id")


_POSTS_HELD = Question(_posts_held, UUID, date)


def posts_of(actor: Actor, alliance: UUID) -> list[Post]:
    """The posts that somebody holds in an alliance today, the oldest first."""
    if not isinstance(actor, Person):
        return []
    return [post for post in posts_held(actor.pk, clock.today()) if post.alliance_id == alliance]


def counts_for_alliance(post: Post, power: Power) -> bool:
    """Whether a post (out of `posts_of`) gives this power in the whole alliance.

    Leading, appointing and keeping cash count only through a post in the organisation that leads the alliance: every
    branch has its own secretary and cashier, who are not the alliance's.
    """
    return power in post.kind.powers and (power not in _OF_THE_LEADING or bool(getattr(post, "leads", False)))


def alliances_of(actor: Person) -> list[UUID]:
    """The alliances whose records somebody sees today: the chosen one first, then by the oldest post.

    An operator on a visit sees those of the alliance that let him in, and may do nothing: deeds ask for posts.
    """
    mine = [post.alliance_id for post in posts_held(actor.pk, clock.today())]
    if visit := visit_of(actor):
        mine.append(visit.alliance)
    return sorted(dict.fromkeys(mine), key=lambda alliance: alliance != chosen())


def workplace_of(actor: Person) -> list[UUID]:
    """The alliance that somebody works in just now, for lists; empty for somebody without a place."""
    return alliances_of(actor)[:1]


def workplace_with(actor: Person, power: Power) -> list[UUID]:
    """The alliance that somebody works in just now, if he has a power there; a list of it costs others no question."""
    here = workplace_of(actor)
    return [one for one in here if any(counts_for_alliance(post, power) for post in posts_of(actor, one))]


def organisation_of(actor: Actor, alliance: UUID) -> Organisation:
    """The organisation for which somebody who takes part holds the oldest post; a post stood in for counts last.

    Somebody on a visit sees what a plain member of the leading organisation sees.
    """
    posts = posts_of(actor, alliance)
    if not posts and (leading := leading_organisation(alliance)):
        return leading
    return next((post for post in posts if not getattr(post, "stands_in", False)), posts[0]).organisation


def spoken_for(actor: Actor, alliance: UUID) -> list[Organisation]:
    """The organisations for which somebody speaks in an alliance today, by the oldest post first."""
    mine = [post.organisation for post in posts_of(actor, alliance) if Power.SPEAK in post.kind.powers]
    return list(dict.fromkeys(mine))


@remembered
def organisations_of_person(profile: Profile) -> set[UUID]:
    """The organisations in which the person holds a post in the profile's alliance today."""
    held = Post.objects.filter(in_force_on(clock.today()), alliance=profile.alliance_id, person=profile.person_id)
    return set(held.values_list("organisation_id", flat=True))


def held_back(alliance: UUID, person: UUID) -> HeldBack | None:
    """Since when a person's posts in an alliance rest; None when they count."""
    return HeldBack.objects.filter(alliance=alliance, person=person, confirmed_at=None).first()


def profiles_elsewhere(person: UUID, alliance: UUID) -> list[Profile]:
    """What other alliances than this one know of a person."""
    return list(Profile.objects.filter(person=person).exclude(alliance=alliance).order_by("id"))


def kind_called(alliance: UUID, code: str) -> PostKind:
    """A kind of post by its code; raises `PostKind.DoesNotExist`."""
    return PostKind.objects.get(alliance=alliance, code=code)


def leading_organisation(alliance: UUID, day: date | None = None) -> Organisation | None:
    """The organisation that leads the alliance on a day (today)."""
    return leading_during(alliance, day or clock.today(), day or clock.today())


def leading_during(alliance: UUID, begins_on: date, ends_on: date | None) -> Organisation | None:
    """An organisation that leads the alliance on some day of a term."""
    found = Membership.objects.filter(in_force_during(begins_on, ends_on), alliance=alliance, leads=True)
    membership = found.select_related("organisation").order_by("begins_on").first()
    return membership.organisation if membership else None


@remembered
def has_decided(alliance: UUID, kind: str, day: date | None = None) -> bool:
    """Whether a decision of the alliance is in force on a day (today)."""
    return Decision.objects.filter(in_force_on(day or clock.today()), alliance=alliance, kind=kind).exists()


def standard_name(kind: PostKind.Standard) -> str:
    """What a standard kind is called in Chinese, whatever language the reader has: this is what is stored."""
    with override("zh-hans"):
        return str(kind.label)


def next_position(alliance: UUID) -> int:
    """Where the next kind of post stands in the list."""
    return (PostKind.objects.filter(alliance=alliance).aggregate(last=Max("position"))["last"] or 0) + 1


def names_of(alliance: UUID, people: Collection[UUID] | QuerySet[Person]) -> dict[UUID, str]:
    """The names by which one alliance knows these people."""
    return dict(Profile.objects.filter(alliance=alliance, person__in=people).values_list("person_id", "name"))


def holders_of(alliance: UUID, organisation: UUID, power: str) -> set[UUID]:
    """Who has a power through a post in an organisation today: those who hold one, and those who stand in."""
    posts = Post.objects.filter(in_force_on(clock.today()), alliance=alliance, organisation=organisation)
    return _with_stand_ins(alliance, [post for post in posts.select_related("kind") if power in post.kind.powers])


def people_with(alliance: UUID, *powers: Power) -> QuerySet[Person]:
    """Who has one of these powers in the whole alliance today: those who hold a post that gives it, and stand-ins."""
    giving = _posts_with(alliance, *powers)
    return Person.objects.filter(pk__in=_with_stand_ins(alliance, giving), is_active=True).order_by("pk")


def post_holders(alliance: UUID) -> QuerySet[Person]:
    """Everybody who holds a post in the alliance today, whatever it is."""
    posts = Post.objects.filter(in_force_on(clock.today()), alliance=alliance)
    return Person.objects.filter(pk__in=posts.values("person"), is_active=True).order_by("pk")


def organisations_with(alliance: UUID, power: Power) -> set[UUID]:
    """The organisations in which somebody has a power in the whole alliance today."""
    return {post.organisation_id for post in _posts_with(alliance, power)}


def _posts_with(alliance: UUID, *powers: Power) -> list[Post]:
    leading = Membership.objects.filter(
        in_force_on(clock.today()), alliance=alliance, organisation=OuterRef("organisation"), leads=True
    )
    posts = Post.objects.filter(in_force_on(clock.today()), alliance=alliance).annotate(leads=Exists(leading))
    giving = posts.select_related("kind")
    return [post for post in giving if any(counts_for_alliance(post, power) for power in powers)]


def _with_stand_ins(alliance: UUID, posts: Sequence[Post]) -> set[UUID]:
    standing_in = Delegation.objects.filter(
        Q(ended_at=None) | Q(ended_at__date__gt=clock.today()), in_force_on(clock.today()), alliance=alliance
    )
    return {
        *(post.person_id for post in posts),
        *standing_in.filter(post__in=posts).values_list("to_id", flat=True),
    }


def first_secretary(alliance: UUID) -> Profile | None:
    """Whoever was the first to be made a secretary in an alliance."""
    posts = Post.objects.filter(alliance=alliance, kind__code=PostKind.Standard.SECRETARY).order_by("id")
    return Profile.objects.filter(alliance=alliance, person=posts.values("person")[:1]).first()


@dataclass(frozen=True)
class PublicAlliance:
    """What anybody may know of an alliance."""

    id: UUID
    name: str
    short_name: str
    phone: str


def public_alliance() -> PublicAlliance | None:
    """The alliance whose street the public site shows: the first that was set up."""
    found = Alliance.objects.order_by("id").values_list("id", "name", "short_name", "phone").first()
    return PublicAlliance(*found) if found else None


def public_member_count(alliance: UUID) -> int:
    """How many organisations take part today."""
    return Membership.objects.filter(in_force_on(clock.today()), alliance=alliance).count()


def every_alliance() -> QuerySet[Alliance]:
    """All alliances on this machine, for operations that go over all of them."""
    return Alliance.objects.order_by("slug")


def people_with_posts() -> list[Post]:
    """The oldest post of everybody who holds one today, for the demo's sign-in page."""
    posts = Post.objects.filter(in_force_on(clock.today())).select_related("person", "organisation", "alliance", "kind")
    oldest = {post.person_id: post for post in posts.order_by("-begins_on", "-id")}
    return sorted(oldest.values(), key=lambda post: post.pk)
