"""The JSON door to the people, their posts, and who stands in."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from gongjian.foundation.access import may
from gongjian.foundation.http import SignedInRequest
from gongjian.modules.members import actions
from gongjian.modules.members.actions import Contact
from gongjian.modules.members.api.organisations import alliance_worked_in
from gongjian.modules.members.models import Delegation, Post, PostKind, Profile
from gongjian.modules.members.queries import people as queries
from gongjian.modules.members.schemas.people import (
    AddPersonIn,
    AddPostKindIn,
    AppointIn,
    ContactOut,
    DelegateIn,
    DelegationOut,
    EndPostIn,
    PersonOut,
    PostKindOut,
    PostOut,
    SeeContactIn,
    SetContactIn,
    TellByPhoneIn,
)

router = Router()


@router.get("/people", response=list[PersonOut], operation_id="people")
def people(request: SignedInRequest) -> QuerySet[Profile]:
    """The people whom you see, by name; their numbers are masked."""
    return queries.people_called(request.user, "")


@router.get("/people/{pk}", response=PersonOut, operation_id="person")
def person(request: SignedInRequest, pk: UUID) -> Profile:
    """One person; the numbers are masked."""
    return _visible(request, pk)


@router.post("/people/{pk}/contact/look", response=ContactOut, operation_id="see_contact")
def see_contact(request: SignedInRequest, response: HttpResponse, pk: UUID, body: SeeContactIn) -> ContactOut:
    """Look at a person's full numbers, for a reason that the person can read."""
    profile = _visible(request, pk)
    look = actions.see_contact(actor=request.user, profile=profile, reason=body.reason)
    response["Cache-Control"] = "no-store"
    if not queries.is_open(look) or not may(request.user, "members.see_contact", profile):
        return ContactOut(id=profile.pk)
    return ContactOut(id=profile.pk, **{name: getattr(profile, name).opened() for name in queries.CONTACT})


@router.post("/people/{pk}/contact", response=PersonOut, operation_id="set_contact")
def set_contact(request: SignedInRequest, pk: UUID, body: SetContactIn) -> Profile:
    """Change how a person is reached."""
    profile = _visible(request, pk)
    return actions.set_contact(actor=request.user, profile=profile, contact=Contact(**body.dict()))


@router.post("/people/{pk}/told-by-phone", response=PersonOut, operation_id="tell_by_phone")
def tell_by_phone(request: SignedInRequest, pk: UUID, body: TellByPhoneIn) -> Profile:
    """Note that a person was told by telephone what he has not seen, up to a notice."""
    return actions.tell_by_phone(actor=request.user, profile=_visible(request, pk), last=body.last)


@router.post("/posts/{pk}/end", response=PostOut, operation_id="end_post")
def end_post(request: SignedInRequest, pk: UUID, body: EndPostIn) -> Post:
    """Let a post end."""
    post = get_object_or_404(queries.posts_visible_to(request.user), pk=pk)
    return actions.end_post(actor=request.user, post=post, ends_on=body.ends_on)


@router.post("/people/{pk}/posts", response=PostOut, operation_id="appoint")
def appoint(request: SignedInRequest, pk: UUID, body: AppointIn) -> Post:
    """Give a person a post."""
    profile = _visible(request, pk)
    return actions.appoint(
        actor=request.user,
        profile=profile,
        organisation=get_object_or_404(queries.members_today(profile.alliance_id), pk=body.organisation_id),
        kind=get_object_or_404(queries.kinds_of(profile.alliance_id), code=body.kind),
        term=body.term(),
    )


@router.post("/people", response=PersonOut, operation_id="add_person")
def add_person(request: SignedInRequest, body: AddPersonIn) -> Profile:
    """Let the alliance know a person."""
    contact = Contact(phone=body.phone) if body.phone else None
    return actions.add_person(actor=request.user, alliance=alliance_worked_in(request), name=body.name, contact=contact)


@router.get("/kinds", response=list[PostKindOut], operation_id="post_kinds")
def post_kinds(request: SignedInRequest) -> QuerySet[PostKind]:
    """The kinds of posts, and what each may do."""
    return queries.kinds_of(alliance_worked_in(request).pk)


@router.post("/kinds", response=PostKindOut, operation_id="add_post_kind")
def add_post_kind(request: SignedInRequest, body: AddPostKindIn) -> PostKind:
    """Give the alliance a kind of post of its own."""
    return actions.add_post_kind(
        actor=request.user, alliance=alliance_worked_in(request), name=body.name, powers=body.powers
    )


@router.post("/posts/{pk}/delegations", response=DelegationOut, operation_id="delegate")
def delegate(request: SignedInRequest, pk: UUID, body: DelegateIn) -> Delegation:
    """Let somebody stand in for the holder of a post."""
    post = get_object_or_404(queries.posts_visible_to(request.user), pk=pk)
    to = _visible(request, body.to_id)
    return actions.delegate(actor=request.user, post=post, to=to, term=body.term(), reason=body.reason)


@router.post("/delegations/{pk}/end", response=DelegationOut, operation_id="end_delegation")
def end_delegation(request: SignedInRequest, pk: UUID) -> Delegation:
    """Call standing in back."""
    delegation = get_object_or_404(queries.delegations_visible_to(request.user), pk=pk)
    return actions.end_delegation(actor=request.user, delegation=delegation)


@router.post("/people/{pk}/confirm", response=PersonOut, operation_id="confirm_person")
def confirm_person(request: SignedInRequest, pk: UUID) -> Profile:
    """Say that it is still the same person, so that the posts here count again."""
    profile = _visible(request, pk)
    actions.confirm_person(actor=request.user, profile=profile)
    return profile


def _visible(request: SignedInRequest, pk: UUID) -> Profile:
    return get_object_or_404(queries.profiles_visible_to(request.user), pk=pk)
