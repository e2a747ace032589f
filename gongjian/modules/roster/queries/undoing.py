"""What has been built on a roster since it was applied: this stays when it is undone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import ManyToOneRel, Model

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.notices.inbox import not_gone_out
from gongjian.foundation.notices.models import Notice
from gongjian.modules.members.models import Membership, Organisation, Post, Profile, Side
from gongjian.modules.roster.models import Roster, opened


@dataclass
class Undoing:
    """What a roster made, what of it goes, and the names of what stays."""

    posts: list[Post] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    sides: list[Side] = field(default_factory=list)
    contacts: list[tuple[Profile, dict[str, str]]] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)


def undoing_of(roster: Roster) -> Undoing:
    """What undoing the roster would take back, as things are now."""
    changed = opened(roster.changed) or {"created": [], "contacts": []}
    made = {
        model: _rows(model, changed["created"]) for model in (Post, Profile, Person, Membership, Organisation, Side)
    }
    own: dict[Any, set[UUID]] = {model: set(rows) for model, rows in made.items()}
    told = not_gone_out(roster.alliance_id, [post.ref for post in made[Post].values()])
    own[Notice] = set(told.values_list("pk", flat=True))
    found = Undoing()
    kept = _people_in_use(roster, made, own)
    _people(found, roster, made, kept)
    _organisations(found, roster, made, own)
    _contacts(found, changed["contacts"])
    return found


def _rows(model: type[Model], refs: Iterable[str]) -> dict[UUID, Any]:
    ids = [ref.partition(":")[2] for ref in refs if ref.partition(":")[0] == model._meta.label_lower]
    return {row.pk: row for row in model._base_manager.filter(pk__in=ids)}


def _in_use(model: type[Model], own: dict[Any, set[UUID]], alliance: UUID | None = None) -> set[UUID]:
    """Those of our new rows of a model to which something points that is not ours."""
    found: set[UUID] = set()
    for key in model._meta.get_fields(include_hidden=True):
        if not isinstance(key, ManyToOneRel):
            continue
        other, name = key.related_model, key.field.name
        rows = other._base_manager.filter(**{f"{name}__in": own[model]}).exclude(pk__in=own.get(other, set()))
        if alliance and any(each.name == "alliance" for each in other._meta.local_fields):
            rows = rows.filter(alliance=alliance)
        found |= set(rows.values_list(f"{name}_id", flat=True))
    return found


def _people_in_use(roster: Roster, made: dict[Any, dict[UUID, Any]], own: dict[Any, set[UUID]]) -> set[UUID]:
    """Whoever is pointed at, has signed in, or has done anything since."""
    kept = _in_use(Person, own)
    kept |= {made[Profile][pk].person_id for pk in _in_use(Profile, own)}
    kept |= {made[Post][pk].person_id for pk in _in_use(Post, own)}
    concerned = {post.person_id for post in made[Post].values()} | set(made[Person])
    refs = {f"accounts.person:{pk}": pk for pk in concerned}
    acted = AuditEntry.objects.filter(alliance=roster.alliance_id, actor__in=refs, at__gte=roster.applied_at)
    kept |= {refs[actor] for actor in acted.values_list("actor", flat=True)}
    return kept | {person.pk for person in made[Person].values() if person.last_login or person.password != "!"}  # noqa: S105  no password fits "!"


def _people(found: Undoing, roster: Roster, made: dict[Any, dict[UUID, Any]], kept: set[UUID]) -> None:
    found.posts = [post for post in made[Post].values() if post.person_id not in kept]
    found.profiles = [profile for profile in made[Profile].values() if profile.person_id not in kept]
    found.people = [person for person in made[Person].values() if person.pk not in kept]
    touched = kept & ({post.person_id for post in made[Post].values()} | set(made[Person]))
    names = Profile.objects.filter(alliance=roster.alliance_id, person__in=touched).order_by("name")
    found.stays += names.values_list("name", flat=True)


def _organisations(found: Undoing, roster: Roster, made: dict[Any, dict[UUID, Any]], own: dict[Any, set[UUID]]) -> None:
    """An organisation stays a member where a post in it stays, or something else of the alliance points to it."""
    going = {**own, Post: {post.pk for post in found.posts}}
    joined = {one.organisation_id: one for one in made[Membership].values()}
    used = _in_use(Organisation, {**going, Organisation: set(joined)}, roster.alliance_id)
    used |= {made[Membership][pk].organisation_id for pk in _in_use(Membership, going)}
    found.memberships = [one for place, one in joined.items() if place not in used]
    going[Membership] = {one.pk for one in found.memberships}
    anywhere = _in_use(Organisation, going)
    found.organisations = [one for pk, one in made[Organisation].items() if pk not in anywhere]
    kept_sides = _in_use(Side, going)
    found.sides = [side for pk, side in made[Side].items() if pk not in kept_sides]
    staying = Organisation.objects.filter(pk__in=used & set(joined)).order_by("name")
    found.stays += staying.values_list("name", flat=True)


def _contacts(found: Undoing, contacts: list[dict[str, Any]]) -> None:
    """Numbers go back to what they were, unless somebody has changed them since."""
    profiles = _rows(Profile, [each["profile"] for each in contacts])
    for each in contacts:
        profile = profiles.get(UUID(each["profile"].partition(":")[2]))
        if profile is None:
            continue
        now = {name: getattr(profile, name).opened() for name in each["after"]}
        if now == each["after"]:
            found.contacts.append((profile, each["before"]))
        else:
            found.stays.append(profile.name)
