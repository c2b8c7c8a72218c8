"""What follows from a country, as CLDR gives it: currency, time zone, language, calling code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies, list_currencies

from cardshop.lib import phones

# ISO 4217 exponents that are not 2. CLDR gives what people write (IQD 0, IRR 0), which is not what
# ISO 4217 lists, and a CLDR update must never change the meaning of stored amounts.
_EXPONENTS = dict.fromkeys(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ],
    0,
)
_EXPONENTS |= dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3)

# The zone where most people of a country with many zones live; CLDR lists them by name only.
_MAIN_ZONES = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Pohnpei",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Gaza",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
    "DE": "Europe/Berlin",
    "CY": "Asia/Nicosia",
}


# ISO 4217: no currency, test, gold, silver, palladium, platinum and units of account.
_NO_MONEY = frozenset("XXX XTS XAU XAG XPD XPT XDR XUA XSU XBA XBB XBC XBD".split())


@dataclass(frozen=True, slots=True)
class Customs:
    """What a business in a country most likely uses; every part can be changed."""

    country: str
    currency: str
    timezone: str
    locale: str
    calling_code: str


def propose(country: str, *, on: date) -> Customs:
    """The customs of a country (ISO 3166-1 alpha-2). Raises KeyError for an unknown one."""
    if country not in names("en"):
        raise KeyError(country)
    currencies = get_territory_currencies(country, start_date=on)
    language = (get_official_languages(country, de_facto=True) or ("en",))[0]
    return Customs(
        country=country,
        currency=str(currencies[0]) if currencies else "USD",
        timezone=_zone(country),
        locale=language.replace("_", "-"),
        calling_code=phones.calling_code(country),
    )


@cache
def names(locale: str) -> dict[str, str]:
    """Country codes to their names in a language, in the order of the names."""
    territories = {str(k): str(v) for k, v in Locale.parse(locale, sep="-").territories.items()}
    english = {str(k): str(v) for k, v in Locale("en").territories.items()}
    real = {c for c in english if len(c) == 2 and c.isalpha() and phones.calling_code(c)}
    named = ((code, territories.get(code, english[code])) for code in real)
    return dict(sorted(named, key=lambda pair: pair[1]))


def currency_exponent(currency: str) -> int:
    """Digits of the minor unit as ISO 4217 lists them: JPY 0, USD 2, KWD 3."""
    return _EXPONENTS.get(currency, 2)


def is_currency(code: str) -> bool:
    """True for a currency code that CLDR knows; XXX and its kin of ISO 4217 are no money."""
    return code in list_currencies() and code not in _NO_MONEY


def _zone(country: str) -> str:
    zones = get_global("territory_zones").get(country, [])
    return _MAIN_ZONES.get(country) or (zones[0] if zones else "UTC")
