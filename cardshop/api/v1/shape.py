"""The parent of every shape that is answered: all of its fields are always there."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, WithJsonSchema

# An instant as it goes out: RFC 3339 in UTC.
Instant = Annotated[datetime, WithJsonSchema({"type": "string", "format": "date-time"})]
Uri = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]


class Shape(BaseModel):
    """Read-only: it documents an answer, which the features' presenters make."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True, extra="forbid")
