"""The few things that a clinic and a designer sell beside their work."""

from __future__ import annotations

from cardshop.demo.shop import Item, Shop

CLINIC_SHOP = Shop(
    sku="DK",
    categories=("مراقبت روزانه",),
    settings={
        "offers_pickup": True,
        "preparation_minutes": 15,
        "pickup_note": "پذیرش مطب، طبقه ۳",
        "payment_note": "پرداخت هنگام تحویل.",
    },
    items=(
        Item(
            category="مراقبت روزانه",
            name="مسواک نرم، بسته دوتایی",
            price=185000000,
            picture="toothbrush",
            tags=("featured",),
        ),
        Item(
            category="مراقبت روزانه",
            name="خمیردندان بدون فلوراید",
            price=145000000,
            picture="paste",
            tags=("featured",),
        ),
        Item(
            category="مراقبت روزانه",
            name="دهان‌شویه روزانه",
            price=210000000,
            was=240000000,
            picture="wash",
            option="اندازه",
            sizes={"۲۰۰ میلی‌لیتر": 210000000, "۴۰۰ میلی‌لیتر": 360000000},
            tags=("featured",),
        ),
    ),
)

DESIGNER_SHOP = Shop(
    sku="ID",
    tax_rate=23,
    categories=("Digital goods",),
    settings={
        "offers_pickup": True,
        "preparation_minutes": 5,
        "pickup_note": "Sent as a link",
        "payment_note": "Payment link follows on WhatsApp.",
    },
    items=(
        Item(
            category="Digital goods",
            name="Label starter kit, 12 templates",
            price=2400,
            picture="bag",
            about="Editable, with print marks.",
            tags=("featured",),
        ),
        Item(
            category="Digital goods",
            name="Shelf mockup pack",
            price=1800,
            picture="box",
            tags=("featured",),
        ),
        Item(
            category="Digital goods",
            name="Motion loop set",
            price=1500,
            picture="knot",
            tags=("featured",),
        ),
    ),
)
