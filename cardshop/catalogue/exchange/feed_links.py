"""Where the items and pictures of a feed are found in the world."""

from __future__ import annotations

from collections.abc import Callable


def link_maker(base_url: str, card_slug: str) -> Callable[[str, int | None], str]:
    """The product's page in the shop of the card, opened at a variant."""

    def link(slug: str, variant_id: int | None) -> str:
        page = f"{base_url}/{card_slug}/shop/{slug}"
        return page if variant_id is None else f"{page}?variant={variant_id}"

    return link


def picture_maker(base_url: str, token: str) -> Callable[[int], str]:
    """A picture beside the feed."""
    return lambda picture_id: f"{base_url}/feeds/{token}/{picture_id}.jpg"
