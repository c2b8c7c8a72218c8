"""What the rows of a file say of one product, with the cell of every word for its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cardshop.catalogue.domain.content import MOST_IMAGES
from cardshop.catalogue.domain.csv_files import values
from cardshop.catalogue.domain.csv_files.reading import Row
from cardshop.lib.errors import FieldErrors, Invalid, Sentence
from cardshop.lib.money import Currency

T = TypeVar("T")


class TooManyPictures(Invalid):
    """A product shows ten pictures. The first ten of this one are taken."""


class ApartRows(Invalid):
    """Row %(row)s is about the same product. Put its rows one below the other."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell. One that is not `fatal` only tells what was left out."""

    row: int
    column: str
    detail: str
    fatal: bool = True

    def as_json(self) -> dict[str, Any]:
        """For keeping: the sentence with what it was filled from, so that it can be translated."""
        said = {"row": self.row, "column": self.column, "detail": str(self.detail)}
        if isinstance(self.detail, Sentence):
            filled = {name: str(value) for name, value in self.detail.values.items()}
            said |= {"template": self.detail.template, "values": filled}
        return said | ({} if self.fatal else {"fatal": False})

    @classmethod
    def of_json(cls, said: Mapping[str, Any]) -> Fault:
        """The reverse."""
        detail = said["detail"]
        if "template" in said:
            detail = Sentence.of(said["template"], **said["values"])
        return cls(said["row"], said["column"], detail, said.get("fatal", True))


@dataclass(frozen=True, slots=True)
class Image:
    """The address of a picture, and the cell where it stands."""

    address: str
    row: int
    column: str
    alt: str = ""


@dataclass(slots=True)
class Draft:
    """One product as a file describes it.

    `content` holds the fields of ProductContent that were given, all but the category and the
    pictures, which are names and addresses still. `places` leads from a JSON pointer to its cell.
    """

    rows: list[int]
    key: int | None = None
    skus: list[str] = field(default_factory=list)
    slug: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    category: tuple[str, ...] | None = None
    images: list[Image] | None = None
    variant_images: dict[int, Image] = field(default_factory=dict)
    places: dict[str, tuple[int, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def row(self) -> int:
        """The row that the product begins in."""
        return self.rows[0]

    @property
    def is_faulty(self) -> bool:
        """True when it cannot be taken as it is."""
        return any(fault.fatal for fault in self.faults)

    @property
    def addresses(self) -> list[Image]:
        """Every picture that it names."""
        return [*(self.images or []), *self.variant_images.values()]

    def blame(self, faults: FieldErrors) -> None:
        """Lead each fault of the content to the cell that it came from."""
        for fault in faults.errors:
            row, column = self.place(fault.pointer)
            # A cell that could not be read is missing, too: once is enough.
            if not any((f.row, f.column) == (row, column) for f in self.faults if f.fatal):
                self.faults.append(Fault(row, column, fault.detail))

    def place(self, pointer: str) -> tuple[int, str]:
        """The cell of a pointer, or of what holds it; else the beginning of the product."""
        while pointer:
            if pointer in self.places:
                return self.places[pointer]
            pointer = pointer.rpartition("/")[0]
        return self.row, ""


@dataclass(frozen=True, slots=True)
class Terms:
    """How numbers are meant: the shop's currency, and whether the file writes decimal commas."""

    currency: Currency
    comma: bool = False


class Columns:
    """Where the columns that we know stand in a file, under our names for them."""

    def __init__(self, header: Sequence[str], known: Mapping[str, str] | Iterable[str]) -> None:
        """`known` leads from the file's names in small letters to ours."""
        names = known if isinstance(known, Mapping) else {name: name for name in known}
        self.header = header
        self.at: dict[str, int] = {}
        for n, title in enumerate(header):
            ours = names.get(folded(title))
            if ours is not None:
                self.at.setdefault(ours, n)
        self.unused = [t for n, t in enumerate(header) if t and n not in self.at.values()]

    def __contains__(self, name: str) -> bool:
        return name in self.at

    def title(self, name: str) -> str:
        """What the file calls a column of ours; our own name where it has none."""
        return self.header[self.at[name]] if name in self.at else name


def folded(title: str) -> str:
    """A column's name for comparing: small letters, single blanks for blanks and underscores."""
    return " ".join(title.replace("_", " ").casefold().split())


class Cells:
    """The cells of one row, read by our names; faults go to the product."""

    def __init__(self, draft: Draft, columns: Columns, row: Row) -> None:
        self.draft, self.columns, self.row = draft, columns, row

    def text(self, name: str) -> str:
        """The words of a cell; empty for a cell or a column that is not there."""
        at = self.columns.at.get(name, -1)
        cell = self.row.cells[at] if 0 <= at < len(self.row.cells) else ""
        return values.unguarded(cell.strip())

    def read(self, name: str, how: Callable[[str], T]) -> T | None:
        """What a cell means; nothing for an empty one, or for a faulty one, which is noted."""
        typed = self.text(name)
        if not typed:
            return None
        try:
            return how(typed)
        except Invalid as refusal:
            self.fault(name, refusal)
            return None

    def fault(self, name: str, refusal: Invalid, *, fatal: bool = True) -> None:
        """Note what is wrong with a cell."""
        title = self.columns.title(name)
        self.draft.faults.append(Fault(self.row.number, title, refusal.detail, fatal))

    def set(self, pointer: str, name: str, value: Any) -> None:
        """Take a field of the content from a cell; nothing that could be read is nothing given."""
        if value is not None:
            self.draft.content[pointer.strip("/")] = value
        self.note(pointer, name)

    def note(self, pointer: str, name: str) -> None:
        """Remember the cell of a pointer."""
        self.draft.places[pointer] = (self.row.number, self.columns.title(name))

    def images(self, name: str, addresses: Iterable[str], alt: str = "") -> None:
        """Add pictures to the product, each once, ten at most."""
        held = self.draft.images = self.draft.images or []
        for address in addresses:
            if any(image.address == address for image in held):
                continue
            if len(held) >= MOST_IMAGES:
                self.fault(name, TooManyPictures(), fatal=False)
                return
            held.append(Image(address, self.row.number, self.columns.title(name), alt))


def groups(rows: Iterable[Row], key_of: Callable[[Row], str]) -> Iterator[tuple[list[Row], int]]:
    """Neighbouring rows of the same key; with each group the row where its key stood before, or 0.

    A row without a key is a group of its own.
    """
    seen: dict[str, int] = {}
    held: list[Row] = []
    present = ""
    for row in rows:
        key = key_of(row)
        if held and key and key == present:
            held.append(row)
            continue
        if held:
            yield held, seen.setdefault(present, held[0].number) if present else held[0].number
        held, present = [row], key
    if held:
        yield held, seen.setdefault(present, held[0].number) if present else held[0].number
