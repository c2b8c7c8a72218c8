"""Inês Duarte, a designer in Lisbon: a person's card, without a cover."""

from __future__ import annotations

from cardshop.demo.example import Example, everyday
from cardshop.demo.small_salons import DESIGNER_SALON
from cardshop.demo.small_shops import DESIGNER_SHOP

DESIGNER = Example(
    email="ines@duarte.example",
    name="Inês Duarte",
    country="PT",
    locale="en-GB",
    whatsapp="+351910000000",
    slug="ines",
    avatar=("designer", "Portrait of Inês Duarte"),
    hours={
        "weekly": everyday("mon tue wed thu", "10:00", "18:00") | {"fri": [["10:00", "14:00"]]},
        "overrides": {},
    },
    card={
        "display_name": "Inês Duarte",
        "headline": "Brand and packaging designer for small food and drink makers.",
        "job_title": "Designer",
        "bio": "Lisbon. Twelve years of labels, boxes and bottles. Now working with people who make "
        "things by hand.",
        "phones": [{"kind": "mobile", "number": "+351910000000"}],
        "emails": [{"kind": "work", "address": "ola@duarte.example"}],
        "websites": [{"label": "Portfolio", "url": "https://duarte.example"}],
        "addresses": [
            {
                "kind": "work",
                "street": "Rua da Rosa 41, 2.º, Bairro Alto",
                "city": "Lisboa",
                "region": "",
                "postal_code": "1200-382",
                "country": "Portugal",
                "latitude": 38.7139,
                "longitude": -9.1447,
            }
        ],
        "links": [
            {"network": "behance", "url": "https://www.behance.net/inesduarte-example"},
            {"network": "linkedin", "url": "https://www.linkedin.com/in/inesduarte-example"},
        ],
        "theme": {"preset": "grid"},
    },
    sections=[
        (
            "gallery",
            "Selected work",
            {
                "pictures": [
                    ("can", "Two drink cans with smiling faces, orange background"),
                    ("poster1", "Book fair poster"),
                    ("poster2", "Business card for a café"),
                    ("bag", "Coffee bag on lime background"),
                    ("box", "Blue and orange boxes"),
                    ("knot", "Colourful knot sculpture"),
                ]
            },
        ),
        (
            "text",
            "What I do",
            {
                "text": "- **Logo and identity**, 3 weeks, from €1,800\n"
                "- **Packaging line**, 4 weeks, up to six labels, from €2,400\n"
                "- **Half-day design sprint**, 4 hours, remote, €420"
            },
        ),
        ("services", "Book a call", {}),
        ("featured", "Digital goods", {"count": 3, "layout": "list"}),
        (
            "testimonials",
            "Clients",
            {
                "items": [
                    {
                        "quote": "She listened first. Sales of the new line are up a third.",
                        "author": "Olá Café",
                        "source": "Lisbon",
                        "stars": 5,
                    },
                    {
                        "quote": "Every box is a small poster. Shops ask to put them in the window.",
                        "author": "Moagem Norte",
                        "source": "Porto",
                        "stars": 5,
                    },
                ]
            },
        ),
        ("hours", "Studio hours", {"note": "Studio visits by appointment."}),
    ],
    tags=[
        {"label": "Business card"},
    ],
    shop=DESIGNER_SHOP,
    salon=DESIGNER_SALON,
)
