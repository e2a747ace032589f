"""What the house has laid down about every personal field: why it is kept, who may see it, how long, what then."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import Model

import gongjian

_FILE = Path(gongjian.__file__).with_name("policies") / "fields.toml"


@dataclass(frozen=True)
class Policy:
    """The rule of one field; the words of `who`, `keep` and `erase` are explained at the head of fields.toml."""

    why: str
    who: str
    keep: str
    erase: str


def policies_of(model: type[Model]) -> dict[str, Policy]:
    """The personal fields of a model with their rules, in the order of the file."""
    return _read()[model._meta.label]


def to_blank(model: type[Model]) -> list[str]:
    """The fields that are emptied when a person is erased."""
    return [name for name, policy in policies_of(model).items() if policy.erase == "blank"]


@cache
def _read() -> dict[str, dict[str, Policy]]:
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        f"{app}.{model}": {name: Policy(**rule) for name, rule in fields.items() if name != "plain"}
        for app, models in told.items()
        for model, fields in models.items()
    }
