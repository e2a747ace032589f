"""Asking and telling while rows are read, and which organisation a row means (docs/rules/office.md)."""

from collections.abc import Callable, Mapping, Sequence

from gongjian.rulebook.contact import check_email, phone_number
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.office.cells import alike
from gongjian.rulebook.office.known import Doubt, Known, KnownOrganisation, Note, Option, Step, key_of
from gongjian.rulebook.office.sheet import Line

NEW, OUT = "new", "out"
TYPED = "typed:"


class Organisations:
    """What the rows have asked, told and brought so far, and the organisations among it."""

    def __init__(
        self, known: Known, answers: Mapping[str, str], reading: Callable[[str], str], token: Callable[[str], str]
    ) -> None:
        self.known, self.answers, self.reading, self.token = known, answers, reading, token
        self.sides = {alike(name): name for name in known.sides}
        self.organisations: dict[str, KnownOrganisation] = {}
        self.written: dict[str, str] = {}
        self.heard: dict[str, list[KnownOrganisation]] = {}
        for one in known.organisations:
            self.add(one)
        self.settled = {(one.ref, place) for one in known.people for place in one.organisations}
        self.people = {one.ref: one for one in known.people}
        self.doubts: dict[str, Doubt] = {}
        self.steps: list[Step] = []
        self.notes: dict[int, list[Note]] = {}
        self.claimed: dict[str, int] = {}

    def add(self, one: KnownOrganisation) -> None:
        """An organisation that the rows below may mean."""
        self.organisations[one.ref] = one
        self.written[alike(one.name)] = one.ref
        self.heard.setdefault(self.reading(alike(one.name)), []).append(one)

    # --- asking and telling -------------------------------------------------------------------

    def ask(self, place: int, code: str, told: Sequence[str], options: Sequence[Option], **facts: str) -> str:
        """The answer to a question, or nothing while it is open."""
        key = key_of(code, *told)
        takes_text = code in {"phone", "email"}
        answer = self.answers.get(key, "")
        typed = takes_text and _can_be(code, answer.removeprefix(TYPED))
        if answer not in {option.value for option in options} and not typed:
            answer = ""
        self.doubts.setdefault(key, Doubt(key, code, facts, tuple(options), place, takes_text, answer))
        return answer

    def note(self, place: int, code: str, **facts: str) -> None:
        self.notes.setdefault(place, []).append(Note(code, facts))

    # --- organisations ------------------------------------------------------------------------

    def organisation(self, place: int, line: Line, lines: Sequence[Line]) -> str:
        """The reference of the organisation; empty while a question is open, or when the row is left out."""
        if not line.organisation:
            options = [Option(likeness, self.organisations[ref].name) for likeness, ref in self.written.items()]
            told = (line.sheet, str(line.row), line.name)
            answer = self.ask(place, "organisation", told, (*options, Option(OUT)), name=line.name)
            return self.written.get(answer, "")
        wanted = alike(line.organisation)
        if wanted in self.written:
            return self.written[wanted]
        if near := self.heard.get(self.reading(wanted)):
            alternatives = (*(Option(alike(one.name), one.name) for one in near), Option(NEW))
            answer = self.ask(place, "organisation_same", (wanted,), alternatives, name=line.organisation)
            if answer != NEW:
                return self.written.get(answer, "")
        return self.new_organisation(place, line, lines)

    def new_organisation(self, place: int, line: Line, lines: Sequence[Line]) -> str:
        side = self.side(place, line, lines)
        if not side:
            return ""
        ref = f"new-organisation:{len(self.organisations) + 1}"
        self.add(KnownOrganisation(ref, line.organisation))
        self.steps.append(Step("member", ref, {"name": line.organisation, "side": side}, place))
        return ref

    def side(self, place: int, line: Line, lines: Sequence[Line]) -> str:
        name = line.side
        if not name:
            named = [each.side for each in lines if each.side]
            options = tuple(Option(each, each) for each in dict.fromkeys([*self.sides.values(), *named]))
            name = self.ask(place, "side", (alike(line.organisation),), options, name=line.organisation)
        if not name:
            return ""
        if alike(name) not in self.sides:
            self.sides[alike(name)] = name
            self.steps.append(Step("side", name, {"name": name}, place))
        return self.sides[alike(name)]


def _can_be(code: str, typed: str) -> bool:
    """Whether what was typed as an answer is a number or an address."""
    try:
        check_email(typed) if code == "email" else phone_number(typed)
    except RuleBroken:
        return False
    return True
