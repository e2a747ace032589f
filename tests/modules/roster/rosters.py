"""A new alliance, sheets read into it, and what it holds afterwards, in words."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.foundation.access import Actor
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.idempotency.models import UsedKey
from gongjian.modules.members.actions import add_standard_kinds
from gongjian.modules.members.models import Alliance, Membership, Post, Profile
from gongjian.modules.roster.actions import answer_doubts, apply_roster, read_roster
from gongjian.modules.roster.models import Roster
from gongjian.modules.roster.queries.plans import plan_of
from tests import given
from tests.harness.snapshot import photograph
from tests.modules.roster.sheets import clean, truth, workbook, written

PAGE = "/work/roster/"
LATER = given.NOON + timedelta(days=31)


def new_alliance() -> Alliance:
    """An alliance with its kinds of posts and nothing else."""
    alliance = Alliance.objects.create(slug="brand-new", name="新街六方共建", short_name="新街")
    return add_standard_kinds(actor=given.SETUP, alliance=alliance)


def read(alliance: Alliance, variant=clean, actor: Actor = given.SETUP) -> Roster:
    """A variant of the sheet, uploaded."""
    return read_roster(actor=actor, alliance=alliance, workbook=workbook(variant))


def read_rows(alliance: Alliance, *rows, actor: Actor = given.SETUP) -> Roster:
    """A sheet of these rows, uploaded."""
    return read(alliance, lambda: {"名册": list(rows)}, actor)


def applied(alliance: Alliance, variant=clean, actor: Actor = given.SETUP) -> Roster:
    """A variant of the sheet, taken over."""
    return apply_roster(actor=actor, roster=read(alliance, variant, actor))


def asked(roster: Roster, actor: Actor = given.SETUP) -> list[str]:
    """The codes of the open questions."""
    return [doubt.code for doubt in plan_of(roster, actor).open]


def steps(roster: Roster, actor: Actor = given.SETUP) -> list[str]:
    """The kinds of the steps."""
    return [step.kind for step in plan_of(roster, actor).steps]


def notes(roster: Roster, actor: Actor = given.SETUP) -> list[str]:
    """What is told beside the rows."""
    return [note.code for told in plan_of(roster, actor).notes.values() for note in told]


def answer(roster: Roster, actor: Actor = given.SETUP, **by_code: str) -> Roster:
    """Answer the open questions of these codes."""
    found = {doubt.key: by_code[doubt.code] for doubt in plan_of(roster, actor).open if doubt.code in by_code}
    return answer_doubts(actor=actor, roster=roster, answers=found)


def held(alliance: Alliance) -> set[tuple[object, ...]]:
    """Everybody in the alliance: side, organisation, leads, name, posts, numbers."""
    members = {
        each.organisation_id: (each.side.name, each.organisation.name, each.leads)
        for each in Membership.objects.filter(alliance=alliance).select_related("side", "organisation")
    }
    profiles = {each.person_id: each for each in Profile.objects.filter(alliance=alliance)}
    found: dict[tuple[object, ...], set[str]] = {}
    for post in Post.objects.filter(alliance=alliance).select_related("kind"):
        profile = profiles[post.person_id]
        numbers = (profile.phone.opened(), profile.other_phone.opened(), profile.email.opened())
        found.setdefault((*members[post.organisation_id], profile.name, *numbers), set()).add(post.kind.name)
    return {(*who, frozenset(posts)) for who, posts in found.items()}


def told() -> set[tuple[object, ...]]:
    """What every variant tells, in the same form."""
    return {
        (one.side, one.organisation, one.leads, one.name, one.phone, one.other_phone, one.email, frozenset(one.posts))
        for one in truth()
    }


def content():
    """Every row of every table, but for rosters, the log and used keys."""
    passing = {Roster._meta.db_table, AuditEntry._meta.db_table, UsedKey._meta.db_table}
    return {table.name: sorted(table.rows, key=str) for table in photograph() if table.name not in passing}


def upload(variant=clean):
    """A variant as a file of a form."""
    return SimpleUploadedFile("名册.xlsx", written(variant()))
