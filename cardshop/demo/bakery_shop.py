"""What Golden Crumb sells: sixty products on six shelves, and four neighbourhoods to bring them to."""

from __future__ import annotations

from cardshop.demo.shop import Item, Shop

_DIPS = (("Dips", 0, 2, {"Hummus": 12000, "Guacamole": 15000, "Yoghurt and mint": 9000}),)
_SPREADS = (("Spread", 0, 1, {"Cream cheese": 15000, "Peanut butter": 10000}),)
_FILLINGS = (("Filling", 0, 1, {"Chocolate": 6000, "Ham and cheese": 11000}),)
_ICING = (("Icing", 1, 1, {"On top": 0, "On the side": 0, "None": 0}),)
_ICE = (("With it", 0, 2, {"Vanilla ice cream": 12000, "Warmed up": 0}),)
_LUNCH = (
    ("Bread", 1, 1, {"White roll": 0, "Seeded roll": 3000, "Gluten-free": 9000}),
    ("Extras", 0, 3, {"Avocado": 8000, "Egg": 5000, "Extra cheese": 7000, "Chilli": 0}),
)
_MILK = (("Milk", 0, 1, {"Oat milk": 5000, "No milk": 0}),)
_CAKE = (
    ("On the cake", 0, 3, {"A name in chocolate": 25000, "Candles": 15000, "Fresh flowers": 60000}),
)

