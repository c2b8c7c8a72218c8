"""Files of every kind that people upload: read, or refused in words, in bounded time."""

from __future__ import annotations

import time

import pytest

from cardshop.catalogue.domain.csv_files import html_text, reading, values
from cardshop.lib.errors import Invalid
from cardshop.lib.money import Currency

EUR, JPY, KWD = Currency("EUR", 2), Currency("JPY", 0), Currency("KWD", 3)
TEXT = "name,price\r\nCrème brûlée,12.50\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_usual_encoding_is_read(encoding: str) -> None:
    table = reading.open_table(TEXT.encode(encoding))
    assert table.header == ("name", "price")
    assert [row.cells for row in table.rows()] == [("Crème brûlée", "12.50")]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("name;price\nA, B;1", ";"),
        ("name\tprice\nA\t1", "\t"),
        ('"a;b;c",price,x\n1,2,3', ","),
        ("sep=;\nname;price\nA;1", ";"),
        ("# Meta's remarks; with; marks\nname,price\nA,1", ","),
        ("\n\nname,price\r\rA,1\r", ","),
    ],
)
def test_the_separator_is_found_in_the_header(text: str, separator: str) -> None:
    table = reading.open_table(text.encode())
    assert table.separator == separator
    assert len(list(table.rows())) == 1


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    table = reading.open_table(b'name,price\n"two\nlines",1\n\n,\nB,2\n')
    assert [row.number for row in table.rows()] == [2, 5]


WIDE = ",".join(["a"] * 201)
HOSTILE = {
    "empty": (b"", reading.FileEmpty),
    "header only": (b"name,price\n", reading.FileEmpty),
    "workbook": (b"PK\x03\x04" + b"x" * 100, reading.FileIsWorkbook),
    "old workbook": (b"\xd0\xcf\x11\xe0" + b"x" * 100, reading.FileIsWorkbook),
    "zeros": (b"\0" * 1000, reading.FileBinary),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40, reading.FileBinary),
    "noise": (bytes(range(256)) * 400, reading.FileBinary),
    "controls": (b"name,price\n" + b"\x01\x02\x03" * 50, reading.FileBinary),
    "one endless line": (b"x" * (12 * 2**20), reading.LineTooLong),
    "endless commas": (b"name,price\n" + b"," * (11 * 2**20), reading.LineTooLong),
    "endless cell": (b'name,price\n"' + b"x\n" * (5 * 2**20), reading.LineTooLong),
    "too large": (b"x" * (12 * 2**20 + 1), reading.FileTooLarge),
    "too many rows": (b"name,price\n" + b"a,1\n" * 50_001, reading.TooManyRows),
    "too many columns": (f"{WIDE}\n{WIDE}\n".encode(), reading.TooManyColumns),
    "no letters": (b"name,price\n\x81\x8d\x8f,1\n", reading.EncodingUnknown),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_cannot_be_read_is_refused_at_once(kind: str) -> None:
    data, refusal = HOSTILE[kind]
    begun = time.monotonic()
    with pytest.raises(refusal):
        reading.open_table(data)
    assert time.monotonic() - begun < 5


def test_fifty_thousand_rows_are_read() -> None:
    table = reading.open_table(b"name,price\n" + b"Bread,12.50\n" * 50_000)
    assert sum(1 for _ in table.rows()) == 50_000


@pytest.mark.parametrize(
    ("typed", "currency", "comma", "minor"),
    [
        *[
            (t, EUR, False, 1250)
            for t in ("12.50", "12,50", "12.5", "€ 12,50", "12.50 EUR", "١٢٫٥٠")
        ],
        *[(t, EUR, True, 123450) for t in ("1.234,50", "1 234,50", "1'234.50", "1,234.50")],
        ("0.500", EUR, False, 50),
        ("1,500", JPY, False, 1500),
        ("1.500", KWD, False, 1500),
        ("1,500", KWD, True, 1500),
        ("1,234,567", EUR, False, 123456700),
    ],
)
def test_prices_are_read_in_every_clear_manner(
    typed: str, currency: Currency, comma: bool, minor: int
) -> None:
    assert values.amount(typed, currency, comma=comma) == minor


@pytest.mark.parametrize(
    "typed",
    [
        "1,234",
        "1.234",
        "12.345.6",
        "-5",
        "free",
        "1e3",
        "12.50 USD",
        "1.2.3",
        "",
        "9" * 40,
        "12.505",
    ],
)
def test_prices_that_are_none_or_two_are_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        values.amount(typed, EUR)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "'=1", "''-x", "'hello", "plain", "x=1"]
)
def test_formulas_are_made_text_and_come_back(text: str) -> None:
    assert not values.guarded(text).startswith(("=", "+", "-", "@"))
    assert values.unguarded(values.guarded(text)) == text


def test_lists_come_back_whatever_their_words_hold() -> None:
    words = ["a,b", "c\\", "\\,", "d"]
    joined = ", ".join(values.marked(word, ",") for word in words)
    assert [values.bare(part) for part in values.split(joined, ",")] == words


@pytest.mark.parametrize(
    "text", ["<a" * 9_000, "<!--" * 4_000, "&" * 15_000, "<b>" * 6_000, "<a href=" * 2000]
)
def test_crafted_html_takes_no_time(text: str) -> None:
    begun = time.monotonic()
    html_text.markdown_of(text)
    assert time.monotonic() - begun < 2


def test_html_becomes_the_markdown_we_write() -> None:
    html = '<h2>New</h2><p>A <em>good</em> <a href="https://x.example">thing</a>*<br>yes</p>'
    html += "<script>alert(1)</script><style>p{}</style>"
    wanted = "**New**\n\nA *good* [thing](https://x.example)\\*\nyes"
    assert html_text.markdown_of(html) == wanted
    assert html_text.markdown_of("2 < 3 & so") == "2 < 3 & so"
