"""One-line makers of valid rows; a test says only what it is about."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cardshop.accounts.models import (
    Account,
    ApiToken,
    Business,
    Membership,
    Role,
    Scope,
    UserSession,
)
from cardshop.cards.models import Card, QrTag, Section, SectionKind, SlugClaim, Target
from cardshop.db import db, transaction
from cardshop.lib import ids

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Owner:
    """An account, its business, and the token of a browser signed in as it."""

    account: Account
    business: Business
    session_token: str


def owner(**business: Any) -> Owner:
    """A verified account that owns a business in Nairobi, signed in."""
    n = next(_numbers)
    token = ids.new_token()
    with transaction() as session:
        account = Account(
            email=f"owner{n}@example.com",
            password_hash="!",
            locale="en",
            email_verified_at=NOW,
            created_at=NOW,
        )
        made = Business(**_business(n) | business)
        session.add_all([account, made])
        session.flush()
        session.add(Membership(account_id=account.id, business_id=made.id, role=Role.OWNER))
        session.add(
            UserSession(
                token_hash=ids.hash_token(token),
                account_id=account.id,
                business_id=made.id,
                device="Chrome on Android",
                created_at=NOW,
                last_seen_at=NOW,
            )
        )
    db.session.refresh(account)
    db.session.refresh(made)
    return Owner(account, made, token)


def _business(n: int) -> dict[str, Any]:
    return {
        "name": f"Golden Crumb {n}",
        "country": "KE",
        "currency": "KES",
        "currency_exponent": 2,
        "timezone": "Africa/Nairobi",
        "locale": "en-KE",
        "whatsapp": "+254700000123",
        "opening_hours": {"weekly": {"mon": [["06:00", "19:00"]]}, "overrides": {}},
        "created_at": NOW,
    }


def card(
    business: Business, *, sections: dict[str, dict[str, Any]] | None = None, **columns: Any
) -> Card:
    """A published card with sections (kind to settings), its claimed slug and primary QR tag."""
    n = next(_numbers)
    slug = columns.pop("slug", f"card-{n}")
    with transaction() as session:
        made = Card(
            **{
                "business_id": business.id,
                "slug": slug,
                "published_at": NOW,
                "preview_token": ids.new_token(),
                "locale": "en-KE",
                "display_name": "Golden Crumb",
                "vcard_uid": ids.new_uid(),
                "created_at": NOW,
                "updated_at": NOW,
            }
            | columns
        )
        session.add(made)
        session.flush()
        session.add(SlugClaim(slug=slug, business_id=business.id, card_id=made.id, claimed_at=NOW))
        for position, (kind, settings) in enumerate((sections or {}).items()):
            session.add(
                Section(
                    card_id=made.id, kind=SectionKind(kind), position=position, settings=settings
                )
            )
        session.add(
            QrTag(
                card_id=made.id,
                code=ids.new_code(),
                target=Target.CARD,
                is_primary=True,
                created_at=NOW,
            )
        )
    db.session.refresh(made)
    return made


def api_token(owner: Owner, scope: str = "write") -> str:
    """A token of the owner's business, as a program sends it."""
    token = ids.new_token()
    with transaction() as session:
        session.add(
            ApiToken(
                business_id=owner.business.id,
                account_id=owner.account.id,
                name="till",
                scope=Scope(scope),
                token_hash=ids.hash_token(token),
                created_at=NOW,
            )
        )
    return token


def api_token_id(owner: Owner) -> int:
    """The key of a new token of the owner's business."""
    plain = api_token(owner)
    row = db.session.query(ApiToken).filter_by(token_hash=ids.hash_token(plain)).one()
    return row.id


def tags_of(card_id: int) -> list[QrTag]:
    """The QR tags of a card, its primary one first."""
    tags = db.session.query(QrTag).filter_by(card_id=card_id)
    return tags.order_by(QrTag.is_primary.desc(), QrTag.id).all()


def primary_tag(card_id: int) -> QrTag:
    """The tag that the card's own buttons show."""
    return tags_of(card_id)[0]
