"""The icon set: every drawing is well-formed, and a page carries only what it shows."""

from xml.etree import ElementTree

import pytest

from cardshop.web import icons


@pytest.mark.parametrize("name", icons.ICONS)
def test_every_icon_is_well_formed_and_harmless(name: str) -> None:
    symbol = ElementTree.fromstring(icons.symbol(name))

    assert len(symbol) > 0
    assert {element.tag for element in symbol} <= {"path", "circle", "ellipse", "rect"}
    assert not any(key.startswith("on") for element in symbol for key in element.attrib)


def test_a_sprite_holds_each_icon_once_in_the_order_asked_for() -> None:
    sprite = ElementTree.fromstring(icons.sprite(["phone", "wa", "phone"]))

    assert [symbol.get("id") for symbol in sprite.iter("symbol")] == ["i-phone", "i-wa"]


def test_a_sprite_is_never_announced_or_seen() -> None:
    sprite = ElementTree.fromstring(icons.sprite([]))

    assert sprite.get("aria-hidden") == "true"
    assert (sprite.get("width"), sprite.get("height")) == ("0", "0")


def test_an_unknown_icon_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        icons.sprite(["no-such-icon"])


def test_a_monogram_of_two_letters_stays_inside_its_square() -> None:
    drawn = ElementTree.fromstring(f"<g>{icons.monogram('VK')}</g>")

    starts = [path.get("transform", "") for path in drawn.iter("path")]
    assert [start.split()[0] for start in starts] == ["translate(6.7", "translate(12.8"]
