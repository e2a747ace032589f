"""Writes about what an organisation is called and by which code it is known; organisations outside the alliance."""

from dataclasses import dataclass
from datetime import date

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.actions.term import Term
from gongjian.modules.members.models import Alliance, Organisation, OrganisationName, Relation
from gongjian.modules.members.queries.organisations import (
    belongs_to,
    called_so_by_all,
    is_only_of,
    is_related_during,
    last_renamed_on,
)
from gongjian.rulebook.contact import check_credit_code
from gongjian.rulebook.errors import RuleBroken


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation as it was typed; by its code it may turn out to be one that another alliance knows."""

    name: str
    credit_code: str = ""

    def written_down(self) -> Organisation:
        """The organisation with this code, or a new one."""
        code = check_credit_code(self.credit_code) if self.credit_code else ""
        same = Organisation.objects.filter(credit_code=code).first() if code else None
        return same or Organisation.objects.create(name=self.name, credit_code=code)


@deed("members.rename_organisation")
def rename_organisation(
    *, actor: Actor, alliance: Alliance, organisation: Organisation, name: str, begins_on: date
) -> OrganisationName:
    """Write down what an organisation is called from a day on; of the days before, its old name stays known.

    An organisation of several alliances goes by the new name when all of them have written it.
    """
    alliance = locked(alliance)
    organisation = locked(organisation)
    require(actor, "members.rename_organisation", alliance)
    _check_rename(alliance, organisation, begins_on)

    renamed = OrganisationName.objects.create(
        alliance=alliance, organisation=organisation, name=name, before=organisation.name, begins_on=begins_on
    )
    if called_so_by_all(organisation, name):
        organisation.name = name
        organisation.save()

    record(
        actor,
        "members.rename_organisation",
        renamed,
        organisation=organisation.ref,
        begins_on=begins_on.isoformat(),
    )
    return renamed


def _check_rename(alliance: Alliance, organisation: Organisation, begins_on: date) -> None:
    if not belongs_to(organisation, alliance.pk):
        raise RuleBroken("members.not_known_here")
    if begins_on > clock.today():
        raise RuleBroken("members.renamed_in_the_future", today=clock.today().isoformat())
    last = last_renamed_on(organisation, alliance.pk)
    if last and begins_on <= last:
        raise RuleBroken("members.renamed_later", last=last.isoformat())


@deed("members.set_credit_code")
def set_credit_code(*, actor: Actor, alliance: Alliance, organisation: Organisation, credit_code: str) -> Organisation:
    """Write down an organisation's unified social credit code; it is one organisation's only."""
    alliance = locked(alliance)
    organisation = locked(organisation)
    require(actor, "members.set_credit_code", alliance)
    if not belongs_to(organisation, alliance.pk):
        raise RuleBroken("members.not_known_here")
    code = check_credit_code(credit_code)
    if organisation.credit_code and not is_only_of(organisation, alliance.pk):
        raise RuleBroken("members.code_is_shared")
    if Organisation.objects.filter(credit_code=code).exclude(pk=organisation.pk).exists():
        raise RuleBroken("members.code_taken", credit_code=code)

    organisation.credit_code = code
    organisation.save()

    record(actor, "members.set_credit_code", organisation, credit_code=code)
    return organisation


@deed("members.add_relation")
def add_relation(
    *, actor: Actor, alliance: Alliance, organisation: Organisation | NewOrganisation, kind: Relation.Kind, term: Term
) -> Relation:
    """Write down an organisation outside the alliance and what it is to it; it takes part in nothing."""
    alliance = locked(alliance)
    require(actor, "members.add_relation", alliance)
    relation = Relation(
        alliance=alliance,
        organisation=organisation if isinstance(organisation, Organisation) else organisation.written_down(),
        kind=kind,
        begins_on=term.begins_on,
        ends_on=term.ends_on,
    )
    if is_related_during(relation):
        raise RuleBroken("members.is_related_already", organisation=relation.organisation.name)

    relation.save()

    record(actor, "members.add_relation", relation, organisation=relation.organisation.ref, kind=kind)
    return relation


@deed("members.end_relation")
def end_relation(*, actor: Actor, relation: Relation, ends_on: date) -> Relation:
    """Let a relation end: `ends_on` is its last day, today or later."""
    relation = locked(relation)
    require(actor, "members.end_relation", relation)
    if ends_on < max(clock.today(), relation.begins_on):
        raise RuleBroken("members.relation_ends_in_the_past", first=max(clock.today(), relation.begins_on).isoformat())
    if relation.ends_on and ends_on > relation.ends_on:
        raise RuleBroken("members.left_already", ends_on=relation.ends_on.isoformat())

    relation.ends_on = ends_on
    relation.save()

    record(actor, "members.end_relation", relation, ends_on=ends_on.isoformat())
    return relation
