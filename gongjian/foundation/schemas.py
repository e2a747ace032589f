"""What every JSON body has in common."""

import unicodedata

from ninja import Schema
from pydantic import ConfigDict, field_validator


class Typed(Schema):
    """Something that somebody typed: without spaces around it, and without what no database can keep."""

    model_config = ConfigDict(str_strip_whitespace=True)

    @field_validator("*")
    @classmethod
    def keepable(cls, value: object) -> object:
        """Refuse control characters and half characters, as the forms of the pages do."""
        if isinstance(value, str) and any(unicodedata.category(mark) in {"Cc", "Cs"} for mark in value):
            message = "control characters cannot be kept"
            raise ValueError(message)
        return value
