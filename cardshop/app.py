"""The factory: one function per concern, read from top to bottom."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from cardshop import config, db, extensions, schema
from cardshop.accounts import current
from cardshop.config import Settings

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Settings | None = None) -> Flask:
    """The application for these settings; without any, for this process's environment."""
    settings = settings or config.read()
    app = Flask(
        "cardshop",
        root_path=str(ROOT / "cardshop"),
        template_folder=str(ROOT / "templates"),
        static_folder=None,
        instance_path=str(config.INSTANCE),
    )
    app.config["SECRET_KEY"] = settings.secret_key
    app.extensions["cardshop.settings"] = settings
    _database(app, settings)
    _extensions(app)
    _web(app, settings)
    _features(app)
    _outbox(app)
    _days()
    _commands(app)
    return app


def _database(app: Flask, settings: Settings) -> None:
    db.init_app(app, settings.database_url)
    extensions.migrate.init_app(
        app, db.db, directory=str(ROOT / "migrations"), metadata=schema.metadata
    )


def _extensions(app: Flask) -> None:
    from cardshop.web import locales

    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "cardshop" / "translations")
    extensions.babel.init_app(app, locale_selector=locales.choose)
    # Not by init_app: its context processor loads the user for every template, error pages too, and
    # its remember-me cookie, which we do not use, reads the session at the end of every answer.
    app.login_manager = extensions.login  # type: ignore[attr-defined]
    extensions.login.user_loader(current.load)


def _web(app: Flask, settings: Settings) -> None:
    from cardshop.web import cache, errors, health, jinja, keys, limits, logs, security

    logs.init_app(app, settings)
    keys.init_app(app)
    jinja.init_app(app)
    errors.init_app(app)
    limits.init_app(app, settings)
    health.init_app(app, settings)
    cache.init_app(app, settings)
    security.init_app(app, settings)
    # Last of those who look at a request first: whom it refuses is counted and logged, too.
    extensions.csrf.init_app(app)


def _features(app: Flask) -> None:
    """Every feature's pages, and the three faces over them all."""
    from cardshop.api import views as api
    from cardshop.dashboard import views as dashboard
    from cardshop.storefront import views as storefront

    _people(app)
    _cards(app)
    _shop(app)
    _booking(app)
    _conversations(app)
    _carriers(app)
    _programs(app)
    api.init_app(app, extensions.csrf)
    app.register_blueprint(dashboard.bp)
    app.register_blueprint(storefront.bp)


def _people(app: Flask) -> None:
    from cardshop.accounts import views as accounts
    from cardshop.media import views as media

    app.register_blueprint(accounts.accounts_pages)
    app.register_blueprint(accounts.business_pages)
    app.register_blueprint(media.bp)


def _cards(app: Flask) -> None:
    """The cards, and the names of what may stand on them or behind their codes."""
    from cardshop.booking import names as bookable
    from cardshop.cards import neighbours, views_qr
    from cardshop.cards import views as cards
    from cardshop.catalogue import names

    neighbours.introduce("category", names.of_categories)
    neighbours.introduce("product", names.of_products)
    neighbours.introduce("service", bookable.of_services)
    app.register_blueprint(cards.bp)
    app.register_blueprint(views_qr.bp)


def _shop(app: Flask) -> None:
    """What is sold and ordered; what Meta and Google fetch, and the cards that it leads to."""
    from cardshop.accounts import windows
    from cardshop.catalogue import feeds
    from cardshop.catalogue import views as products
    from cardshop.orders import views as orders
    from cardshop.orders import views_shop_rooms
    from cardshop.storefront import windows as shops

    windows.introduce(shops.of_business)
    app.register_blueprint(products.bp)
    app.register_blueprint(feeds.bp)
    app.register_blueprint(orders.bp)
    app.register_blueprint(views_shop_rooms.shop)
    app.register_blueprint(views_shop_rooms.customers)


