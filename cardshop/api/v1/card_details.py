"""What the document says more exactly than the models: choices of a look, settings of a section."""

from __future__ import annotations

from typing import Any

from cardshop.api.openapi_shapes import Detail
from cardshop.cards.domain.network_table import NETWORKS
from cardshop.cards.domain.sections import SETTINGS
from cardshop.cards.domain.themes import CHOICES

_COLOUR: dict[str, Any] = {"type": "string", "description": "A colour, such as #1f5fbf."}
_SETTINGS = tuple(SETTINGS.values())

DETAILS = (
    *(Detail("Look", name, {"enum": list(choices)}) for name, choices in CHOICES.items()),
    Detail("Look", "accent", _COLOUR),
    Detail("LinkShape", "network", {"enum": sorted(NETWORKS)}),
    Detail("Link", "network", {"enum": [*sorted(NETWORKS), None]}),
    Detail("SectionContent", "settings", models=_SETTINGS),
    Detail("SectionShape", "settings", models=_SETTINGS),
)
