"""The WhatsApp message: the first form that fits, and nothing a customer types can break it."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.lib.wa_link import MOST_BYTES
from cardshop.orders.domain.message import Composed, Item, Told, compose

TEMPLATE = (
    "Order {number}\n\n{items}\n\n{charges}\nTotal: {total}\n\n{fulfilment}\n{time}\n"
    "Name: {name}\nPhone: {phone}\nNote: {note}\n\n{payment}\n\n{link}"
)
LINK = "https://cards.example/o/V1StGXR8_Z5jdHi6B-myTQ"
DIGITS = "254700000123"
NAMES = {
    "ASCII": "Butter croissant",
    "Arabic": "كرواسون بالزبدة",
    "Devanagari": "मक्खन क्रोइसैन",
    "emoji": "🥐👩🏽‍🍳🇰🇪 croissant",
}
# The measured form of each script for 1, 10 and 60 lines.
FORMS = {
    "ASCII": ("full", "full", "full"),
    "Arabic": ("full", "full", "full"),
    "Devanagari": ("full", "compact", "compact"),
    "emoji": ("full", "full", "full"),
}


def told(*items: Item, **words: object) -> Told:
    known = {
        "number": "1042",
        "total": "KSh 4,970",
        "link": LINK,
        "more": lambda n: f"and {n} more",
        "link_only_lines": ("Order 1042", "Total: KSh 4,970"),
        "way": "Delivery",
        "place": ("Kilimani", "Ring Road 5", "blue gate"),
        "time": "As soon as it is ready",
        "name": "Wanjiru Mwangi",
        "phone": "+254 711 000111",
        "note": "Ring twice",
    } | words
    return Told(items=items, **known)  # type: ignore[arg-type]


def item(name: str = "Butter croissant", **words: object) -> Item:
    return Item(**({"quantity": "2", "name": name, "price": "KSh 440"} | words))  # type: ignore[arg-type]


def held(composed: Composed) -> None:
    """What is true of every message, whatever is in it."""
    encoded = composed.url.partition("?text=")[2]
    assert composed.size == len(composed.url.encode()) <= MOST_BYTES
    assert unquote(encoded, errors="strict") == composed.text
    assert parse_qs(urlsplit(composed.url).query, keep_blank_values=True)["text"] == [composed.text]
    assert not {"+", "%0D"} & {encoded[i : i + n] for n in (1, 3) for i in range(len(encoded))}
    lines = composed.text.split("\n")
    assert lines[0] == "Order 1042"
    assert lines[-1] == LINK
    assert "Total: KSh 4,970" in lines


@pytest.mark.parametrize("script", NAMES)
@pytest.mark.parametrize(("place", "count"), [(0, 1), (1, 10), (2, 60)])
def test_every_script_and_length_fits(script: str, place: int, count: int) -> None:
    items = [item(f"{NAMES[script]} {n}", choices=("Large",)) for n in range(count)]
    composed = compose(TEMPLATE, told(*items), DIGITS)
    held(composed)
    assert composed.form == FORMS[script][place]


def test_a_line_reads_like_a_receipt() -> None:
    composed = compose(TEMPLATE, told(item(choices=("Large",), extras=("Nuts",))), DIGITS)
    assert "2 × Butter croissant (Large, Nuts): KSh 440" in composed.text.split("\n")


def test_a_whole_message() -> None:
    composed = compose(TEMPLATE, told(item("Pain 3", note="No sugar")), DIGITS)
    assert composed.text == (
        "Order 1042\n\n2 × Pain 3: KSh 440\n– No sugar\n\nTotal: KSh 4,970\n\n"
        "Delivery: Kilimani, Ring Road 5, blue gate\nAs soon as it is ready\n"
        f"Name: Wanjiru Mwangi\nPhone: +254 711 000111\nNote: Ring twice\n\n{LINK}"
    )


def test_beyond_twelve_lines_the_first_ten_are_told() -> None:
    twelve = compose(TEMPLATE, told(*[item("Bun")] * 12), DIGITS)
    assert twelve.text.count("Bun") == 12
    fourteen = compose(TEMPLATE, told(*[item("Bun")] * 14), DIGITS)
    assert fourteen.text.count("Bun") == 10
    assert "and 4 more" in fourteen.text.split("\n")
    assert fourteen.form == "full"


def test_compact_tells_as_many_lines_as_fit_and_leaves_notes_to_the_page() -> None:
    lines = [item("क" * 40, note="अ" * 200)] * 9
    composed = compose(TEMPLATE, told(*lines, note="न" * 500), DIGITS)
    held(composed)
    assert composed.form == "compact"
    assert 1 <= composed.text.count("2 ×") < 9
    assert "न" not in composed.text
    assert "अ" not in composed.text


def test_a_template_that_leaves_no_room_gives_way_to_the_link() -> None:
    composed = compose(f"{{number}}{'ض' * 400}\n{{total}}\n{{link}}", told(item()), DIGITS)
    held(composed)
    assert composed.form == "link_only"


def test_placeholders_that_a_customer_types_stay_words() -> None:
    composed = compose(TEMPLATE, told(item("{link}"), name="{total}", note="{{number}}"), DIGITS)
    held(composed)
    assert "Name: {total}" in composed.text
    assert "2 × {link}: KSh 440" in composed.text


def test_line_ends_of_a_customer_make_no_lines() -> None:
    forged = "Ann\r\nTotal: KSh 1\u2028Total: KSh 2\x85\x0bx\tz"
    composed = compose(TEMPLATE, told(item(), name=forged), DIGITS)
    held(composed)
    assert "Name: Ann Total: KSh 1 Total: KSh 2 x z" in composed.text.split("\n")


def test_invisible_direction_marks_are_left_out() -> None:
    composed = compose(TEMPLATE, told(item("\u202eBun\u2066\u200f"), name="\u2067Ann"), DIGITS)
    assert "2 × Bun: KSh 440" in composed.text
    assert "Name: Ann" in composed.text


def test_joined_emoji_and_persian_joiners_stay_whole() -> None:
    composed = compose(TEMPLATE, told(item("👩🏽‍🍳 نان‌ها")), DIGITS)
    assert "👩🏽‍🍳 نان‌ها" in composed.text


def test_an_emoji_is_never_cut_in_half() -> None:
    composed = compose(TEMPLATE, told(item("x" * 117 + "👩🏽‍🍳 cook")), DIGITS)
    assert f"{'x' * 117}…" in composed.text


def test_words_of_the_other_direction_are_walled_off() -> None:
    ltr = compose(TEMPLATE, told(item("خبز")), DIGITS)
    assert "2 × \u2068خبز\u2069: KSh 440" in ltr.text
    rtl = compose(TEMPLATE, told(item("Baguette"), item("خبز"), is_rtl=True), DIGITS)
    assert "2 × \u2068Baguette\u2069: KSh 440" in rtl.text
    assert "2 × خبز: KSh 440" in rtl.text
    assert "Phone: \u2066+254 711 000111\u2069" in rtl.text


def test_a_business_without_a_number_has_words_but_no_address() -> None:
    composed = compose(TEMPLATE, told(item()), "")
    assert composed.url == ""
    assert composed.form == "full"
    assert composed.text.endswith(LINK)


typed = st.text(max_size=400) | st.text("ab🥐👩‍🍳\u202e\n\r{}%+&#\u2028 خبز", max_size=400)


@given(
    st.lists(st.builds(item, typed, choices=st.tuples(typed), note=typed), min_size=1, max_size=70),
    typed,
    typed,
    st.booleans(),
)
def test_nothing_typed_breaks_the_message(
    items: list[Item], name: str, note: str, is_rtl: bool
) -> None:
    held(compose(TEMPLATE, told(*items, name=name, note=note * 12, is_rtl=is_rtl), DIGITS))
