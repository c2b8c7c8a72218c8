"""E-mail against real mail servers: what arrives, and what is understood when it does not."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from cardshop.notifications.channels import CutOff, Undeliverable, email
from cardshop.notifications.channels.email import Email
from tests.notifications.letters import outgoing
from tests.notifications.mail_servers import certified, knows_amina, reads_and_dies, silent, strict
from tests.support.factories import NOW
from tests.support.servers import Postbox, free_port

FROM = "Panadería Ñandú <shop@example.com>"
SIGN_IN = "amina%40shop:p%40ss%3Aword%2F1@"


def refused(sender: Email, **chosen: object) -> Undeliverable:
    with pytest.raises(Undeliverable) as caught:
        sender.send(outgoing(**chosen))
    return caught.value


def test_a_letter_arrives_as_it_was_written(postbox: Postbox) -> None:
    text = "سلام 🍞\n\nFrom the bakery.\n.\nA long line: " + "word " * 400 + "\n"

    named = Email(postbox.url, FROM).send(
        outgoing(content={"subject": "Ihr Zugang – خوش آمدید 🍞", "text": text})
    )

    [letter] = postbox.messages
    assert letter["From"] == FROM
    assert letter["To"] == "guest@example.com"
    assert letter["Subject"] == "Ihr Zugang – خوش آمدید 🍞"
    assert letter["Message-ID"] == named == "<c0ffee@example.com>"
    assert parsedate_to_datetime(letter["Date"]) == NOW
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().replace("\r\n", "\n") == text
    assert postbox.recipients == [["guest@example.com"]]


def test_a_second_try_carries_the_same_name(postbox: Postbox) -> None:
    sender = Email(postbox.url, FROM)

    sender.send(outgoing(attempt=1))
    sender.send(outgoing(attempt=2))

    assert len({letter["Message-ID"] for letter in postbox.messages}) == 1


@pytest.mark.parametrize(
    "evil", ["Hi\nBcc: all@example.com", "Hi\r\nBcc: all@example.com", "Hi\rBcc: a@example.com"]
)
def test_nobody_writes_headers_through_a_subject(postbox: Postbox, evil: str) -> None:
    fault = refused(Email(postbox.url, FROM), content={"subject": evil, "text": ""})

    assert fault.permanent
    assert postbox.messages == []


@pytest.mark.parametrize(
    "address",
    [
        "a@example.com\nBcc: b@example.com",
        "a@example.com, b@example.com",
        "nobody",
        "",
        "a b@example.com",
        "a@" + "x" * 70 + ".com",
        "a@example..com",
    ],
)
def test_an_address_that_cannot_be_is_final(postbox: Postbox, address: str) -> None:
    assert refused(Email(postbox.url, FROM), recipient=address).permanent
    assert postbox.messages == []


def test_a_domain_of_any_script_is_written_as_dns_knows_it(postbox: Postbox) -> None:
    Email(postbox.url, FROM).send(outgoing(recipient="ana@bäckerei.example"))

    assert postbox.recipients == [["ana@xn--bckerei-5wa.example"]]


def test_a_name_of_any_script_needs_a_server_that_can() -> None:
    with strict(enable_SMTPUTF8=False) as old, strict() as new:
        assert refused(Email(old.url, FROM), recipient="آنا@example.com").permanent
        Email(new.url, FROM).send(outgoing(recipient="آنا@example.com"))

    assert new.recipients == [["آنا@example.com"]]


@pytest.mark.parametrize(
    ("command", "reply", "permanent"),
    [
        ("RCPT", "550 no such user", True),
        ("RCPT", "450 mailbox busy", False),
        ("DATA", "554 looks like spam", True),
        ("DATA", "452 disk full", False),
        # The operator's address is at fault, not this message: it waits for the mend.
        ("MAIL", "550 not our customer", False),
        ("MAIL", "451 later", False),
    ],
)
def test_only_a_refusal_of_this_letter_is_final(command: str, reply: str, permanent: bool) -> None:
    with strict({command: reply}) as box:
        fault = refused(Email(box.url, FROM))

    assert (fault.permanent, reply in fault.reason) == (permanent, True)


def test_a_server_that_is_not_there_is_tried_again() -> None:
    fault = refused(Email(f"smtp://127.0.0.1:{free_port()}", FROM))

    assert not fault.permanent
    assert fault.reason == "The mail server cannot be reached (Connection refused)."


def test_a_name_that_does_not_resolve_is_tried_again() -> None:
    fault = refused(Email("smtp://mail.invalid:25", FROM))

    assert not fault.permanent
    assert "cannot be reached" in fault.reason


def test_a_server_that_hangs_is_left() -> None:
    with silent() as url:
        began = time.monotonic()
        fault = refused(Email(url, FROM, timeout=0.3))

    assert time.monotonic() - began < 2
    assert (fault.permanent, fault.reason) == (False, "The mail server did not answer in time.")


def test_a_server_that_dies_with_the_letter_in_hand_leaves_a_doubt() -> None:
    with reads_and_dies() as url, pytest.raises(CutOff) as doubt:
        Email(url, FROM, timeout=2).send(outgoing())

    assert doubt.value.reason == "The mail server ended the connection."


def test_the_password_is_sent_encrypted() -> None:
    options: dict[str, Any] = {"tls_context": certified(), "require_starttls": True}
    with strict(authenticator=knows_amina, auth_required=True, **options) as box:
        url = box.url.replace("smtp://", f"smtp://{SIGN_IN}")
        Email(url, FROM).send(outgoing())
        Email(url, FROM).check()

    assert len(box.messages) == 1


def test_a_server_may_be_encrypted_from_the_first_word() -> None:
    with strict(ssl_context=certified()) as box:
        Email(box.url.replace("smtp:", "smtps:"), FROM).send(outgoing())

    assert len(box.messages) == 1


def test_a_wrong_password_waits_for_the_mend() -> None:
    with strict(auth_require_tls=False, authenticator=knows_amina) as box:
        fault = refused(Email(box.url.replace("smtp://", "smtp://amina:wrong@"), FROM))

    assert not fault.permanent
    assert fault.reason == "The mail server refused our user name or password (535)."


def test_a_password_is_not_sent_in_clear_to_another_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(email, "_is_this_machine", lambda _host: False)
    with strict(auth_require_tls=False, authenticator=knows_amina) as box:
        fault = refused(Email(box.url.replace("smtp://", f"smtp://{SIGN_IN}"), FROM))

    assert (fault.permanent, box.messages) == (False, [])
    assert "offers no encryption" in fault.reason


def test_a_stranger_s_certificate_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(email, "_is_this_machine", lambda _host: False)
    with strict(tls_context=certified()) as box:
        fault = refused(Email(box.url, FROM))

    assert (fault.permanent, box.messages) == (False, [])
    assert "certificate is not good" in fault.reason


def test_a_server_without_passwords_says_so() -> None:
    with strict() as box, pytest.raises(Undeliverable, match="takes no user name"):
        Email(box.url.replace("smtp://", f"smtp://{SIGN_IN}"), FROM).check()


def test_a_rude_goodbye_does_not_send_a_letter_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    with strict() as box:
        monkeypatch.setattr("smtplib.SMTP.quit", lambda self: self.docmd("RSET extra"))
        monkeypatch.setattr("smtplib.SMTP.docmd", lambda *_: (_ for _ in ()).throw(TimeoutError()))
        Email(box.url, FROM).send(outgoing())

    assert len(box.messages) == 1


def test_an_invitation_goes_as_the_alternative_that_calendars_read(postbox: Postbox) -> None:
    file = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Schön – مو\r\nEND:VCALENDAR\r\n"
    content = {"subject": "Booked", "text": "See you.", "calendar": file}

    Email(postbox.url, FROM).send(outgoing(content=content | {"calendar_method": "REQUEST"}))

    [letter] = postbox.messages
    words, invitation = letter.iter_parts()
    assert letter.get_content_type() == "multipart/alternative"
    assert words.get_content().strip() == "See you."
    assert invitation.get_content_type() == "text/calendar"
    assert dict(invitation["Content-Type"].params) == {"charset": "utf-8", "method": "REQUEST"}
    assert invitation.get_payload(decode=True) == file.encode()
