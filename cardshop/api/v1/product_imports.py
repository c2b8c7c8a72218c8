"""`/products/import`: a CSV file of products, checked or taken in at once."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from cardshop.accounts.models import Business
from cardshop.api.answers import Answer
from cardshop.api.blueprint import api
from cardshop.api.bodies import File
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Query
from cardshop.api.v1.products import GROUP
from cardshop.catalogue.domain.csv_files.dialects import recognise
from cardshop.catalogue.domain.csv_files.reading import LARGEST_FILE, Table, open_table
from cardshop.catalogue.exchange import imports, taking
from cardshop.catalogue.exchange.checking import Report, check
from cardshop.db import db
from cardshop.lib.errors import Invalid
from cardshop.lib.money import Currency
from cardshop.lib.validation import Strict
from cardshop.web.guards import program

MOST_AT_ONCE = 2000
_EXAMPLE = "name,price,sku,category,status\nRye bread,480.00,RYE,Bread,active\n"


class TooManyAtOnce(Invalid):
    """A program imports at most 2,000 rows at once. Send the file in parts."""


class How(Query):
    """Whether anything is written."""

    dry_run: Annotated[
        Literal["true", "false"],
        Field(description="`true` only says what the import would do."),
    ] = "false"


class RowErrorShape(Strict):
    """What is wrong with a cell; `row` counts from 1 with the header, as spreadsheets do."""

    row: int
    column: str
    detail: str


class ImportShape(Strict):
    """What an import did or would do. `skipped` are products left as they are or rejected."""

    rows: int
    created: int
    updated: int
    skipped: int
    errors: list[RowErrorShape]


def opened(data: bytes) -> tuple[bytes, Table]:
    """The file, if it holds products at all. Raises a refusal that says why not."""
    table = open_table(data)
    recognise(table)
    return data, table


@api.post("/products/import")
@program
@Operation(
    summary="Import products from a CSV file",
    about="The body is the file as it is: our own columns, a product export of Shopify or "
    "WooCommerce, or a Meta catalogue, at most 12 MB and 2,000 rows (50,000 with `dry_run`). Rows "
    "change the product with their id, SKU or address, others make one. Rejected rows are left out "
    "and named. Pictures are fetched by the worker afterwards. The owner can undo the import.",
    group=GROUP,
    query=How,
    reads=File("text/csv", LARGEST_FILE, opened),
    example=_EXAMPLE,
    answer=ImportShape,
    answer_example={"rows": 1, "created": 1, "updated": 0, "skipped": 0, "errors": []},
    creates=True,
)
def import_products(call: Call) -> Answer:
    """What became, or would become, of each row."""
    data, table = call.body
    business = db.session.get_one(Business, call.business_id)
    currency = Currency(business.currency, business.currency_exponent)
    report = check(call.business_id, data, currency)
    if call.query.dry_run == "false":
        if report.fates.rows() > MOST_AT_ONCE:
            raise TooManyAtOnce
        made = imports.begin(
            business_id=call.business_id, file_name="", data=data, report=report, at=call.at
        )
        report = taking.take_in(made, table)
    return Answer(as_json(report))


def as_json(report: Report) -> dict[str, Any]:
    """The answer in the shape of http.md."""
    fates = report.fates
    return {
        "rows": fates.rows(),
        "created": fates.count("created"),
        "updated": fates.count("updated"),
        "skipped": fates.count("unchanged") + fates.count("skipped"),
        "errors": [
            {"row": f.row, "column": f.column, "detail": str(f.detail)} for f in report.faults
        ],
    }
