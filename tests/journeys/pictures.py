"""Takes the pictures of the main pages: python -m tests.journeys.pictures, into docs/pictures."""

from __future__ import annotations

import contextlib
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

from cardshop.demo.example import PASSWORD
from tests.journeys import journey, ordering
from tests.support.browser import launched
from tests.support.sites import ROOT, Site, running
from tests.support.walks import DESKTOP, PHONE

FOLDER = ROOT / "docs" / "pictures"
OWNER = "maya@golden-crumb.example"
LARGEST = 120_000
# The address that the pictures show instead of this machine's.
SHOWN = "http://cards.example"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file's name, the page, the screen, and who looks."""

    name: str
    path: str
    size: dict[str, int]
    is_owner: bool = False
    scripts: bool = True
    has_cart: bool = False


PICTURES = [
    Picture("front", "/", PHONE),
    Picture("sign-up-phone", "/account/sign-up", PHONE),
    Picture("card-bakery-phone", "/golden-crumb", PHONE),
    Picture("card-bakery-desktop", "/golden-crumb", DESKTOP),
    Picture("card-clinic-phone", "/dr-karimi", PHONE),
    Picture("card-no-javascript-phone", "/golden-crumb", PHONE, scripts=False),
    Picture("shop-phone", "/golden-crumb/shop", PHONE),
    Picture("product-phone", "/golden-crumb/shop/tomato-and-cheese-roll", PHONE),
    Picture("cart-phone", "/golden-crumb/cart", PHONE, has_cart=True),
    Picture("checkout-phone", "/golden-crumb/checkout", PHONE, has_cart=True),
    Picture("card-barber-phone", "/northside", PHONE),
    Picture("book-service-phone", "/northside/book", PHONE),
    Picture("book-time-phone", "/northside/book/haircut", PHONE),
    Picture("book-time-clinic-phone", "/dr-karimi/book/cleaning", PHONE),
    Picture("book-time-desktop", "/northside/book/haircut", DESKTOP),
    Picture("home-phone", "/app/", PHONE, is_owner=True),
    Picture("bookings-phone", "/app/bookings/", PHONE, is_owner=True),
    Picture("bookings-desktop", "/app/bookings/", DESKTOP, is_owner=True),
    Picture("services-phone", "/app/services/", PHONE, is_owner=True),
    Picture("calendars-phone", "/app/calendars/", PHONE, is_owner=True),
    Picture("orders-phone", "/app/orders/", PHONE, is_owner=True),
    Picture("orders-desktop", "/app/orders/", DESKTOP, is_owner=True),
    Picture("products-phone", "/app/products", PHONE, is_owner=True),
    Picture("home-desktop", "/app/", DESKTOP, is_owner=True),
    Picture("editor-design-phone", "/app/cards/{card}/design", PHONE, is_owner=True),
    Picture("editor-sections-phone", "/app/cards/{card}/sections", PHONE, is_owner=True),
    Picture("qr-codes-desktop", "/app/qr/", DESKTOP, is_owner=True),
    Picture("qr-studio-desktop", "/app/qr/{tag}", DESKTOP, is_owner=True),
]


def main() -> None:
    """Take every picture on a fresh site with the examples."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as open_things:
        home = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
        site = open_things.enter_context(running(home, CARDSHOP_BASE_URL=SHOWN))
        browser = open_things.enter_context(launched())
        site.flask("demo", "load")
        scan(browser, site, times=12)
        for picture in PICTURES:
            file = FOLDER / f"{picture.name}.png"
            file.write_bytes(small(taken(browser, site, picture)))
            print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1000} kB")


def scan(browser: Browser, site: Site, *, times: int) -> None:
    """Let the baker's code be scanned a few times."""
    with browser.new_context() as context:
        drawn = context.request.get(f"{site.url}/golden-crumb/qr.png").body()
        code = zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn)))[0].text
        for _ in range(times):
            context.request.get(site.url + code.removeprefix(SHOWN), max_redirects=0)


def taken(browser: Browser, site: Site, picture: Picture) -> bytes:
    """The picture as the browser takes it."""
    with browser.new_context(
        viewport=picture.size,  # type: ignore[arg-type]
        java_script_enabled=picture.scripts,
        reduced_motion="reduce",
        locale="en-KE",
    ) as context:
        page = context.new_page()
        if picture.is_owner:
            journey.sign_in(page, site, OWNER, PASSWORD)
        if picture.has_cart:
            ordering.fill_cart(page, site)
        page.goto(site.url + picture.path.format(**keys(page, picture.path)))
        page.wait_for_load_state("networkidle")
        return page.screenshot()


def keys(page: Page, path: str) -> dict[str, str]:
    """The keys of the baker's card and of its first code, where a path needs them."""
    if "{card}" in path:
        page.get_by_role("link", name="My card").first.click()
        return {"card": page.url.rstrip("/").rsplit("/", 1)[1]}
    if "{tag}" in path:
        page.get_by_role("link", name="QR codes").first.click()
        page.get_by_role("listitem").get_by_role("link", name="scan").first.click()
        return {"tag": page.url.rsplit("/", 1)[1]}
    return {}


def small(png: bytes) -> bytes:
    """The same picture with at most 256 colours, fewer where it would still be large."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        file = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        if file.tell() <= LARGEST:
            break
    return file.getvalue()


if __name__ == "__main__":
    main()
