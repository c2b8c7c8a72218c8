"""What a shop's address asks for, and the addresses of the same shop asked otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from cardshop.catalogue.domain.places import NoSuchPlace
from cardshop.catalogue.domain.searching import LONGEST_QUERY
from cardshop.catalogue.domain.shop_order import Sort, read_cursor, read_sort
from cardshop.catalogue.published import Shelf, Wanted

LONGEST_TAG = 40


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a shop can answer. `path` is the shop's; `draft` keeps a preview one."""

    path: str
    search: str = ""
    category: Shelf | None = None
    tag: str = ""
    sort: Sort = Sort.SHELVES
    after: str = ""
    draft: str = ""

    @property
    def href(self) -> str:
        """The address that asks it."""
        asked = {
            "q": self.search,
            "category": self.category.id if self.category else "",
            "tag": self.tag,
            "sort": self.sort.value,
            "after": self.after,
            "draft": self.draft,
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.path}?{query}" if query else self.path

    @property
    def is_narrowed(self) -> bool:
        """Whether less than the whole shop is asked for."""
        return bool(self.search or self.category or self.tag)

    def but(self, **changes: Any) -> Question:
        """The same question but for this, from the first page on."""
        return replace(self, **({"after": ""} | changes))

    def wanted(self, shelves: Iterable[Shelf]) -> Wanted:
        """The products that answer it; a category's are those of its children, too."""
        here = self.category.id if self.category else 0
        keys = tuple(s.id for s in shelves if here and here in (s.id, s.parent_id))
        return Wanted(
            search=self.search, category_ids=keys, tag=self.tag, sort=self.sort, after=self.after
        )


def read(
    path: str, asked: Mapping[str, str], shelves: Iterable[Shelf], *, draft: str = ""
) -> Question:
    """The question of an address; what it asks for and there is not is left out."""
    sort = read_sort(asked.get("sort", ""))
    wanted = asked.get("category", "")
    return Question(
        path=path,
        search=" ".join(asked.get("q", "")[:LONGEST_QUERY].split()),
        category=next((shelf for shelf in shelves if str(shelf.id) == wanted), None),
        tag=re.sub(r"[\x00-\x1f]", "", asked.get("tag", ""))[:LONGEST_TAG],
        sort=sort,
        after=_after(sort, asked.get("after", "")),
        draft=draft,
    )


def _after(sort: Sort, text: str) -> str:
    try:
        read_cursor(sort, text)
    except NoSuchPlace:
        return ""
    return text