# One product a row.
# fmt: off
_ITEMS = (
    Item(category="Bread", name="Country sourdough", price=48000, picture="loaf", about="Wheat and rye, fermented for thirty hours. Keeps for five days.", sizes={"Half": 26000, "Whole": 48000, "Whole, sliced": 50000}, tags=("featured", "vegan")),
    Item(category="Bread", name="Stone-baked baguette", price=19000, picture="baguette", about="Baked at six, eleven and four.", tags=("vegan",), status="sold_out"),
    Item(category="Bread", name="Seeded tin loaf", price=42000, picture="seeded", about="Sunflower, flax and sesame.", tags=("vegan",)),
    Item(category="Bread", name="Dark rye", price=45000, picture="rye", about="All rye, caraway, a little molasses.", tags=("vegan",)),
    Item(category="Bread", name="Soft milk bread", price=35000, picture="milk-bread", about="For sandwiches and toast."),
    Item(category="Bread", name="Spelt sourdough", price=56000, picture="loaf", about="Stone-ground spelt, gentle on the stomach.", tags=("vegan",)),
    Item(category="Bread", name="Garlic flatbread", price=28000, picture="flatbread", about="Brushed with garlic butter.", extras=_DIPS),
    Item(category="Bread", name="Olive flatbread", price=32000, picture="flatbread", about="Black olives, thyme, sea salt.", tags=("vegan",), extras=_DIPS),
    Item(category="Bread", name="Burger buns, 6", price=30000, picture="bun", about="Brioche dough, sesame."),
    Item(category="Bread", name="Dinner rolls, 12", price=38000, picture="bun", about="Small and soft, for the middle of the table."),
    Item(category="Bread", name="Sesame bagels, 4", price=36000, picture="bagel", about="Boiled, then baked.", extras=_SPREADS),
    Item(category="Bread", name="Sandwich loaf, gluten-free", price=62000, picture="milk-bread", about="Made on Mondays, in the same room as wheat.", stock=8),
    Item(category="Pastry", name="Butter croissant", price=22000, picture="croissant", about="Twenty-seven layers of butter.", was=25000, tags=("featured",), extras=_FILLINGS),
    Item(category="Pastry", name="Almond croissant", price=29000, picture="croissant", about="Filled and baked a second time."),
    Item(category="Pastry", name="Cinnamon rolls, box of 3", price=65000, picture="roll", about="Icing on the side if you ask.", tags=("featured",), extras=_ICING),
    Item(category="Pastry", name="Berry danish", price=26000, picture="danish", about="Custard and berries from Limuru."),
    Item(category="Pastry", name="Custard danish", price=24000, picture="danish"),
    Item(category="Pastry", name="Glazed doughnut", price=15000, picture="doughnut", about="Fried at seven and at three.", sizes={"One": 15000, "Box of 6": 80000}, option="Box"),
    Item(category="Pastry", name="Mandazi, bag of 8", price=20000, picture="sweet-bun", about="With cardamom.", tags=("vegan",)),
    Item(category="Pastry", name="Coconut mahamri, bag of 8", price=24000, picture="sweet-bun", about="For chai at four.", tags=("vegan",)),
    Item(category="Pastry", name="Hot cross buns, 6", price=42000, picture="hot-cross", about="All through Lent.", status="archived"),
    Item(category="Pastry", name="Blueberry muffin", price=23000, picture="muffin", about="Baked with yoghurt.", sizes={"One": 23000, "Box of 4": 85000}, option="Box"),
    Item(category="Pastry", name="Lemon square", price=21000, picture="lemon-square", about="Sharp, not sweet."),
    Item(category="Pastry", name="Banana bread, loaf", price=52000, picture="banana-bread", about="Very ripe bananas and walnuts.", tags=("vegan",)),
    Item(category="Cakes > Birthday cakes", name="Chocolate berry cake", price=320000, picture="cake", about="Dark sponge, ganache, berries. Tell us the name to write on it.", sizes={"For 8": 320000, "For 12": 460000, "For 20": 690000}, tags=("featured",), extras=_CAKE, preparation=2880),
    Item(category="Cakes > Birthday cakes", name="Vanilla birthday cake", price=290000, picture="birthday-cake", about="Vanilla sponge and buttercream.", sizes={"For 8": 290000, "For 12": 420000, "For 20": 640000}, extras=_CAKE, preparation=2880),
    Item(category="Cakes > Birthday cakes", name="Coffee walnut cake", price=310000, picture="coffee-cake", about="Kenyan espresso in sponge and cream.", sizes={"For 8": 310000, "For 12": 450000}, extras=_CAKE, preparation=2880),
    Item(category="Cakes > Birthday cakes", name="Victoria cake", price=260000, picture="vanilla-cake", about="Jam, cream, nothing else.", sizes={"For 8": 260000, "For 12": 380000}, extras=_CAKE, preparation=2880),
    Item(category="Cakes > Birthday cakes", name="Cupcakes, 12", price=190000, picture="cupcake", about="Choose one flavour for the box.", sizes={"Vanilla": 190000, "Chocolate": 190000, "Red velvet": 210000}, option="Flavour", preparation=1440),
    Item(category="Cakes > Birthday cakes", name="Macarons, 9", price=120000, picture="macarons", about="Raspberry, pistachio, passion fruit.", stock=12, preparation=1440),
    Item(category="Cakes > By the slice", name="Carrot cake", price=38000, picture="carrot-cake", about="Cream cheese, walnuts."),
    Item(category="Cakes > By the slice", name="Red velvet", price=39000, picture="red-velvet"),
    Item(category="Cakes > By the slice", name="Baked cheesecake", price=42000, picture="cheesecake", about="With whatever berry is in season."),
    Item(category="Cakes > By the slice", name="Brownie", price=25000, picture="brownie", about="Soft in the middle.", extras=_ICE),
    Item(category="Cakes > By the slice", name="White chocolate blondie", price=25000, picture="blondie"),
    Item(category="Tarts and pies", name="Strawberry tart", price=48000, picture="fruit-tart", about="Vanilla custard on short crust.", sizes={"Small": 48000, "For 8": 240000}),
    Item(category="Tarts and pies", name="Blueberry tart", price=52000, picture="blueberry-tart", about="Mascarpone and blueberries.", sizes={"Small": 52000, "For 8": 260000}),
    Item(category="Tarts and pies", name="Cherry pie", price=165000, picture="pie", about="A whole one, for six."),
    Item(category="Tarts and pies", name="Apple pie", price=145000, picture="pie", about="Bramley-style apples from Nyeri, for six.", tags=("vegan",)),
    Item(category="Tarts and pies", name="Chicken and leek pie", price=68000, picture="pie", about="A meal for two."),
    Item(category="Tarts and pies", name="Spinach quiche", price=125000, picture="quiche", about="Feta and spring onion, for six."),
    Item(category="Tarts and pies", name="Quiche, one piece", price=32000, picture="quiche", about="The quiche of the day."),
    Item(category="Pastry > Cookies", name="Oat cookies, bag of 6", price=54000, picture="cookies", about="Oats, honey, no flour.", tags=("featured",)),
    Item(category="Pastry > Cookies", name="Chocolate chip cookies, bag of 6", price=58000, picture="cookies", about="Dark chocolate, sea salt."),
    Item(category="Pastry > Cookies", name="Ginger cookies, bag of 6", price=52000, picture="cookies", about="They snap.", tags=("vegan",)),
    Item(category="Pastry > Cookies", name='Cookie, one', price=11000, picture='cookies', about="The day's choice."),
    Item(category="Lunch", name="Tomato and cheese roll", price=38000, picture="sandwich", about="Basil, mozzarella, our own roll.", extras=_LUNCH),
    Item(category="Lunch", name="Chicken and egg roll", price=45000, picture="chicken-roll", about="With pickled cucumber.", extras=_LUNCH),
    Item(category="Lunch", name="Beef sausage roll", price=28000, picture="sausage-roll", about="Flaky pastry, warm from eleven."),
    Item(category="Lunch", name="Vegetable samosa", price=9000, picture="samosa", about="Potato, peas, coriander.", sizes={"One": 9000, "Dozen": 96000}, option="Box", tags=("vegan",)),
    Item(category="Lunch", name="Beef samosa", price=11000, picture="samosa", about="Lean beef and spring onion.", sizes={"One": 11000, "Dozen": 120000}, option="Box"),
    Item(category="Lunch", name="Soup and bread", price=42000, picture="flatbread", about="The soup of the day with two slices of sourdough."),
    Item(category="Drinks and gifts", name="Filter coffee", price=22000, picture="coffee", about="From Nyeri, roasted on Ngong Road.", sizes={"Small": 22000, "Large": 28000}, extras=_MILK),
    Item(category="Drinks and gifts", name="Masala chai", price=18000, picture="chai", about="Milk, cardamom, ginger.", sizes={"Small": 18000, "Large": 24000}, extras=_MILK),
    Item(category="Drinks and gifts", name="Mango juice, 500 ml", price=30000, picture="juice", about="Nothing but mango.", tags=("vegan",)),
    Item(category="Drinks and gifts", name="Hibiscus cooler, 500 ml", price=28000, picture="hibiscus", about="Cold, with ginger.", tags=("vegan",)),
    Item(category="Drinks and gifts", name="Strawberry jam, 340 g", price=52000, picture="jam", about="Cooked here on Sundays.", tags=("vegan",)),
    Item(category="Drinks and gifts", name="Acacia honey, 400 g", price=78000, picture="honey", about="From Kitui.", stock=30),
    Item(category="Drinks and gifts", name="Breakfast box for two", price=195000, picture="gift-box", about="Two croissants, a small sourdough, jam, juice.", stock=10, preparation=720),
    Item(category="Drinks and gifts", name="Gift card", price=100000, picture="gift-card", about="Printed, in an envelope.", sizes={"KSh 1,000": 100000, "KSh 2,500": 250000, "KSh 5,000": 500000}, option="Value"),
)
# fmt: on

