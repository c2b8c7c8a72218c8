"""Two dentists in Tehran, a course for parents, and a video consultation: all in Persian."""

from __future__ import annotations

from cardshop.demo.salon import Chair, Salon, daily

_VISIT = {
    "minimum_notice_minutes": 120,
    "cancel_cutoff_minutes": 24 * 60,
    "reschedule_cutoff_minutes": 24 * 60,
    "horizon_days": 90,
}
_INSURANCE = {
    "label": "بیمه تکمیلی شما کدام است؟",
    "kind": "choice",
    "choices": ["ندارم", "دی", "آسیا", "بیمه دیگر"],
}

CLINIC_SALON = Salon(
    settings={"approval_minutes": 36 * 60, "person_limit": 5, "person_day_limit": 2},
    services=(
        {
            "name": "معاینه و مشاوره",
            "slug": "check-up",
            "duration_minutes": 20,
            "buffer_after_minutes": 10,
            "slot_interval_minutes": 30,
            "questions": [
                _INSURANCE,
                {"label": "به دارویی حساسیت دارید؟", "kind": "text"},
                {"label": "بار اول است که می‌آیم", "kind": "checkbox"},
            ],
            **_VISIT,
        },
        {
            "name": "جرم‌گیری و بروساژ",
            "slug": "cleaning",
            "duration_minutes": 40,
            "price": 1200000000,
            "buffer_after_minutes": 10,
            "slot_interval_minutes": 30,
            "questions": [_INSURANCE],
            **_VISIT,
        },
        {
            "name": "ترمیم یک دندان",
            "slug": "filling",
            "description": "هزینه پس از معاینه و پیش از کار گفته می‌شود.",
            "duration_minutes": 60,
            "price": 1800000000,
            "buffer_before_minutes": 5,
            "buffer_after_minutes": 15,
            "slot_interval_minutes": 30,
            "requires_approval": True,
            "questions": [
                {"label": "کدام دندان، و از کی؟", "kind": "long_text", "required": True},
                _INSURANCE,
            ],
            **_VISIT,
        },
        {
            "name": "دندان‌پزشکی کودک",
            "slug": "children",
            "duration_minutes": 30,
            "price": 900000000,
            "buffer_after_minutes": 10,
            "questions": [{"label": "سن کودک", "kind": "text", "required": True}],
            **_VISIT,
        },
        {
            "name": "مشاوره تصویری",
            "slug": "video",
            "description": "پیوند گفتگو همراه با نوبت می‌آید.",
            "duration_minutes": 15,
            "price": 450000000,
            "slot_alignment": "clock",
            "place": "video",
            "place_details": "https://meet.karimi.example/room",
            **_VISIT,
        },
        {
            "name": "کلاس بهداشت دهان برای والدین",
            "slug": "parents-course",
            "description": "نود دقیقه، هشت نفر، با تمرین و پرسش.",
            "duration_minutes": 90,
            "price": 300000000,
            "capacity": 8,
            **_VISIT,
        },
    ),
    chairs=(
        Chair(
            content={
                "name": "دکتر نیلوفر کریمی",
                "color": "teal",
                "hours": daily(
                    "sat sun mon tue wed", "09:00-13:00", "15:00-19:00", thu=[["09:00", "13:00"]]
                ),
            },
            gives=("معاینه و مشاوره", "ترمیم یک دندان", "جرم‌گیری و بروساژ", "مشاوره تصویری"),
            share=44,
            blocked=((6, "15:00", "19:00", "کنگره دندان‌پزشکی"),),
        ),
        Chair(
            content={
                "name": "دکتر سینا مرادی",
                "color": "slateblue",
                "daily_limit": 10,
                "hours": daily("sat mon wed", "10:00-14:00", "16:00-20:00"),
            },
            gives=("دندان‌پزشکی کودک", "معاینه و مشاوره", "جرم‌گیری و بروساژ"),
            share=38,
        ),
        Chair(
            content={
                "name": "اتاق آموزش",
                "color": "goldenrod",
                "hours": daily("tue", "17:00-18:30"),
            },
            gives=("کلاس بهداشت دهان برای والدین",),
            share=100,
        ),
    ),
    customers=(
        ("سارا محمدی", "+989121110001", "sara@mohammadi.example"),
        ("امیر رضایی", "+989121110002", ""),
        ("مهسا نوری", "+989121110003", "mahsa@nouri.example"),
        ("رضا کاظمی", "+989121110004", ""),
        ("نرگس حسینی", "+989121110005", "narges@hosseini.example"),
        ("علی اکبری", "+989121110006", "ali@akbari.example"),
        ("زهرا شریفی", "+989121110007", ""),
        ("حسین قاسمی", "+989121110008", "hossein@ghasemi.example"),
        ("مینا صادقی", "+989121110009", "mina@sadeghi.example"),
        ("پویا رستمی", "+989121110010", ""),
        ("الهام جعفری", "+989121110011", "elham@jafari.example"),
        ("کاوه بهرامی", "+989121110012", ""),
        ("شیرین افشار", "+989121110013", "shirin@afshar.example"),
        ("بهنام توکلی", "+989121110014", "behnam@tavakoli.example"),
    ),
    answers={
        "به دارویی حساسیت دارید؟": ("پنی‌سیلین", "خیر"),
        "کدام دندان، و از کی؟": ("دندان عقل پایین، از هفته پیش", "یک دندان جلو، لب‌پر شده"),
        "سن کودک": ("۶ سال", "۹ سال", "۴ سال"),
    },
    notes=("لطفاً کمی دیرتر هم اگر شد خبر بدهید.", "صندلی چرخ‌دار داریم."),
    full_weekday=5,
    waited_for="جرم‌گیری و بروساژ",
)
