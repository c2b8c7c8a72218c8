"""Northside Barbers, three chairs in Manchester."""

from __future__ import annotations

from cardshop.demo.barber_salon import BARBER_SALON
from cardshop.demo.barber_shop import BARBER_SHOP
from cardshop.demo.example import Example, everyday

BARBER = Example(
    email="idris@northside.example",
    name="Northside Barbers",
    country="GB",
    locale="en-GB",
    whatsapp="+447700900123",
    slug="northside",
    avatar=("barber", "Northside Barbers logo: scissors"),
    cover=("pole", "A barber's pole in front of a brick wall"),
    cover_focus=(84, 40),
    hours={
        "weekly": everyday("mon tue wed", "10:00", "19:00")
        | {
            "thu": [["10:00", "20:00"]],
            "fri": [["09:00", "20:00"]],
            "sat": [["09:00", "17:00"]],
        },
        "overrides": {},
    },
    card={
        "display_name": "Northside Barbers",
        "headline": "Fades, beards and hot towels since 2014",
        "bio": "Three chairs, no rush. Book a time below or walk in before noon. "
        "Cash, card and Apple Pay.",
        "phones": [{"kind": "work", "number": "+447700900123"}],
        "emails": [{"kind": "work", "address": "chairs@northside.example"}],
        "websites": [],
        "addresses": [
            {
                "kind": "work",
                "street": "28 Tib Street, Northern Quarter",
                "city": "Manchester",
                "region": "",
                "postal_code": "M4 1LA",
                "country": "United Kingdom",
                "latitude": 53.4836,
                "longitude": -2.2356,
            }
        ],
        "links": [
            {"network": "instagram", "url": "https://www.instagram.com/northside.example"},
            {"network": "facebook", "url": "https://www.facebook.com/northside.example"},
        ],
        "theme": {"preset": "blade"},
    },
    sections=[
        ("services", "Book a chair", {}),
        ("featured", "Take it home", {"count": 4}),
        (
            "gallery",
            "The shop",
            {
                "pictures": [
                    ("chair", "Red leather barber chair"),
                    ("brush", "Shaving brush and bowl"),
                    ("pomade", "Pomade tin"),
                    ("comb", "Comb"),
                    ("oil", "Beard oil"),
                    ("pole2", "Barber pole"),
                ]
            },
        ),
        (
            "testimonials",
            "Word of mouth",
            {
                "items": [
                    {
                        "quote": "Best fade north of the river. In and out in forty minutes.",
                        "author": "Callum R.",
                        "source": "Google",
                        "stars": 5,
                    },
                    {
                        "quote": "They fixed a haircut I had given myself. Heroes.",
                        "author": "Jay P.",
                        "source": "Google",
                        "stars": 5,
                    },
                    {
                        "quote": "My son asks to come here. That never happened before.",
                        "author": "Nadia S.",
                        "source": "Facebook",
                        "stars": 5,
                    },
                ]
            },
        ),
        ("hours", "Opening hours", {"note": ""}),
        ("map", "Find us", {}),
    ],
    tags=[
        {"label": "Shop window"},
        {"label": "Mirror"},
    ],
    shop=BARBER_SHOP,
    salon=BARBER_SALON,
)
