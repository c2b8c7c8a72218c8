"""What browsers, messengers and search engines are told of a public page, and where it is."""

from __future__ import annotations

from dataclasses import dataclass

from cardshop.cards.domain.themes import Theme
from cardshop.cards.published import PublicCard
from cardshop.media.queries import Shown
from cardshop.web.site import absolute

LONGEST_DESCRIPTION = 160


@dataclass(frozen=True, slots=True)
class Address:
    """Where the card and its files are. `query` keeps a preview a preview."""

    path: str
    url: str
    query: str

    def file(self, ending: str) -> str:
        """The address of one of its files, such as `/qr.svg`."""
        return f"{self.path}{ending}{self.query}"

    @property
    def shown(self) -> str:
        """As people write it."""
        return self.url.partition("://")[2]


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says. `kind` is Open Graph's; `url` the page's one true address."""

    title: str
    description: str
    url: str
    kind: str
    site: str
    picture: Shown | None
    is_large: bool
    is_hidden: bool
    avatar: Shown | None
    colours: dict[str, str]

    @property
    def image(self) -> str:
        """The picture that stands for the page elsewhere, from anywhere; empty without one."""
        return image_of(self.picture)


def address(card: PublicCard, draft: str) -> Address:
    """Where the card is, for everyone or for a preview."""
    path = f"/{card.slug}"
    return Address(path, absolute(path), f"?draft={draft}" if draft else "")


def bar_colours(theme: Theme) -> dict[str, str]:
    """The colour of the browser's bar by scheme: `light`, `dark` or both."""
    schemes = ("light", "dark") if theme.scheme == "auto" else (theme.scheme,)
    return {scheme: theme.palette(dark=scheme == "dark").bg for scheme in schemes}


def image_of(picture: Shown | None) -> str:
    """A picture's address from anywhere; empty without one."""
    return absolute(picture.url(1280)) if picture else ""


def in_one_line(text: str) -> str:
    """The beginning of a text, as descriptions of pages take it."""
    words = " ".join(text.split())
    if len(words) <= LONGEST_DESCRIPTION:
        return words
    return words[: LONGEST_DESCRIPTION - 1].rstrip() + "…"
