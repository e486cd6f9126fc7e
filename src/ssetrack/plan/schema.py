"""The JSON Schema of a plan (2020-12), for editors.

Comes in: the models. Goes out: a schema that says of every field what it is for, and that accepts whatever
`load` accepts: any text may be written as a number or a truth value (`id: 1.10`), any field may be empty,
short forms (`marcos: Marcos`) stand beside long ones, and `x-` fields are free.
"""

from __future__ import annotations

from typing import Any

from ssetrack.plan.definition import Plan
from ssetrack.plan.definition.types import MULTILINGUAL, SHORT_FORMS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ANY_TEXT = ["string", "number", "boolean"]

Schema = dict[str, Any]


def plan_schema() -> Schema:
    """The schema of a plan file, as data that `json.dumps` takes."""
    made = Plan.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    definitions = made.pop("$defs")
    plan = _model(made)
    plan["properties"]["ssetrack"] = {
        "description": "The version of the format",
        "enum": [1, "1"],
        "examples": [1],
    }
    return {
        "$schema": DIALECT,
        "title": "A work plan for ssetrack",
        **{key: value for key, value in plan.items() if key != "title"},
        "$defs": {name: _definition(name, _model(part)) for name, part in sorted(definitions.items())},
    }


def _model(schema: Schema) -> Schema:
    """A model's schema with free `x-` fields and fields that may be empty."""
    schema = {key: value for key, value in schema.items() if key != "title"}
    required = set(schema.get("required", ()))
    properties: Schema = {}
    for name, field in schema.get("properties", {}).items():
        if name != "x-":
            properties[name] = _field(field, optional=name not in required)
    schema["properties"] = properties
    schema["patternProperties"] = {"^x-": {}}
    return schema


def _field(schema: Schema, *, optional: bool) -> Schema:
    field: Schema = _any_scalar(schema)
    field.pop("default", None)
    if not optional:
        return field
    about: Schema = {key: field.pop(key) for key in ("description", "examples") if key in field}
    if "anyOf" in field:
        if {"type": "null"} not in field["anyOf"]:
            field["anyOf"].append({"type": "null"})
    elif isinstance(field.get("type"), list):
        field["type"] = [*field["type"], "null"]
    else:
        field = {"anyOf": [field, {"type": "null"}]}
    return {**about, **field}


def _any_scalar(schema: Any) -> Any:
    """The schema in which every text may also be a number or a truth value, and unions are plain `anyOf`s."""
    if isinstance(schema, list):
        return [_any_scalar(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    wide: Schema = {}
    for key, value in schema.items():
        if key in ("title", "examples", "description", "enum", "const"):
            if key != "title" or isinstance(value, dict):
                wide[key] = value
        elif key == "type" and value == "string" and "enum" not in schema:
            wide["type"] = list(_ANY_TEXT)
        elif key in ("oneOf", "anyOf"):
            wide["anyOf"] = _flat(_any_scalar(value))
        else:
            wide[key] = _any_scalar(value)
    return wide


def _flat(choices: list[Schema]) -> list[Schema]:
    """Choices without choices inside choices, each once."""
    flat: list[Schema] = []
    for choice in choices:
        inner = choice["anyOf"] if set(choice) == {"anyOf"} else [choice]
        flat.extend(one for one in inner if one not in flat)
    return flat


def _definition(name: str, schema: Schema) -> Schema:
    """A model's schema, with its short forms beside it."""
    short = SHORT_FORMS.get(name)
    if short is None:
        return schema
    forms: list[Schema] = [{"type": list(_ANY_TEXT), "description": f"Short for its `{short}`"}]
    if name in MULTILINGUAL:
        forms.append(
            {
                "type": "object",
                "description": "The text in several languages, by language tag",
                "propertyNames": {"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$"},
                "additionalProperties": {"type": list(_ANY_TEXT)},
            }
        )
    return {"anyOf": [*forms, schema]}
