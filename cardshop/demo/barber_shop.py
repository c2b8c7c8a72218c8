"""What Northside Barbers sell to take home: twenty things on four shelves."""

from __future__ import annotations

from cardshop.demo.shop import Item, Shop

# One product a row.
# fmt: off
_ITEMS = (
    Item(category="Hair", name="Matte clay pomade", price=1200, picture="pomade", about="Strong hold, no shine.", tags=("featured",), sizes={"50 g": 800, "100 g": 1200}),
    Item(category="Hair", name="Hard wax", price=1100, picture="wax", about="For a parting that stays."),
    Item(category="Hair", name="Sea salt spray, 200 ml", price=1300, picture="sea-salt-spray", about="Body for fine hair."),
    Item(category="Hair", name="Daily shampoo, 250 ml", price=1000, picture="shampoo", about="Cedar and mint."),
    Item(category="Hair", name="Conditioner, 250 ml", price=1000, picture="conditioner"),
    Item(category="Hair", name="Tortoiseshell comb", price=600, picture="comb", about="Hand-polished, no plastic seams.", tags=("featured",)),
    Item(category="Hair", name="Pocket comb", price=400, picture="comb"),
    Item(category="Beard", name="Cedar beard oil", price=1400, picture="oil", about="Argan, cedar, a little orange.", tags=("featured",), sizes={"30 ml": 1400, "50 ml": 2000}),
    Item(category="Beard", name="Unscented beard oil", price=1300, picture="oil"),
    Item(category="Beard", name="Beard balm, 60 g", price=1200, picture="beard-balm", about="Holds what oil does not."),
    Item(category="Beard", name="Beard comb", price=700, picture="comb"),
    Item(category="Shaving", name="Badger shaving set", price=3800, picture="brush", about="Brush, bowl and soap.", was=4500, tags=("featured",), stock=6),
    Item(category="Shaving", name="Shaving brush, synthetic", price=1600, picture="brush"),
    Item(category="Shaving", name="Shaving cream, 150 g", price=900, picture="shaving-cream"),
    Item(category="Shaving", name="Shaving soap", price=800, picture="soap", about="Lasts for half a year."),
    Item(category="Shaving", name="Aftershave, 100 ml", price=1800, picture="aftershave", about="Dry, like the shop on a Tuesday."),
    Item(category="Shaving", name="Hot towels, 3", price=1500, picture="towel", about="Heavy cotton."),
    Item(category="Gifts", name="Shave box", price=4500, picture="shave-gift", about="Set, cream, aftershave, wrapped.", stock=4),
    Item(category="Gifts", name="Gift card", price=2000, picture="shave-card", about="A haircut for someone.", sizes={"£20": 2000, "£35": 3500, "£50": 5000}, option="Value"),
    Item(category="Gifts", name="Shop mug", price=900, picture="coffee", status="draft"),
)
# fmt: on

BARBER_SHOP = Shop(
    sku="NB",
    tax_rate=20,
    categories=("Hair", "Beard", "Shaving", "Gifts"),
    settings={
        "offers_pickup": True,
        "preparation_minutes": 10,
        "pickup_note": "At the chairs, 28 Tib Street",
        "payment_note": "Cash or card in the shop.",
    },
    orders=40,
    customers=(
        ("Callum Reid", "+447700900201"),
        ("Jay Patel", "+447700900202"),
        ("Nadia Shah", "+447700900203"),
        ("Tom Ellis", "+447700900204"),
    ),
    items=_ITEMS,
)
