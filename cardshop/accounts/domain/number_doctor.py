"""What a typed WhatsApp number was understood as, and what speaks against it; nothing is changed.

The kinds and national rules are libphonenumber's (domain.md section 6).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

from cardshop.lib import phones

Kind = Literal["mobile", "landline", "either", "internet", "special", "unknown"]
Remark = Literal[
    "country_assumed",
    "digits_differ",
    "not_in_use",
    "landline",
    "special",
    "italy_keeps_zero",
    "argentina_has_nine",
    "argentina_lacks_nine",
    "brazil_lacks_nine",
]
# Remarks that say that the number may not work; the others explain.
WARNINGS: frozenset[Remark] = frozenset(
    {
        "digits_differ",
        "not_in_use",
        "landline",
        "special",
        "argentina_lacks_nine",
        "brazil_lacks_nine",
    }
)
_KINDS: dict[int, Kind] = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "either",
    PhoneNumberType.VOIP: "internet",
    PhoneNumberType.UNKNOWN: "unknown",
}
_ARGENTINA, _BRAZIL, _ITALY = 54, 55, 39
_MEXICO_WITH_ONE = re.compile(r"^(?:00)?521(\d{10})$")


@dataclass(frozen=True, slots=True)
class Finding:
    """A number as it was understood: E.164, its country (ISO 3166-1, or empty), its kind."""

    number: str
    country: str
    kind: Kind
    remarks: tuple[Remark, ...]

    @property
    def digits(self) -> str:
        """What wa.me gets."""
        return phones.whatsapp_digits(self.number)

    @property
    def has_warnings(self) -> bool:
        """Whether anything speaks against the number."""
        return any(remark in WARNINGS for remark in self.remarks)


class MexicoHasOne(phones.PhoneInvalid):
    """Mexico's numbers have no 1 after 52 any more. Type %(number)s."""


def examine(typed: str, country: str | None) -> Finding:
    """What the text says, where `country` (ISO 3166-1) is assumed without a country code.

    Raises PhoneInvalid for what is no number, MexicoHasOne for one in Mexico's old form.
    """
    _refuse_mexico_s_one(typed)
    number = phones.read(typed, country)
    parsed = phonenumbers.parse(number, None)
    kind = _KINDS.get(phonenumbers.number_type(parsed), "special")
    return Finding(
        number=number,
        country=_country_of(parsed),
        kind=kind,
        remarks=tuple(_remarks(typed, number, parsed, kind)),
    )


def _refuse_mexico_s_one(typed: str) -> None:
    old = _MEXICO_WITH_ONE.match(_digits(typed))
    if old:
        raise MexicoHasOne(number=phones.show(f"+52{old[1]}"))


def _remarks(typed: str, number: str, parsed: PhoneNumber, kind: Kind) -> list[Remark]:
    remarks: list[Remark] = []
    if not _digits(typed).endswith(_digits(number)):
        is_local = "+" not in unicodedata.normalize("NFKC", typed)
        remarks.append("country_assumed" if is_local else "digits_differ")
    national = _national(parsed, kind)
    if national:
        remarks.append(national)
    elif kind == "unknown":
        remarks.append("not_in_use")
    if kind == "landline":
        remarks.append("landline")
    if kind == "special":
        remarks.append("special")
    return remarks


def _national(parsed: PhoneNumber, kind: Kind) -> Remark | None:
    """What is particular about numbers of Italy, Argentina and Brazil."""
    digits = str(parsed.national_number)
    if parsed.country_code == _ITALY and parsed.italian_leading_zero and kind != "unknown":
        return "italy_keeps_zero"
    if parsed.country_code == _ARGENTINA:
        return "argentina_has_nine" if digits.startswith("9") else "argentina_lacks_nine"
    # Area code, then eight digits of which mobiles began with 6 to 9 before they got a 9 more.
    if parsed.country_code == _BRAZIL and re.fullmatch(r"\d{2}[6-9]\d{7}", digits):
        return "brazil_lacks_nine"
    return None


def _country_of(parsed: PhoneNumber) -> str:
    region = phonenumbers.region_code_for_number(parsed)
    if region is None:  # Not in use: the main country of its calling code.
        region = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    return region if region and len(region) == 2 and region.isalpha() else ""


def _digits(text: str) -> str:
    decimals = (unicodedata.decimal(character, None) for character in text)
    return "".join(str(digit) for digit in decimals if digit is not None)
