"""The servers that other tests stand on are really there."""

import smtplib
from email.message import EmailMessage

import redis
from playwright.sync_api import Browser
from sqlalchemy import create_engine, text

from tests.support.servers import Postbox


def test_postgresql_answers_in_a_database_of_this_worker(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        name = connection.scalar(text("select current_database()"))
    engine.dispose()

    assert str(name).startswith("cardshop_")


def test_redis_answers(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        client.set("test", "kept", ex=5)

        assert client.get("test") == b"kept"


def test_the_postbox_keeps_what_it_is_sent(postbox: Postbox) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"] = "shop@example.com", "ana@example.com"
    letter["Subject"] = "Grüße"
    letter.set_content("Your order is ready.")
    host, port = postbox.url.removeprefix("smtp://").split(":")

    with smtplib.SMTP(host, int(port)) as carrier:
        carrier.send_message(letter)

    assert [message["Subject"] for message in postbox.messages] == ["Grüße"]
    assert postbox.recipients == [["ana@example.com"]]


def test_the_browser_opens_a_page(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<title>Ana's bakery</title>")

    assert page.title() == "Ana's bakery"
    page.close()
