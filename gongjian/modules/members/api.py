"""The JSON door to the people."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from gongjian.foundation.access import may
from gongjian.foundation.http import SignedInRequest
from gongjian.modules.members import actions
from gongjian.modules.members.actions import Contact, Term
from gongjian.modules.members.models import Post, Profile
from gongjian.modules.members.queries import people as queries
from gongjian.modules.members.schemas import (
    AppointIn,
    ContactOut,
    EndPostIn,
    PersonOut,
    PostOut,
    SeeContactIn,
    SetContactIn,
)

router = Router(tags=["members"])


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
    return actions.set_contact(actor=request.user, profile=profile, contact=Contact(**body.wanted(profile)))


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
        term=Term(body.begins_on, body.ends_on),
    )


def _visible(request: SignedInRequest, pk: UUID) -> Profile:
    return get_object_or_404(queries.profiles_visible_to(request.user), pk=pk)
