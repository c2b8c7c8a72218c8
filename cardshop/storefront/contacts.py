"""A card as a contact for the address book of a phone."""

from __future__ import annotations

from cardshop.cards.domain.contact import Contact, Phone, SocialLink
from cardshop.cards.published import PublicCard
from cardshop.storefront import actions
from cardshop.web.site import absolute


def contact_of(card: PublicCard, photo: bytes | None = None) -> Contact:
    """Everything a contact file says; `photo` is a JPEG of at most 320 x 320 pixels.

    The business's WhatsApp number is a way to reach it like the others, so it is always among them.
    """
    return Contact(
        display_name=card.display_name,
        headline=card.headline,
        organisation=card.organisation,
        job_title=card.job_title,
        note=card.bio,
        phones=_phones(card),
        emails=card.emails,
        websites=card.websites,
        addresses=card.addresses,
        links=_links(card),
        photo=photo,
        uid=card.vcard_uid,
        revised_at=card.updated_at,
        language=card.locale,
        card_url=absolute(f"/{card.slug}"),
    )


def _phones(card: PublicCard) -> tuple[Phone, ...]:
    number = card.business.whatsapp
    if not number or any(phone.number == number for phone in card.phones):
        return card.phones
    return (*card.phones, Phone("mobile", number))


def _links(card: PublicCard) -> tuple[SocialLink, ...]:
    number = card.business.whatsapp
    if not number or any(link.network == "whatsapp" for link in card.links):
        return card.links
    return (*card.links, SocialLink("whatsapp", actions.whatsapp(number)))
