"""What can be booked with a designer in Lisbon and at a bakery in Nairobi."""

from __future__ import annotations

from cardshop.demo.salon import Chair, Salon, daily

DESIGNER_SALON = Salon(
    services=(
        {
            "name": "First talk",
            "description": "What you make, who buys it, what should change. No slides.",
            "duration_minutes": 20,
            "buffer_after_minutes": 10,
            "slot_interval_minutes": 30,
            "slot_alignment": "clock",
            "minimum_notice_minutes": 12 * 60,
            "horizon_days": 45,
            "daily_limit": 4,
            "person_limit": 1,
            "place": "video",
            "place_details": "https://meet.duarte.example/ines",
            "questions": [
                {"label": "What do you make?", "kind": "text", "required": True},
                {"label": "Link to what there is now", "kind": "text"},
            ],
        },
        {
            "name": "Label review",
            "description": "Send a label before, get an hour of honest words about it.",
            "duration_minutes": 60,
            "price": 9000,
            "slot_alignment": "clock",
            "buffer_after_minutes": 15,
            "minimum_notice_minutes": 24 * 60,
            "cancel_cutoff_minutes": 24 * 60,
            "reschedule_cutoff_minutes": 12 * 60,
            "place": "video",
            "place_details": "https://meet.duarte.example/ines",
        },
        {
            "name": "Half-day design sprint",
            "description": "Four hours at one table, remote or at Rua da Rosa.",
            "duration_minutes": 240,
            "price": 42000,
            "slot_alignment": "tight",
            "minimum_notice_minutes": 5 * 24 * 60,
            "horizon_days": 120,
            "daily_limit": 1,
            "requires_approval": True,
            "cancel_cutoff_minutes": 3 * 24 * 60,
            "reschedule_cutoff_minutes": 3 * 24 * 60,
            "questions": [
                {
                    "label": "Where?",
                    "kind": "choice",
                    "required": True,
                    "choices": ["Remote", "In the studio"],
                }
            ],
        },
    ),
    chairs=(
        Chair(
            content={
                "name": "Inês",
                "color": "tomato",
                "hours": daily(
                    "mon tue wed thu", "10:00-13:00", "14:30-18:00", fri=[["10:00", "14:00"]]
                ),
            },
            gives=("First talk", "Label review", "Half-day design sprint"),
            share=22,
            blocked=((7, "10:00", "18:00", "Printer's in Porto"),),
        ),
    ),
    customers=(
        ("Marta Nunes", "+351912000001", "marta@olacafe.example"),
        ("Rui Teixeira", "+351912000002", "rui@moagem.example"),
        ("Hanna Lindqvist", "+46701740601", "hanna@bryggeri.example"),
        ("Tomás Aguirre", "+5491123456789", "tomas@dulces.example"),
        ("Keiko Mori", "+819012345678", "keiko@mori-tea.example"),
        ("Dara Quinn", "+353861234567", "dara@quinnscider.example"),
        ("Ana Prado", "+5511961234567", "ana@prado-mel.example"),
    ),
    zones=(
        "Europe/Lisbon",
        "Europe/Lisbon",
        "Europe/Stockholm",
        "America/Argentina/Buenos_Aires",
        "Asia/Tokyo",
        "Europe/Dublin",
        "America/Sao_Paulo",
    ),
    answers={
        "What do you make?": ("Honey from Alentejo", "Cider, four kinds", "Tea from Shizuoka"),
        "Link to what there is now": ("https://dulces.example", "https://mori-tea.example"),
    },
)

BAKERY_SALON = Salon(
    services=(
        {
            "name": "Cake tasting",
            "description": "Four sponges, six creams. Up to three people, free with an order.",
            "duration_minutes": 30,
            "slot_interval_minutes": 30,
            "buffer_after_minutes": 15,
            "minimum_notice_minutes": 4 * 60,
            "horizon_days": 45,
            "cancel_cutoff_minutes": 120,
            "reschedule_cutoff_minutes": 120,
            "questions": [
                {
                    "label": "What is it for?",
                    "kind": "choice",
                    "choices": ["Wedding", "Birthday", "Office", "Something else"],
                }
            ],
        },
        {
            "name": "Wedding cake meeting",
            "duration_minutes": 45,
            "price": 100000,
            "slot_interval_minutes": 30,
            "buffer_after_minutes": 15,
            "minimum_notice_minutes": 24 * 60,
            "horizon_days": 180,
            "requires_approval": True,
            "questions": [{"label": "The day, and how many guests", "kind": "text"}],
        },
        {
            "name": "Bread class",
            "description": "Three hours at the big table: starter, shaping, baking. Aprons are here.",
            "duration_minutes": 180,
            "price": 225000,
            "capacity": 10,
            "minimum_notice_minutes": 12 * 60,
            "horizon_days": 90,
            "cancel_cutoff_minutes": 48 * 60,
            "reschedule_cutoff_minutes": 48 * 60,
            "questions": [{"label": "Anything you cannot eat?", "kind": "text"}],
        },
    ),
    chairs=(
        Chair(
            content={
                "name": "Maya",
                "color": "royalblue",
                "hours": daily("tue wed thu fri", "09:30-12:30", "14:00-16:30"),
            },
            gives=("Cake tasting", "Wedding cake meeting"),
            share=34,
            blocked=((5, "14:00", "16:30", "Flour mill"),),
        ),
        Chair(
            content={
                "name": "The big table",
                "color": "goldenrod",
                "hours": daily("sat", "09:00-12:00"),
            },
            gives=("Bread class",),
            share=100,
        ),
    ),
    customers=(
        ("Wanjiru Mwangi", "+254711000101", "wanjiru@mwangi.example"),
        ("Brian Otieno", "+254711000102", "brian@otieno.example"),
        ("Amina Khalid", "+254711000103", ""),
        ("Grace Wambui", "+254711000104", "grace@wambui.example"),
        ("David Kimani", "+254711000105", ""),
        ("Joy Mutua", "+254711000106", "joy@mutua.example"),
        ("Peter Njoroge", "+254711000107", "peter@njoroge.example"),
        ("Akinyi Ochieng", "+254711000108", ""),
        ("Samuel Rono", "+254711000109", "samuel@rono.example"),
        ("Faith Achieng", "+254711000110", "faith@achieng.example"),
    ),
    answers={
        "The day, and how many guests": ("12 December, 120", "In February, about 60"),
        "Anything you cannot eat?": ("No nuts, please", "Nothing"),
    },
    notes=("We will be three.", "Can I bring my mother?"),
    full_weekday=5,
    waited_for="Bread class",
)
