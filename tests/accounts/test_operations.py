"""What is done to accounts, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from cardshop.accounts import current, operations, queries
from cardshop.accounts.models import Account, Purpose, Scope
from cardshop.accounts.operations import EmailTaken
from cardshop.accounts.queries import InvitationExpired, LinkExpired
from cardshop.db import db, transaction
from cardshop.lib.errors import FieldErrors, NotFound
from tests.accounts.mailbox import mails
from tests.support import factories
from tests.support.factories import NOW

EMAIL, PASSWORD = "maya@goldencrumb.example", "plain unrelated words 77"


def sign_up(email: str = EMAIL, password: str = PASSWORD) -> Account:
    with transaction():
        return operations.sign_up(email=email, password=password, locale="en", at=NOW)


def verified(email: str = EMAIL, password: str = PASSWORD) -> Account:
    with transaction():
        return operations.create_account(
            email=email, password=password, locale="en", at=NOW, verified=True
        )


def prove(token: str) -> Account:
    with transaction():
        return operations.verify_email(token, at=NOW)


def test_an_address_is_proved_by_its_letter(each_engine: Flask) -> None:
    sign_up()

    assert prove(mails()[0].token).email_verified_at == NOW


def test_a_link_works_once(each_engine: Flask) -> None:
    sign_up()
    prove(mails()[0].token)

    with pytest.raises(LinkExpired):
        prove(mails()[0].token)


def test_only_the_newest_link_works(each_engine: Flask) -> None:
    account = sign_up()
    with transaction():
        operations.send_verification(account, at=NOW)
    older, newer = mails()

    with pytest.raises(LinkExpired):
        prove(older.token)
    assert prove(newer.token).id == account.id


def test_a_link_is_kept_as_a_hash_and_expires(each_engine: Flask) -> None:
    sign_up()
    token = mails()[0].token

    assert queries.link(token, Purpose.VERIFY_EMAIL, at=NOW).token_hash != token
    with pytest.raises(LinkExpired):
        queries.link(token, Purpose.VERIFY_EMAIL, at=NOW + timedelta(days=7))
    with pytest.raises(LinkExpired):
        queries.link(token, Purpose.RESET_PASSWORD, at=NOW)


def test_signing_up_with_a_proved_address_only_changes_the_letter(each_engine: Flask) -> None:
    verified()
    sign_up(password="another long phrase 9")

    letter = mails()[0]
    assert letter.subject == "You already have an account"
    assert letter.link == "/account/sign-in"


def test_an_address_is_proved_by_one_account_only(each_engine: Flask) -> None:
    sign_up()
    token = mails()[0].token
    verified()

    with pytest.raises(EmailTaken):
        prove(token)


def test_one_signs_in_to_the_account_whose_password_it_is(each_engine: Flask) -> None:
    first, second = (
        sign_up(password="first long phrase 1"),
        sign_up(password="second long phrase 2"),
    )
    proved = verified(password="proved long phrase 3")

    for account, password in (
        (first, "first long phrase 1"),
        (second, "second long phrase 2"),
        (proved, "proved long phrase 3"),
    ):
        found = operations.matching_account(EMAIL, password)
        assert found is not None
        assert found.id == account.id
    assert operations.matching_account(EMAIL, "fourth long phrase 4") is None


def test_of_the_unproved_accounts_only_the_newest_two_count(each_engine: Flask) -> None:
    for n in range(3):
        sign_up(password=f"long phrase number {n}")

    assert operations.matching_account(EMAIL, "long phrase number 0") is None
    assert operations.matching_account(EMAIL, "long phrase number 2") is not None


def test_a_reset_proves_the_address_and_ends_every_session(each_engine: Flask) -> None:
    account = sign_up()
    with transaction():
        session = operations.start_session(account, device="Chrome on Android", at=NOW)
        operations.request_password_reset(EMAIL, at=NOW)
    with transaction():
        operations.reset_password(mails()[-1].token, "quite another phrase 5", at=NOW)

    assert current.load(session) is None
    found = operations.matching_account(EMAIL, "quite another phrase 5")
    assert found is not None
    assert found.email_verified_at == NOW
    assert mails()[-1].subject == "Your password was changed"


def test_nobody_gets_a_letter_at_an_unknown_address(each_engine: Flask) -> None:
    with transaction():
        operations.request_password_reset("nobody@example.com", at=NOW)

    assert mails() == []
    assert db.session.query(Account).count() == 0


def test_an_address_changes_once_the_new_one_is_proved(each_engine: Flask) -> None:
    account = verified()
    with transaction():
        operations.request_email_change(account, "new@goldencrumb.example", at=NOW)
    assert account.email == EMAIL
    with transaction():
        operations.change_email(mails("new@goldencrumb.example")[0].token, at=NOW)

    assert account.email == "new@goldencrumb.example"
    assert [mail.subject for mail in mails(EMAIL)] == ["Your email is about to change"]


def test_a_taken_address_is_told_to_its_owner_alone(each_engine: Flask) -> None:
    account = verified()
    verified("taken@example.com")
    with transaction():
        operations.request_email_change(account, "taken@example.com", at=NOW)

    assert mails("taken@example.com")[0].link == "/account/sign-in"


def test_changing_the_password_stops_a_change_of_address(each_engine: Flask) -> None:
    account = verified()
    with transaction():
        operations.request_email_change(account, "thief@example.com", at=NOW)
        operations.change_password(account, "quite another phrase 5", at=NOW)

    with pytest.raises(LinkExpired), transaction():
        operations.change_email(mails("thief@example.com")[0].token, at=NOW)


def test_letters_are_in_the_language_of_the_account(each_engine: Flask) -> None:
    with transaction():
        operations.sign_up(email=EMAIL, password=PASSWORD, locale="fa", at=NOW)

    assert "/account/email-verification/" in mails()[0].link


def test_a_business_follows_its_country(each_engine: Flask) -> None:
    account = verified()
    with transaction():
        made = operations.create_business(
            account=account, name="Crumb", country="JP", at=NOW, whatsapp="090-1234-5678"
        )

    assert (made.currency, made.currency_exponent) == ("JPY", 0)
    assert (made.timezone, made.locale) == ("Asia/Tokyo", "ja-JP")
    assert made.whatsapp == "+819012345678"


def test_a_business_of_nowhere_is_refused(each_engine: Flask) -> None:
    account = verified()
    with pytest.raises(FieldErrors) as refused, transaction():
        operations.create_business(account=account, name=" ", country="XX", at=NOW)

    assert [e.pointer for e in refused.value.errors] == ["/name", "/country"]


def test_an_invitation_is_for_one_person(each_engine: Flask) -> None:
    with transaction():
        token = operations.invite(at=NOW)
    with transaction():
        operations.accept_invitation(token, at=NOW)

    with pytest.raises(InvitationExpired), transaction():
        operations.accept_invitation(token, at=NOW)


def test_an_api_token_opens_until_it_is_revoked(each_engine: Flask) -> None:
    owner = factories.owner()
    with transaction():
        token, plain = operations.issue_token(
            business=owner.business, account=owner.account, name="Till", scope=Scope.READ, at=NOW
        )
        operations.note_use(token, at=NOW)
    found = queries.by_api_token(plain)
    assert found is not None
    assert found.last_used_at == NOW
    with transaction():
        operations.revoke_token(queries.api_token(owner.business.id, token.id), at=NOW)

    assert queries.by_api_token(plain) is None
    with pytest.raises(NotFound):
        queries.api_token(owner.business.id, token.id)


def test_what_has_had_its_time_is_forgotten(each_engine: Flask) -> None:
    account = sign_up()
    with transaction():
        operations.start_session(account, device="", at=NOW)
        operations.invite(at=NOW)
        operations.forget_stale(at=NOW + timedelta(days=40))

    for table in ("account_tokens", "user_sessions", "invitations"):
        assert db.session.scalar(db.text(f"SELECT count(*) FROM {table}")) == 0
