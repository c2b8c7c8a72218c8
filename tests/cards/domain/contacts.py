"""Contacts to write and read: a full one, and any that people can type."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from cardshop.cards.domain.contact import (
    Address,
    Contact,
    Email,
    Phone,
    SocialLink,
    Website,
)

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4 + b"\xff\xd9"

ANA = Contact(
    display_name="Ana Müller",
    given_name="Ana",
    family_name="Müller",
    headline="Sourdough since 1987",
    organisation="Golden Crumb, Nairobi",
    job_title="Head baker",
    note="Open daily; closed on Sunday.\nسفارش با واتساپ",
    phones=(Phone("mobile", "+254700000123"), Phone("fax", "+254200000000")),
    emails=(Email("work", "ana@crumb.ke"),),
    websites=(Website("", "https://crumb.ke/menu"),),
    addresses=(Address("work", "Moi Avenue 4", "Nairobi", "", "00100", "Kenya", -1.28, 36.82),),
    links=(
        SocialLink("instagram", "https://instagram.com/crumb"),
        SocialLink("whatsapp", "https://wa.me/254700000123"),
        SocialLink("x", "https://x.com/crumb"),
    ),
    categories=("bread", "cakes, small"),
    photo=JPEG,
    uid="urn:uuid:5e6f0b9c-0000-4000-8000-000000000001",
    revised_at=datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
)

# Any letters at all, on one line, without outer blanks: what a form lets through.
words = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60).map(str.strip)
some_words = words.filter(bool)
notes = st.lists(words, max_size=4).map("\n".join).map(str.strip)
numbers = st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True)
degrees = st.integers(-90_000_000, 90_000_000).map(lambda millionths: millionths / 1_000_000)

addresses = st.builds(
    Address,
    kind=st.sampled_from(("work", "home", "other")),
    street=some_words,
    city=words,
    region=words,
    postal_code=words,
    country=words,
)
places = st.builds(Address, st.just("work"), some_words, latitude=degrees, longitude=degrees)

contacts = st.builds(
    Contact,
    display_name=some_words,
    family_name=some_words,
    given_name=words,
    additional_names=words,
    name_prefix=words,
    name_suffix=words,
    headline=words,
    organisation=words,
    job_title=words,
    note=notes,
    phones=st.lists(
        st.builds(Phone, st.sampled_from(("mobile", "work", "home", "fax", "other")), numbers)
    ).map(tuple),
    emails=st.lists(
        st.builds(Email, st.sampled_from(("work", "home", "other")), words.map("{}@x.org".format))
    ).map(tuple),
    addresses=st.lists(addresses | places, max_size=3).map(tuple),
    categories=st.lists(some_words, unique=True, max_size=5).map(tuple),
    photo=st.none() | st.binary().map(lambda octets: b"\xff\xd8\xff" + octets),
    uid=words,
    revised_at=st.integers(0, 4_000_000_000).map(lambda since: datetime.fromtimestamp(since, UTC)),
)
