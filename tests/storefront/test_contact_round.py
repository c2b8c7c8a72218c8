"""What a card says survives the way through a contact file and back."""

from __future__ import annotations

from typing import Any

from cardshop.cards.domain import contact_content, vcard_reader
from tests.support import factories
from tests.support.people import Browser


def test_a_card_survives_the_way_through_its_contact_file(visitor: Browser) -> None:
    columns: dict[str, Any] = {
        "display_name": "Amina 👩‍🍳",
        "job_title": "Baker",
        "phones": [{"kind": "work", "number": "+254700000123"}],
        "emails": [{"kind": "work", "address": "amina@example.com"}],
    }
    link = {"network": "instagram", "url": "https://www.instagram.com/crumb", "label": ""}
    business = factories.owner(whatsapp="").business
    factories.card(business, slug="amina", links=[link], **columns)

    file = visitor.client.get("/amina.vcf").data
    reading = contact_content.read(vcard_reader.read(file)[0], country="KE")

    found = reading.changes.changes()
    assert {name: found[name] for name in columns} == columns
    assert [row["network"] for row in found["links"]] == ["instagram"]
    assert reading.left_out == ()
