"""QR codes to print."""

from __future__ import annotations

import re
import zlib

import pytest

from cardshop.cards.domain.pdf_text import width_of
from cardshop.cards.domain.qr_codes import ColoursTooClose, NothingToEncode, Shape, Style
from cardshop.cards.domain.qr_pdf import Label, LabelsTooSmall, Sheet, TooManyLabels, pdf
from tests.cards.domain.qr_samples import TAG, logo

SHEET = Sheet(rows=5, columns=3)


def pages(data: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", data))


def words(data: bytes) -> str:
    streams = re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL)
    drawings = b"".join(zlib.decompress(stream) for stream in streams)
    return b" ".join(re.findall(rb"\((.*?)\) Tj", drawings)).decode("cp1252")


@pytest.mark.parametrize("style", [Style(), Style(shape=Shape.ROUNDED, logo=logo())])
def test_every_object_stands_where_the_index_says(style: Style) -> None:
    data = pdf([Label(TAG, "Window")], style)

    assert data.startswith(b"%PDF-1.")
    assert data.endswith(b"%%EOF\n")
    index = int(re.findall(rb"startxref\n(\d+)", data)[0])
    lines = data[index:].splitlines(keepends=True)[2:]
    entries = [line for line in lines if re.fullmatch(rb"\d{10} 00000 n \n", line)]
    assert f"/Size {len(entries) + 1}".encode() in data
    for number, entry in enumerate(entries, start=1):
        assert data[int(entry[:10]) :].startswith(b"%d 0 obj\n" % number)


def test_streams_are_as_long_as_they_say() -> None:
    data = pdf([Label(TAG)], Style(logo=logo()))
    said = re.findall(rb"/Length (\d+) >>\nstream\n", data)
    found = re.findall(rb">>\nstream\n(.*?)\nendstream\nendobj", data, re.DOTALL)

    assert [int(length) for length in said] == [len(stream) for stream in found]


@pytest.mark.parametrize(
    ("labels", "sheet", "expected"),
    [(1, SHEET, 1), (15, SHEET, 1), (16, SHEET, 2), (3, Sheet(1, 1), 3), (31, SHEET, 3)],
)
def test_labels_fill_as_many_pages_as_they_need(labels: int, sheet: Sheet, expected: int) -> None:
    data = pdf([Label(f"{TAG}{number}") for number in range(labels)], Style(), sheet)

    assert pages(data) == expected
    assert f"/Count {expected} ".encode() in data


def test_the_same_code_is_drawn_once_for_a_whole_sheet() -> None:
    sheet = pdf([Label(TAG)] * 15, Style(), SHEET)

    assert sheet.count(b"/Subtype /Form") == 1


def test_a_label_shows_its_words_and_the_address_to_type() -> None:
    text = words(pdf([Label(TAG, "Table 4 (Café) – Größe")], Style()))

    assert text == r"Table 4 \(Café\) – Größe cards.example.com/q/AB12CD34"


@pytest.mark.parametrize("caption", ["میز ۴", "四号桌", "Стол 4", "pizza 🍕"])
def test_words_that_the_font_lacks_are_left_out_and_the_address_stays(caption: str) -> None:
    assert words(pdf([Label(TAG, caption)], Style())) == "cards.example.com/q/AB12CD34"


def test_long_words_are_cut_to_the_label() -> None:
    text = words(pdf([Label(TAG, "The table by the window " * 5)], Style(), SHEET))

    assert text.startswith("The table by the window")
    assert text.removesuffix(" cards.example.com/q/AB12CD34").endswith("…")


def test_an_accent_does_not_change_the_width_of_a_letter() -> None:
    assert width_of("é", 10) == width_of("e", 10) == 5.56


def test_the_same_labels_give_the_same_file() -> None:
    assert pdf([Label(TAG)], Style()) == pdf([Label(TAG)], Style())


@pytest.mark.parametrize("sheet", [Sheet(20, 3), Sheet(2, 12), Sheet(0, 3)])
def test_codes_smaller_than_two_centimetres_are_refused(sheet: Sheet) -> None:
    with pytest.raises(LabelsTooSmall):
        pdf([Label(TAG)], Style(), sheet)


def test_no_label_and_far_too_many_are_refused() -> None:
    with pytest.raises(NothingToEncode):
        pdf([], Style())
    with pytest.raises(TooManyLabels):
        pdf([Label(TAG)] * 501, Style(), SHEET)


def test_poor_colours_are_refused_on_paper_too() -> None:
    with pytest.raises(ColoursTooClose):
        pdf([Label(TAG)], Style("#999999", "#ffffff"))
