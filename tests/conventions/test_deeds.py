"""The shape of an action: one deed, held rows, asked permission, recorded under its own name."""

import ast

from tests.conventions.source import Function, Source, called, calls, expect_none, public_functions, sources, text_at

GOOD = '''"""Deeds."""
@deed("campaigns.close_box")
def close_box(*, actor: Actor, box: Box) -> Box:
    """Close a box."""
    box = locked(box)
    require(actor, "campaigns.close_box", box)

    box.state = "closed"
    box.save()

    record(actor, "campaigns.close_box", box)
    return box
'''


def deed_name(function: Function) -> str | None:
    """The name that `@deed` gives it."""
    found = [each for each in function.decorator_list if isinstance(each, ast.Call) and called(each) == "deed"]
    return text_at(found[0], 0) if found else None


def actions(source: Source) -> list[Function]:
    return public_functions(source) if source.role == "actions" else []


def deeds() -> list[tuple[Source, str]]:
    """Every deed of the house, as its file and its name without the module's."""
    return [(source, action.name) for source in sources(".py", "gongjian") for action in actions(source)]


def changed_unheld(function: Function) -> set[str]:
    """The rows that are changed though they were handed over, or fetched, and never passed through `locked`."""
    held, loose = set(), {arg.arg for arg in function.args.kwonlyargs}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            if called(node.value) == "locked":
                held |= names
            elif called(node.value) in {"get", "first", "last", "earliest", "latest"}:
                loose |= names
    saved = {
        call.func.value.id
        for call in calls(function)
        if called(call) in {"save", "delete"}
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
    }
    return saved & (loose - held)


def faults_of(module: str, function: Function) -> list[str]:
    name = f"{module}.{function.name}"
    found = []
    if deed_name(function) != name:
        found.append(f'is not decorated with @deed("{name}")')
    positional = function.args.posonlyargs + function.args.args
    if positional or [arg.arg for arg in function.args.kwonlyargs][:1] != ["actor"]:
        found.append("does not take keywords only, actor first")
    found += [
        f'does not call {beat}(actor, "{name}", …)'
        for beat in ("require", "record")
        if not any(text_at(call, 1) == name and ast.unparse(call.args[0]) == "actor" for call in calls(function, beat))
    ]
    found += [f"changes {row} without holding it by locked()" for row in sorted(changed_unheld(function))]
    return found


def misshapen_deeds(source: Source) -> list[str]:
    return [
        source.at(action, f"{action.name} {fault}")
        for action in actions(source)
        for fault in faults_of(str(source.module), action)
    ]


def faults_when(before: str, after: str) -> list[str]:
    """What is wrong with the good example after one change."""
    assert before in GOOD
    changed = Source("gongjian/modules/campaigns/actions/boxes.py", GOOD.replace(before, after))
    return [fault.split(" ", 1)[1].removeprefix("close_box ") for fault in misshapen_deeds(changed)]


def test_a_deed_in_five_beats_is_well_shaped() -> None:
    assert faults_when("", "") == []


def test_a_helper_is_not_a_deed() -> None:
    source = Source("gongjian/modules/campaigns/actions.py", "def _close(box):\n    box.save()\n")

    assert misshapen_deeds(source) == []


def test_a_deed_without_its_decorator_or_under_another_name_is_found() -> None:
    assert faults_when('@deed("campaigns.close_box")\n', "") == ['is not decorated with @deed("campaigns.close_box")']
    assert faults_when('@deed("campaigns.close_box")', '@deed("campaigns.close")') == [
        'is not decorated with @deed("campaigns.close_box")'
    ]


def test_a_deed_with_positional_arguments_or_without_actor_is_found() -> None:
    assert faults_when("*, actor: Actor,", "actor: Actor, *,") == ["does not take keywords only, actor first"]
    assert faults_when("*, actor: Actor, box: Box", "*, box: Box, actor: Actor") == [
        "does not take keywords only, actor first"
    ]


def test_a_deed_that_asks_nobody_or_asks_for_another_deed_is_found() -> None:
    asked = 'does not call require(actor, "campaigns.close_box", …)'

    assert faults_when('    require(actor, "campaigns.close_box", box)\n', "") == [asked]
    assert faults_when('require(actor, "campaigns.close_box"', 'require(actor, "campaigns.seal_box"') == [asked]
    assert faults_when("require(actor,", "require(somebody,") == [asked]


def test_a_deed_that_leaves_no_trace_is_found() -> None:
    traced = 'does not call record(actor, "campaigns.close_box", …)'

    assert faults_when('    record(actor, "campaigns.close_box", box)\n', "") == [traced]


def test_a_row_changed_without_being_held_is_found() -> None:
    loose = "changes box without holding it by locked()"

    assert faults_when("    box = locked(box)\n", "") == [loose]
    assert faults_when("box = locked(box)", "box = Box.objects.get(pk=box.pk)") == [loose]


def test_every_action_is_a_deed_in_five_beats() -> None:
    expect_none(fault for source in sources(".py", "gongjian/modules") for fault in misshapen_deeds(source))
