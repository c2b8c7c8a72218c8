"""Golden Crumb, a neighbourhood bakery in Nairobi."""

from __future__ import annotations

from cardshop.demo.bakery_shop import BAKERY_SHOP
from cardshop.demo.example import Example, everyday
from cardshop.demo.small_salons import BAKERY_SALON

BAKERY = Example(
    email="maya@golden-crumb.example",
    name="Golden Crumb",
    country="KE",
    locale="en-KE",
    whatsapp="+254700000123",
    slug="golden-crumb",
    avatar=("bakery", "Golden Crumb logo: an ear of wheat"),
    cover=("breadcover", "Loaves and croissants on a wooden board"),
    hours={
        "weekly": everyday("mon tue wed thu", "06:00", "19:00")
        | {"fri": [["06:00", "20:00"]], "sat": [["07:00", "20:00"]]},
        "overrides": {"2026-12-12": [], "2026-12-25": [], "2027-12-12": []},
    },
    card={
        "display_name": "Golden Crumb",
        "headline": "Neighbourhood bakery · Kilimani, Nairobi",
        "organisation": "Golden Crumb Ltd",
        "bio": "Slow-fermented bread and butter pastry, baked from four every morning. Order before "
        "8 pm for next-day pickup or delivery by boda.",
        "phones": [{"kind": "work", "number": "+254700000123"}],
        "emails": [{"kind": "work", "address": "hello@goldencrumb.example"}],
        "websites": [{"label": "Our bakery", "url": "https://goldencrumb.example"}],
        "addresses": [
            {
                "kind": "work",
                "street": "Argwings Kodhek Road 41, next to the post office",
                "city": "Nairobi",
                "region": "Kilimani",
                "postal_code": "00100",
                "country": "Kenya",
                "latitude": -1.2921,
                "longitude": 36.7856,
            }
        ],
        "links": [
            {"network": "instagram", "url": "https://www.instagram.com/goldencrumb.example"},
            {"network": "facebook", "url": "https://www.facebook.com/goldencrumb.example"},
            {"network": "tiktok", "url": "https://www.tiktok.com/@goldencrumb.example"},
            {"network": "youtube", "url": "https://www.youtube.com/@goldencrumb.example"},
        ],
        "theme": {"preset": "crumb"},
    },
    sections=[
        ("featured", "Fresh today", {"count": 6}),
        ("services", "Taste and learn", {}),
        (
            "gallery",
            "From the oven",
            {
                "pictures": [
                    ("cake", "Chocolate berry cake"),
                    ("loaf", "Sourdough loaf"),
                    ("cookies", "Oat cookies"),
                    ("roll", "Cinnamon rolls"),
                    ("croissant", "Croissant"),
                    ("baguette", "Baguettes"),
                ]
            },
        ),
        (
            "testimonials",
            "What people say",
            {
                "items": [
                    {
                        "quote": "The only sourdough my kids will finish. Ordered on WhatsApp at "
                        "night, picked it up at seven.",
                        "author": "Wanjiru M.",
                        "source": "Google",
                        "stars": 5,
                    },
                    {
                        "quote": "Birthday cake arrived on time and looked better than the photo.",
                        "author": "Brian O.",
                        "source": "Instagram",
                        "stars": 5,
                    },
                    {
                        "quote": "Croissants like Paris, prices like home.",
                        "author": "Amina K.",
                        "source": "Google",
                        "stars": 5,
                    },
                ]
            },
        ),
        ("hours", "Opening hours", {"note": "Closed on Jamhuri Day, 12 December."}),
        ("map", "Find us", {}),
        (
            "faq",
            "Good to know",
            {
                "items": [
                    {
                        "question": "How late can I order for tomorrow?",
                        "answer": "Until 8 pm. Cakes need **two days**.",
                    },
                    {
                        "question": "Do you deliver?",
                        "answer": "Yes, by boda: Kilimani, Hurlingham and Yaya within 40 minutes.",
                    },
                    {
                        "question": "What about allergies?",
                        "answer": "Everything is baked in one room with wheat, nuts, milk and eggs.",
                    },
                ]
            },
        ),
    ],
    tags=[
        {"label": "Counter poster"},
        {"label": "Window sticker"},
        {"label": "Table 4", "target": "table", "table": "4"},
        {"label": "Cake box", "target": "shop"},
    ],
    shop=BAKERY_SHOP,
    salon=BAKERY_SALON,
)
