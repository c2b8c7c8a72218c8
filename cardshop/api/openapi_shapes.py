"""The shapes of the document: JSON Schema of the models that validate and of those that answer."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from cardshop.api.bodies import Json
from cardshop.api.operation import Operation

Schema = dict[str, Any]
References = Mapping[Any, Schema]


@dataclasses.dataclass(frozen=True, slots=True)
class Detail:
    """What is known of a field beyond its model: a schema, or the models that it may be one of."""

    shape: str
    field: str
    schema: Schema = dataclasses.field(default_factory=dict)
    models: tuple[type[BaseModel], ...] = ()


class Plain(GenerateJsonSchema):
    """Without a title for every field: its name says as much."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's shape
        return False


def shapes(
    operations: list[Operation], details: Iterable[Detail]
) -> tuple[References, dict[str, Schema]]:
    """References by model and mode, and the shapes that they lead to, by name."""
    details = list(details)
    references, schema = models_json_schema(
        list(dict.fromkeys(_wanted(operations, details))),
        ref_template="#/components/schemas/{model}",
        schema_generator=Plain,
    )
    found: dict[str, Schema] = schema.get("$defs", {})
    for operation in operations:
        if isinstance(operation.reads, Json):
            _without_defaults(found[_name(references[operation.reads.model, "validation"])])
    for detail in details:
        _tell(found[detail.shape]["properties"], detail, references)
    return references, found


def _wanted(
    operations: list[Operation], details: list[Detail]
) -> Iterable[tuple[type[BaseModel], JsonSchemaMode]]:
    for operation in operations:
        if operation.answer:
            yield operation.answer, "serialization"
        if isinstance(operation.reads, Json):
            yield operation.reads.model, "validation"
    for detail in details:
        yield from ((model, "validation") for model in detail.models)


def _name(reference: Schema) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _without_defaults(shape: Schema) -> None:
    # A default of a body's own fields only stands for "not sent".
    for properties in shape["properties"].values():
        properties.pop("default", None)


def _tell(properties: Schema, detail: Detail, references: References) -> None:
    told = dict(detail.schema)
    if detail.models:
        told["anyOf"] = [references[model, "validation"] for model in detail.models]
    properties[detail.field] = told


def explain(found: dict[str, Schema], meanings: Mapping[str, str]) -> None:
    """Write down what shapes and their fields mean; a field's own words win."""
    for name, shape in found.items():
        shape["description"] = meanings.get(name, shape.get("description", ""))
        for field, schema in shape.get("properties", {}).items():
            meaning = meanings.get(f"{name}.{field}") or meanings.get(field)
            if meaning:
                schema.setdefault("description", meaning)
