"""The number doctor's findings in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cardshop.accounts.domain import number_doctor
from cardshop.accounts.domain.number_doctor import Finding, Kind, Remark
from cardshop.lib import countries, phones
from cardshop.web.errors import say
from cardshop.web.jinja import page_language

_KINDS: dict[Kind, Any] = {
    "mobile": _l("Mobile number"),
    "landline": _l("Landline"),
    "either": _l("Mobile or landline, the digits do not tell"),
    "internet": _l("Internet telephone"),
    "special": _l("Special number, such as a free line"),
    "unknown": _l("Not known to be in use"),
}
_REMARKS: dict[Remark, Any] = {
    "country_assumed": _l(
        "Typed without a country code, so it is read as a number of %(country)s."
    ),
    "digits_differ": _l("These are not quite the digits you typed. Compare them."),
    "not_in_use": _l("%(country)s has no numbers like this. Check the digits."),
    "landline": _l(
        "This looks like a landline. WhatsApp works with few of them: send yourself a test first."
    ),
    "special": _l("WhatsApp rarely works with such a number: send yourself a test first."),
    "italy_keeps_zero": _l(
        "Italy's landlines keep their 0, also after +39. It is part of the link."
    ),
    "argentina_has_nine": _l("The 9 after 54 marks a mobile in Argentina. It is part of the link."),
    "argentina_lacks_nine": _l(
        "Mobiles in Argentina have a 9 after 54. If this is one, type %(with_nine)s."
    ),
    "brazil_lacks_nine": _l(
        "Mobiles in Brazil have nine digits after the area code. Maybe a 9 is missing."
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about a number; a warning, or an explanation."""

    is_warning: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a number was understood as; or why it was not, in `fault`."""

    fault: str = ""
    number: str = ""
    country: str = ""
    kind: str = ""
    digits: str = ""
    notes: tuple[Note, ...] = ()
    test_url: str = ""


def diagnosis(typed: str, country: str) -> Diagnosis | None:
    """What the doctor says of the typed text; nothing where nothing was typed."""
    if not typed.strip():
        return None
    try:
        finding = number_doctor.examine(typed.strip(), country or None)
    except phones.PhoneInvalid as refusal:
        return Diagnosis(fault=say(refusal.detail))
    return Diagnosis(
        number=phones.show(finding.number),
        country=_country(finding),
        kind=str(_KINDS[finding.kind]),
        digits=finding.digits,
        notes=_notes(finding),
        test_url=_test_url(finding),
    )


def _notes(finding: Finding) -> tuple[Note, ...]:
    known = {"country": _country(finding), "with_nine": f"+549{finding.digits[2:]}"}
    return tuple(
        Note(remark in number_doctor.WARNINGS, str(_REMARKS[remark]) % known)
        for remark in finding.remarks
    )


def _country(finding: Finding) -> str:
    return countries.names(page_language()).get(finding.country, "") or _("No country")


def _test_url(finding: Finding) -> str:
    words = _("This is a test of the link on my card. If I can read this, it works.")
    return f"https://wa.me/{finding.digits}?text={quote(words, safe='')}"
