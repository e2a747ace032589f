"""What somebody sends who fills in all that is asked for: a form from its fields, a body from its schema."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms

from gongjian.config.api import api
from tests import given

DAY = given.TODAY.isoformat()
NOWHERE = "01890000-0000-7000-8000-000000000000"


def typed(form: forms.BaseForm | None) -> dict[str, Any]:
    """A form with everything that it asks for; what it proposes stays."""
    if form is None:
        return {}
    found = {}
    for name, field in form.fields.items():
        proposed = form.get_initial_for_field(field, name)
        if proposed not in (None, "", []):
            found[form.add_prefix(name)] = proposed
        elif field.required:
            found[form.add_prefix(name)] = _answer(field)
    return found


_PLAIN = (
    (forms.DateTimeField, f"{DAY}T12:00"),
    (forms.DateField, DAY),
    (forms.TimeField, "12:00"),
    ((forms.IntegerField, forms.DecimalField), "1"),
    (forms.BooleanField, "on"),
    (forms.EmailField, "a@example.org"),
    (forms.UUIDField, NOWHERE),
)


def _answer(field: forms.Field) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return str(getattr(field.queryset.first(), "pk", ""))
    if isinstance(field, forms.ChoiceField):
        return next((str(value) for value, _label in field.choices if value), "")
    return next((answer for kind, answer in _PLAIN if isinstance(field, kind)), "一")


@lru_cache(maxsize=1)
def operations() -> dict[str, tuple[str, dict[str, Any]]]:
    """Every operation of the API by its id: its method, and the schema of its body."""
    described = api.get_openapi_schema()
    return {
        said["operationId"]: (method.upper(), _schema(said, described))
        for methods in described["paths"].values()
        for method, said in methods.items()
    }


def _schema(said: Mapping[str, Any], described: Mapping[str, Any]) -> dict[str, Any]:
    body = said.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    if "$ref" in body:
        return {"components": described["components"]["schemas"], **_named(body["$ref"], described)}
    return dict(body)


def _named(reference: str, described: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = described["components"]["schemas"][reference.rpartition("/")[2]]
    return found


def body(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A body with everything that its schema requires."""
    parts = schema.get("components", {})
    wanted = schema.get("required", [])
    return {name: _value(said, parts) for name, said in schema.get("properties", {}).items() if name in wanted}


def _value(said: Mapping[str, Any], parts: Mapping[str, Any]) -> object:
    if "$ref" in said:
        said = parts[said["$ref"].rpartition("/")[2]]
    if examples := said.get("examples"):
        return examples[0]
    if "enum" in said:
        return said["enum"][0]
    if "const" in said:
        return said["const"]
    if said.get("type") == "object" and "properties" in said:
        return body({"components": parts, **said})
    plain = {"integer": 1, "number": 1, "boolean": True, "array": [], "object": {}}
    by_format = {"date": DAY, "date-time": f"{DAY}T12:00:00+08:00", "uuid": NOWHERE, "email": "a@example.org"}
    return plain.get(said.get("type", ""), by_format.get(said.get("format", ""), "一"))
