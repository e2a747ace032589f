"""Who and what a row means: found again by name, telephone and organisation, also by sound (docs/rules/office.md)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from gongjian.rulebook.contact import check_email, phone_number
from gongjian.rulebook.office.cells import is_mobile, kind_of
from gongjian.rulebook.office.known import (
    Known,
    KnownPerson,
    Option,
    Plan,
    Step,
)
from gongjian.rulebook.office.organisations import NEW, OUT, TYPED, Organisations
from gongjian.rulebook.office.sheet import Line

SHEET, KEPT, DROP, TAKE, OPEN_END = "sheet", "kept", "drop", "take", "open"
_FIELDS = ("phone", "other_phone", "email")


def plan(
    lines: Sequence[Line],
    known: Known,
    answers: Mapping[str, str],
    *,
    reading: Callable[[str], str],
    token: Callable[[str], str],
) -> Plan:
    """What the rows come to. `reading` tells how a name sounds, `token` an opaque mark of a number.

    A row that waits for an answer does nothing yet; a row that says what is known already does nothing either.
    """
    planner = _Planner(known, answers, reading, token)
    for place, line in enumerate(lines):
        planner.read(place, line, lines)
    planner.settle_the_lead()
    notes = {place: tuple(told) for place, told in planner.notes.items()}
    return Plan(tuple(planner.doubts.values()), tuple(planner.steps), notes)


class _Planner(Organisations):
    """Goes down the rows; what a row brings is known to the rows below it."""

    # --- one row ------------------------------------------------------------------------------

    def read(self, place: int, line: Line, lines: Sequence[Line]) -> None:
        """Organisation, person, numbers, posts."""
        organisation = self.organisation(place, line, lines)
        if not organisation:
            return
        if line.leads:
            self.claimed.setdefault(organisation, place)
        until = self.until(place, line) if line.name else None
        if until is None:
            return
        if any(each.column == "name" for each in line.unread):
            options = (Option(TAKE), Option(OUT))
            if self.ask(place, "name", (line.name,), options, name=line.name) != TAKE:
                return
        found = self.person(place, line, organisation)
        if not found:
            return
        self.contact(place, line, found)
        self.posts(place, line, (found, organisation), until)

    # --- people -------------------------------------------------------------------------------

    def person(self, place: int, line: Line, organisation: str) -> str:
        """The reference of the person; empty while a question is open, or when the row is left out."""
        phone = self.token(line.phone) if line.phone else ""
        same = [one for one in self.people.values() if one.name == line.name]
        by_phone = [one for one in self.people.values() if phone and phone in one.contact.values()]
        for one in same:
            if one in by_phone:
                return one.ref
        for one in same:
            if organisation in one.organisations:
                answer = self.differs(place, line, one, "phone") or KEPT
                return self.new_person(place, line) if answer == NEW else one.ref
        owners = by_phone if is_mobile(line.phone) else []
        sound = self.reading(line.name)
        nearby = [one for one in self.people.values() if organisation in one.organisations]
        heard = [one for one in nearby if self.reading(one.name) == sound]
        candidates = {one.ref: one for one in (*owners, *same, *heard)}
        if candidates:
            why = "person_by_phone" if owners else ("person_same_name" if same else "person_same_sound")
            answer = self.ask_who(place, line, why, list(candidates.values()))
            if answer != NEW:
                return answer
        return self.new_person(place, line)

    def ask_who(self, place: int, line: Line, why: str, candidates: Sequence[KnownPerson]) -> str:
        """Who of these is meant; answers by description, which stays the same when the sheet comes again."""
        refs = {self.described(one): one.ref for one in candidates}
        options = (*(Option(words, words) for words in refs), Option(NEW), Option(OUT))
        told = (line.name, line.organisation, line.phone)
        answer = self.ask(place, why, told, options, name=line.name)
        return NEW if answer == NEW else refs.get(answer, "")

    def differs(self, place: int, line: Line, person: KnownPerson, name: str) -> str:
        """Which number holds where the sheet has another than is kept; empty where they are equal, or while open."""
        value = getattr(line, name)
        kept = person.contact.get(name)
        if not value or not kept or self.token(value) in person.contact.values():
            return ""
        options = (Option(SHEET), Option(KEPT), *([Option(NEW)] if name == "phone" else []))
        return self.ask(place, f"{name}_differs", (line.name, value, kept), options, name=line.name, value=value)

    def described(self, one: KnownPerson) -> str:
        """A person by name and organisations, for telling two apart."""
        places = "、".join(
            self.organisations[ref].name for ref in sorted(one.organisations) if ref in self.organisations
        )
        return f"{one.name}（{places}）" if places else one.name

    def new_person(self, place: int, line: Line) -> str:
        ref = f"new-person:{len(self.people) + 1}"
        self.people[ref] = KnownPerson(ref, line.name)
        self.steps.append(Step("person", ref, {"name": line.name}, place))
        return ref

    def contact(self, place: int, line: Line, ref: str) -> None:
        """Numbers that are new, or that somebody decided for; what is kept already changes nothing."""
        person, change = self.people[ref], {}
        told = {name: getattr(line, name) for name in _FIELDS} | self.answered(place, line, person)
        for name, value in told.items():
            mark = self.token(value) if value else ""
            if not value or mark in person.contact.values():
                continue
            if person.contact.get(name) and self.differs(place, line, person, name) != SHEET:
                continue
            change[name] = value
        if change:
            self.people[ref] = replace(
                person, contact={**person.contact, **{name: self.token(value) for name, value in change.items()}}
            )
            self.steps.append(Step("contact", ref, {"name": line.name, **change}, place))

    def answered(self, place: int, line: Line, person: KnownPerson) -> dict[str, str]:
        """What somebody typed for a cell that could not be read; nothing is asked where a number is known already."""
        found = {}
        for each in line.unread:
            if each.column not in {"phone", "email"} or getattr(line, each.column):
                continue
            if person.contact.get(each.column):
                self.note(place, f"{each.column}_unread", text=each.text)
                continue
            told = (line.name, each.text)
            answer = self.ask(place, each.column, told, (Option(DROP),), name=line.name, text=each.text)
            if answer.startswith(TYPED):
                check = phone_number if each.column == "phone" else check_email
                found[each.column] = check(answer.removeprefix(TYPED))
        return found

    # --- posts --------------------------------------------------------------------------------

    def posts(self, place: int, line: Line, held: tuple[str, str], until: str) -> None:
        """The posts that the person does not hold yet; without any, a plain member of the organisation."""
        ref, organisation = held
        settled = held in self.settled
        if line.since and line.since < self.known.today:
            self.note(place, "since_past", since=line.since)
        for post in line.posts or (() if settled else ("成员",)):
            code = kind_of(post, self.known.kinds)
            if not code and settled:
                self.note(place, "post_unclear", post=post)
                continue
            if not code:
                options = tuple(Option(value, name) for name, value in self.known.kinds.items())
                code = self.ask(place, "post", (post,), options, post=post)
            if code:
                self.appoint(place, ref, {"organisation": organisation, "kind": code, "until": until})

    def appoint(self, place: int, ref: str, post: Mapping[str, str]) -> None:
        person, held = self.people[ref], (post["organisation"], post["kind"])
        if held in person.posts:
            return
        if ref == self.known.oneself:
            self.note(place, "own_post")
            return
        self.people[ref] = replace(
            person, organisations=person.organisations | {post["organisation"]}, posts=person.posts | {held}
        )
        where = self.organisations[post["organisation"]].name
        self.steps.append(Step("post", ref, {**post, "name": person.name, "where": where}, place))

    def until(self, place: int, line: Line) -> str | None:
        """The last day, empty for none; None when the row's term is over or its end is not settled yet."""
        until = line.until
        for each in line.unread:
            if each.column == "until":
                told = (line.name, line.organisation, each.text)
                if self.ask(place, "until", told, (Option(OPEN_END), Option(OUT)), text=each.text) != OPEN_END:
                    return None
        if until and until < self.known.today:
            self.note(place, "term_over", until=until)
            return None
        return until

    # --- who leads ----------------------------------------------------------------------------

    def settle_the_lead(self) -> None:
        """Exactly one organisation leads; where none does yet and the sheet does not say which, somebody decides."""
        joining = {step.about: at for at, step in enumerate(self.steps) if step.kind == "member"}
        if self.known.leader:
            for ref, place in self.claimed.items():
                if ref != self.known.leader:
                    self.note(place, "leads_already", name=self.organisations[self.known.leader].name)
            return
        wanted = [ref for ref in self.claimed if ref in joining]
        if not joining:
            return
        chosen = wanted[0] if len(wanted) == 1 else ""
        if not chosen:
            options = tuple(Option(self.organisations[ref].name, self.organisations[ref].name) for ref in joining)
            told = tuple(sorted(option.label for option in options))
            name = self.ask(self.steps[min(joining.values())].line, "leads", told, options)
            chosen = next((ref for ref in joining if self.organisations[ref].name == name), "")
        if chosen:
            at = joining[chosen]
            self.steps[at] = replace(self.steps[at], facts={**self.steps[at].facts, "leads": "yes"})
