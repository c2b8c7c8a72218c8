"""The time zones that selects offer, by their regions."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from cardshop.accounts.domain.business import timezones

# Zone to words, as a SelectField takes them.
Zones = dict[str, str]


@lru_cache(maxsize=1)
def timezone_choices() -> dict[str, Zones]:
    """IANA's zones by their regions, and UTC."""
    regions: dict[str, Zones] = defaultdict(dict)
    for name in sorted(timezones()):
        region, _, place = name.partition("/")
        if place and region not in ("Etc", "SystemV", "posix", "right"):
            regions[region][name] = place.replace("_", " ")
    return {**regions, "UTC": {"UTC": "UTC"}}


def holding_zone(regions: dict[str, Zones], zone: str | None) -> dict[str, Zones]:
    """The same for zones; nothing chosen shows as a dash."""
    if any(zone in group for group in regions.values()):
        return regions
    return {"–": {zone or "": zone or "–"}, **regions}