BAKERY_SHOP = Shop(
    sku="GC",
    tax_rate=16,
    categories=(
        "Bread",
        "Pastry",
        "Pastry > Cookies",
        "Cakes",
        "Cakes > Birthday cakes",
        "Cakes > By the slice",
        "Tarts and pies",
        "Lunch",
        "Drinks and gifts",
    ),
    settings={
        "offers_pickup": True,
        "offers_delivery": True,
        "offers_dine_in": True,
        "preparation_minutes": 25,
        "pickup_note": "Argwings Kodhek Road 41, next to the post office",
        "payment_note": "Pay on pickup or to the rider: cash or M-Pesa.",
    },
    zones=(
        {"name": "Kilimani", "fee": 15000, "minimum": 50000, "free_above": 250000, "minutes": 25},
        {"name": "Hurlingham", "fee": 20000, "minimum": 80000, "free_above": 300000, "minutes": 30},
        {"name": "Yaya", "fee": 20000, "minimum": 80000, "free_above": 300000, "minutes": 30},
        {"name": "Westlands", "fee": 35000, "minimum": 150000, "free_above": None, "minutes": 50},
    ),
    coupons=(
        {"code": "WELCOME10", "kind": "percent", "value": 10, "max_uses_per_phone": 1},
        {"code": "BODAFREE", "kind": "free_delivery", "value": 0, "minimum": 150000},
        {"code": "CAKE500", "kind": "amount", "value": 50000, "minimum": 300000, "max_uses": 100},
    ),
    orders=260,
    customers=(
        ("Wanjiru Mwangi", "+254711000111"),
        ("Brian Otieno", "+254722000222"),
        ("Amina Khalid", "+254733000333"),
        ("Peter Kamau", "+254712000444"),
        ("Grace Achieng", "+254723000555"),
        ("Samuel Njoroge", "+254734000666"),
        ("Fatuma Hassan", "+254713000777"),
        ("Kevin Mutua", "+254724000888"),
        ("Mercy Wambui", "+254735000999"),
        ("Daniel Kiprop", "+254714001010"),
        ("Zainab Ali", "+254725001111"),
        ("Joyce Atieno", "+254736001212"),
    ),
    items=_ITEMS,
)
