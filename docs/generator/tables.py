"""What is kept, and how its state moves: models.md, states.md."""

import inspect

from django.apps import apps
from django.db.models import Model

from docs.generator.text import code, page, summary, table
from gongjian.rulebook.moves import Moves

OWNERS = {
    "alliance": "one alliance: the row names it, and a trigger refuses a pointer to another alliance's row",
    "organisation": "one organisation",
    "reference": "nobody: it is the same for all",
    "global": "nobody: it is shared by the alliances",
}


def our_models() -> list[type[Model]]:
    """Every table of the house, room by room from the bottom."""
    rooms = [app for app in reversed(list(apps.get_app_configs())) if app.name.startswith("gongjian.")]
    return [model for app in rooms for model in app.get_models()]


def models() -> str:
    """Each table: whose its rows are, and what it is in the alliance's life."""
    found = our_models()
    used = sorted({_owner(model) for model in found})
    rows = [[code(model._meta.label), str(model._meta.verbose_name), _owner(model), summary(model)] for model in found]
    return page(
        "Models",
        "Whose a row is stands on its model as `OWNER`:",
        "\n".join(f"- **{owner}**: {OWNERS[owner]};" for owner in used),
        table(["model", "in Chinese", "owner", "what it is"], rows),
    )


def _owner(model: type[Model]) -> str:
    return str(getattr(model, "OWNER", "undeclared"))


def states() -> str:
    """Each table of moves, drawn."""
    with_moves = [model for model in our_models() if isinstance(inspect.getattr_static(model, "MOVES", None), Moves)]
    return page(
        "States",
        "Drawn from the `MOVES` of each model. A move that is not in its table is refused with `moves.not_allowed`; "
        "nothing but an action assigns a state.",
        *(part for model in with_moves for part in _states_of(model)),
    )


def _states_of(model: type[Model]) -> list[str]:
    moves: Moves = inspect.getattr_static(model, "MOVES")
    field = model._meta.get_field("state")
    labels = {str(value): str(label) for value, label in field.choices or ()}
    arrows = [f"    {state} --> {following}: {deed}" for deed, made in moves.table.items() for state, following in made]
    left = {state for made in moves.table.values() for state, _following in made}
    ends = [f"    {state} --> [*]" for state in labels if state not in left]
    diagram = ["```mermaid", "stateDiagram-v2", f"    [*] --> {field.get_default()}", *arrows, *ends, "```"]
    rows = [
        [code(deed), f"{code(state)} {labels[state]}", f"{code(following)} {labels[following]}"]
        for deed, made in moves.table.items()
        for state, following in made
    ]
    return [f"## {model._meta.label}", "\n".join(diagram), table(["deed", "takes it from", "to"], rows)]
