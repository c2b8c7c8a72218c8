"""An owner brings the products of a Shopify shop along, on a phone, and mends what was rejected."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys import journey
from tests.support.sites import Site
from tests.support.walks import walk

EXPORT = """\
Handle,Title,Body (HTML),Vendor,Tags,Published,Option1 Name,Option1 Value,Variant SKU,\
Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Variant Compare At Price,Status
rye,Dark rye,All <b>rye</b>,Crumb,vegan,true,Title,Default Title,RYE,shopify,12,450.00,,active
tart,Berry tart,<p>Short crust.</p>,Crumb,,true,Size,Small,TART-S,shopify,4,480.00,520.00,active
tart,,,,,,,Large,TART-L,shopify,2,2400.00,,
bun,Sweet bun,,Crumb,,true,Title,Default Title,BUN,shopify,20,a lot,,active
pie,Cherry pie,,Crumb,,true,Title,Default Title,PIE,shopify,many,1650.00,,active
"""


def test_an_owner_imports_and_mends_two_rows(browser: Browser, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "products_export.csv"
    file.write_text(EXPORT, encoding="utf-8")
    with walk(browser, locale="en-KE") as walked:
        page = walked.page
        journey.open_shop(page, site, "rye@example.com", business="Rye & Co", address="rye-and-co")
        upload(page, site, file)
        expect(page.get_by_role("heading", name="2 products are rejected")).to_be_visible()
        assert fates(page) == ["New", "New", "Rejected", "Rejected"]
        walked.inspect()
        mend(page)
        journey.press(page, "Import 4 products")
        expect(page.get_by_role("heading", name="Imported")).to_be_visible()
        page.get_by_role("link", name="See the products").click()
        for name in ("Dark rye", "Berry tart", "Sweet bun", "Cherry pie"):
            expect(page.get_by_text(name).first).to_be_visible()
        walked.inspect()
        page.go_back()
        undo(page)


def test_an_import_is_undone_with_one_press(browser: Browser, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "products_export.csv"
    file.write_text(EXPORT, encoding="utf-8")
    with walk(browser, scripts=False, locale="en-KE") as walked:
        page = walked.page
        page.goto(f"{site.url}/account/sign-up")
        journey.enter_email(page, "undo@example.com")
        journey.enter_business(page, "Undo & Co")
        upload(page, site, file)
        journey.press(page, "Import 2 products")
        expect(page.get_by_role("heading", name="Imported")).to_be_visible()
        undo(page)


def upload(page: Page, site: Site, file: Path) -> None:
    page.goto(f"{site.url}/app/products/imports")
    page.get_by_label("CSV file").set_input_files(file)
    journey.press(page, "Check the file")
    expect(page.get_by_role("heading", name="Nothing is imported yet")).to_be_visible()


def mend(page: Page) -> None:
    """Type what the two cells should have said."""
    page.get_by_label("Variant Price").fill("150")
    page.get_by_label("Variant Inventory Qty").fill("6")
    journey.press(page, "Correct and check again")
    expect(page.get_by_text("Corrected. Here is what the import does now.")).to_be_visible()


def fates(page: Page) -> list[str]:
    """What the page says becomes of each product of the file."""
    return page.get_by_role("region", name="Row by row").locator(".bdg").all_inner_texts()


def undo(page: Page) -> None:
    """Take the import back; nothing is left of it."""
    journey.press(page, "Undo the import")
    expect(page.get_by_role("heading", name="The import is undone")).to_be_visible()
    page.get_by_role("link", name="See the products").click()
    expect(page.get_by_text("No products yet")).to_be_visible()