def _booking(app: Flask) -> None:
    """What clients book, and the feeds that other people's calendars subscribe to."""
    from cardshop.booking import feeds, neighbours, views_setup_rooms, views_waiting
    from cardshop.booking import views as bookings
    from cardshop.orders import pages

    neighbours.introduce_customers(pages.of_customer)
    app.register_blueprint(bookings.bp)
    app.register_blueprint(feeds.bp)
    app.register_blueprint(views_setup_rooms.services)
    app.register_blueprint(views_setup_rooms.calendars)
    app.register_blueprint(views_waiting.bp)


def _conversations(app: Flask) -> None:
    """What customers write back: who they are, what their answers do, and where it is read."""
    from cardshop.booking import names
    from cardshop.booking.operations import answering
    from cardshop.notifications import answers, neighbours, receipts_inbound
    from cardshop.notifications import views_conversations as conversations
    from cardshop.orders import pages

    known = neighbours.introduce_customers
    known("orders", name=pages.name_of_customer, page=pages.of_customer)
    known("bookings", name=names.of_customer, page=names.page_of_customer)
    answers.introduce("booking", answering.answer_reminder)
    answers.introduce("waiting", answering.answer_offer)
    app.register_blueprint(receipts_inbound.bp)
    app.register_blueprint(conversations.bp)


def _carriers(app: Flask) -> None:
    """What Twilio reports, how a business sends by it, and what became of its messages."""
    from cardshop.notifications import (
        receipts,
        views_messages,
        views_messaging_rooms,
        views_notices_rooms,
        views_push,
    )

    app.register_blueprint(receipts.bp)
    app.register_blueprint(views_messages.bp)
    app.register_blueprint(views_messaging_rooms.bp)
    app.register_blueprint(views_notices_rooms.bp)
    app.register_blueprint(views_push.bp)


def _programs(app: Flask) -> None:
    """Webhooks, and the objects of the API that they are told."""
    from cardshop.api import objects
    from cardshop.notifications import views_webhooks_rooms

    objects.introduce()
    app.register_blueprint(views_webhooks_rooms.bp)


def _outbox(app: Flask) -> None:
    """Where letters go, what the worker does besides sending them, what must be ready."""
    from cardshop.accounts import operations as accounts
    from cardshop.booking import operations as bookings
    from cardshop.booking.operations import lapsing
    from cardshop.media import sweeping
    from cardshop.media.stores import of_app as store
    from cardshop.notifications import metrics, outbox, worker
    from cardshop.orders import operations as orders
    from cardshop.web import health, outgoing

    app.register_blueprint(metrics.bp)
    outgoing.use(app.extensions, outbox.enqueue)
    worker.periodic("accounts", accounts.forget_stale)
    worker.periodic("media", sweeping.sweep_hourly)
    worker.periodic("orders", orders.expire_unsent)
    worker.periodic("offers", lapsing.lapse_offers)
    worker.periodic("waiting", lapsing.offer_opened)
    worker.periodic("bookings", bookings.expire_holds)
    _errands()
    health.part(app, "storage", lambda: store.current().healthy())


def _days() -> None:
    """What is said at the end of a day, and what is forgotten after some."""
    from cardshop.catalogue.exchange import imports
    from cardshop.dashboard import summaries
    from cardshop.notifications import worker
    from cardshop.notifications.operations import forgetting

    worker.periodic("imports", imports.forget_old)
    worker.periodic("summaries", summaries.tell_due)
    worker.periodic("old messages", forgetting.forget_old)


def _errands() -> None:
    """What takes the worker minutes: each in a thread of its own."""
    from cardshop.booking.operations import busy_refresh
    from cardshop.catalogue.exchange import running
    from cardshop.notifications import worker

    worker.errand("imports", running.run_due)
    worker.errand("busy calendars", busy_refresh.refresh_due)


def _commands(app: Flask) -> None:
    """Every feature's `flask` commands."""
    from cardshop import commands

    commands.register(app)
