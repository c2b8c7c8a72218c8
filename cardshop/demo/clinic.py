"""Dr Niloufar Karimi, a dentist in Tehran: a card in Persian, from right to left."""

from __future__ import annotations

from cardshop.demo.clinic_salon import CLINIC_SALON
from cardshop.demo.example import Example, everyday
from cardshop.demo.small_shops import CLINIC_SHOP

CLINIC = Example(
    email="niloufar@karimi.example",
    name="دندان‌پزشکی دکتر کریمی",
    country="IR",
    locale="fa-IR",
    whatsapp="+989120000000",
    slug="dr-karimi",
    avatar=("doctor", "دکتر نیلوفر کریمی"),
    cover=("tooth", "یک دندان و لوازم مراقبت"),
    cover_focus=(50, 20),
    hours={
        "weekly": everyday("sat sun mon tue wed", "09:00", "20:00") | {"thu": [["09:00", "14:00"]]},
        "overrides": {"2027-03-21": [], "2027-03-22": []},
    },
    card={
        "display_name": "دکتر نیلوفر کریمی",
        "headline": "دندان‌پزشک، متخصص ترمیم و زیبایی",
        "job_title": "دندان‌پزشک",
        "organisation": "",
        "bio": "درمان بی‌درد برای بزرگسال و کودک. نوبت را همین‌جا بگیرید، یادآوری هم برایتان "
        "می‌آید. شماره نظام پزشکی ۱۴۸۲۲۰.",
        "phones": [
            {"kind": "work", "number": "+982188880000"},
            {"kind": "mobile", "number": "+989120000000"},
        ],
        "emails": [{"kind": "work", "address": "matab@karimi.example"}],
        "websites": [],
        "addresses": [
            {
                "kind": "work",
                "street": "خیابان ولیعصر، نرسیده به میدان ونک، پلاک ۲۴۱۰، طبقه ۳، واحد ۷",
                "city": "تهران",
                "region": "",
                "postal_code": "",
                "country": "ایران",
                "latitude": 35.7575,
                "longitude": 51.41,
            }
        ],
        "links": [
            {"network": "telegram", "url": "https://t.me/karimi_example"},
            {"network": "instagram", "url": "https://www.instagram.com/karimi.example"},
        ],
        "theme": {"preset": "calm"},
    },
    sections=[
        ("services", "گرفتن نوبت", {}),
        ("featured", "مراقبت در خانه", {"count": 3, "layout": "list"}),
        (
            "testimonials",
            "نظر مراجعان",
            {
                "items": [
                    {
                        "quote": "پسرم همیشه از دندان‌پزشک می‌ترسید. این بار خودش گفت دوباره برویم.",
                        "author": "سارا م.",
                        "source": "گوگل",
                        "stars": 5,
                    },
                    {
                        "quote": "دقیق سر وقت، بدون معطلی در اتاق انتظار.",
                        "author": "امیر ر.",
                        "source": "گوگل",
                        "stars": 5,
                    },
                    {
                        "quote": "توضیح هزینه پیش از کار، بدون غافلگیری.",
                        "author": "مهسا ن.",
                        "source": "اینستاگرام",
                        "stars": 5,
                    },
                ]
            },
        ),
        ("hours", "ساعت کاری", {"note": ""}),
        ("map", "نشانی", {}),
        (
            "faq",
            "پرسش‌ها",
            {
                "items": [
                    {
                        "question": "بیمه قبول می‌کنید؟",
                        "answer": "بله، با بیشتر بیمه‌های تکمیلی قرارداد داریم.",
                    },
                    {
                        "question": "تا کی می‌توانم نوبت را لغو کنم؟",
                        "answer": "تا ۲۴ ساعت پیش از نوبت، بدون هزینه.",
                    },
                ]
            },
        ),
    ],
    tags=[
        {"label": "میز پذیرش"},
    ],
    shop=CLINIC_SHOP,
    salon=CLINIC_SALON,
)
