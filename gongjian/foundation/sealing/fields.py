"""A text field whose column holds nothing readable, and the value that comes out of it: shut."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.lookups import Exact

from gongjian.foundation.sealing import keys
from gongjian.rulebook.masking import MASKS


@dataclass(frozen=True)
class Sealed:
    """A sealed value. As text it is its mask, so that a page that shows it by accident shows no more."""

    sealed: str
    column: str
    mask: str

    def __str__(self) -> str:
        """What may be shown of it to whoever may see the record."""
        return MASKS[self.mask](self.opened()) if self.sealed else ""

    __repr__ = __str__

    def __bool__(self) -> bool:
        """Whether there is a value at all."""
        return bool(self.sealed)

    def opened(self) -> str:
        """All of it: only for the person it belongs to, for a look that is logged, and for sending what it is for."""
        return keys.unseal(self.sealed, self.column) if self.sealed else ""


class SealedTextField(models.TextField):  # type: ignore[type-arg]  # what is got and what is set differ
    """A text that is encrypted at rest; assigned as plain text, read as `Sealed`, never searched (use a mark)."""

    def __init__(self, *args: Any, mask: str = "all", **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        """`mask` is how it is shown: a key of `rulebook.masking.MASKS`."""
        self.mask = mask
        super().__init__(*args, **{"blank": True, "default": "", **kwargs})

    def deconstruct(self) -> Any:  # noqa: ANN401  Django's own
        """With the mask, for migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "mask": self.mask}

    @property
    def column_label(self) -> str:
        """The column that a text is bound to: it opens nowhere else."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Sealed:
        """Shut."""
        return Sealed(value or "", self.column_label, self.mask)

    def to_python(self, value: str | Sealed | None) -> Sealed:
        """Shut, whatever was assigned."""
        return value if isinstance(value, Sealed) else Sealed(self.get_prep_value(value), self.column_label, self.mask)

    def get_prep_value(self, value: str | Sealed | None) -> str:
        """Sealed; what is sealed already stays as it is."""
        if isinstance(value, Sealed):
            return value.sealed
        return keys.seal(value, self.column_label) if value else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed:  # noqa: ARG002, FBT001  Django's own signature
        """What is written is also what the object holds from then on."""
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_lookup(self, lookup_name: str) -> Any:  # noqa: ANN401  Django's own
        """Only "is it empty" makes sense: the same value is sealed differently each time."""
        if lookup_name == "exact":
            return _IsEmpty
        if lookup_name != "isnull":
            raise _not_searched(self)
        return super().get_lookup(lookup_name)


class _IsEmpty(Exact):
    """Whether there is no value at all; any other question would silently find nothing."""

    def get_prep_lookup(self) -> str:
        """The empty text, or a refusal."""
        if self.rhs != "":
            raise _not_searched(self.lhs.output_field)
        return ""


def _not_searched(field: SealedTextField) -> TypeError:
    return TypeError(f"{field.column_label} is sealed; look it up by its mark.")
