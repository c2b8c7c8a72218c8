"""The page harness: every HTML answer of every test is held to the rules of HTML and accessibility.

A test walks with `Browser` (see `people.py`); each page it gets is parsed strictly and inspected
before the test sees it, so no page can be broken without a test failing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
# Inside SVG and for the last-words page nothing else is asked.
LABELLED = ("input", "select", "textarea")


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that passed the inspection."""

    status: int
    url: str
    html: str
    root: Element

    @property
    def text(self) -> str:
        """All words of the page, blanks folded."""
        return " ".join("".join(words_of(self.root)).split())

    @property
    def title(self) -> str:
        """The words of the title."""
        return "".join(self.all("title")[0].itertext()).strip()

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements by tag and exact attributes; `class_` and `data_x` name class and data-x."""
        wanted = {k.rstrip("_").replace("_", "-"): v for k, v in attributes.items()}
        return [
            e for e in elements(self.root, tag) if all(e.get(k) == v for k, v in wanted.items())
        ]

    def links(self) -> dict[str, str]:
        """Words (or the label) of each link to its address."""
        return {name_of(a): a.get("href", "") for a in elements(self.root, "a")}

    def field(self, name: str) -> Element:
        """The control of that name."""
        return next(
            e for tag in LABELLED for e in elements(self.root, tag) if e.get("name") == name
        )

    def error_of(self, name: str) -> str:
        """The sentence next to a control, found the way a screen reader does."""
        notes = (self.field(name).get("aria-describedby") or "").split()
        return " ".join(
            "".join(e.itertext()).strip()
            for e in self.root.iter()
            if e.get("id") in notes and "error" in e.get("id", "")
        )


def inspect(status: int, url: str, html: str) -> Page:
    """Parse strictly and check the rules; an AssertionError names the rule and the place."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=True)
    root = parser.parse(html)
    faults = [f"{error} at {where}" for where, error, _ in parser.errors if error not in _HARMLESS]
    assert not faults, f"{url}: not valid HTML: {faults[:5]}"
    page = Page(status, url, html, root)
    for rule in (_head, _structure, _ids, _names, _images, _no_inline, _icons):
        rule(page)
    return page


# html5lib predates these parts of today's HTML.
_HARMLESS = {"expected-doctype-but-got-unknown"}


def elements(root: Element, tag: str) -> list[Element]:
    """Elements of an HTML tag, in document order."""
    return list(root.iter(NAMESPACE + tag))


def words_of(element: Element) -> list[str]:
    """What is read, without scripts and styles."""
    parts = []
    if element.tag not in (NAMESPACE + "script", NAMESPACE + "style"):
        parts.append(element.text or "")
        for child in element:
            parts += words_of(child)
            parts.append(child.tail or "")
    return parts


def name_of(element: Element) -> str:
    """The accessible name of a link or button, roughly: its label, its words, or its picture's."""
    words = " ".join("".join(element.itertext()).split())
    pictures = " ".join(img.get("alt", "") for img in element.iter(NAMESPACE + "img"))
    return element.get("aria-label") or words or pictures.strip()


def _head(page: Page) -> None:
    html = page.root
    assert html.get("lang"), f"{page.url}: html has no lang"
    assert len(page.all("title")) == 1, f"{page.url}: no single title"
    assert page.title, f"{page.url}: empty title"
    assert any(m.get("name") == "viewport" for m in elements(html, "meta")), (
        f"{page.url}: no viewport"
    )
    viewport = next(m for m in elements(html, "meta") if m.get("name") == "viewport")
    assert "user-scalable" not in (viewport.get("content") or ""), f"{page.url}: zoom is forbidden"


def _structure(page: Page) -> None:
    assert len(page.all("h1")) == 1, f"{page.url}: {len(page.all('h1'))} h1"
    assert len(page.all("main")) == 1, f"{page.url}: no single main"
    levels = [
        int(e.tag[-1])
        for e in page.root.iter()
        if isinstance(e.tag, str) and re.search(r"}h[1-6]$", e.tag)
    ]
    for before, after in pairwise(levels):
        assert after <= before + 1, f"{page.url}: heading level jumps from {before} to {after}"


def _ids(page: Page) -> None:
    ids = [e.get("id") for e in page.root.iter() if e.get("id")]
    twice = {i for i in ids if ids.count(i) > 1}
    assert not twice, f"{page.url}: ids used twice: {twice}"
    for element in page.root.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for wanted in (element.get(attribute) or "").split():
                assert wanted in ids, f"{page.url}: {attribute} names {wanted}, which is not there"
        href = element.get("href") or ""
        if element.tag == NAMESPACE + "a" and href.startswith("#") and len(href) > 1:
            assert href[1:] in ids, f"{page.url}: link to {href}, which is not there"


def _names(page: Page) -> None:
    labelled = {label.get("for") for label in page.all("label")}
    inside = {id(e) for label in page.all("label") for e in label.iter()}
    controls = [control for tag in LABELLED for control in elements(page.root, tag)]
    for control in (c for c in controls if c.get("type") not in ("hidden", "submit")):
        named = control.get("id") in labelled or id(control) in inside
        named = named or bool(control.get("aria-label") or control.get("aria-labelledby"))
        assert named, f"{page.url}: {control.get('name')} has no label"
    for control in elements(page.root, "a") + elements(page.root, "button"):
        assert name_of(control), f"{page.url}: a link or button without words ({control.attrib})"
    for fieldset in elements(page.root, "fieldset"):
        assert elements(fieldset, "legend"), f"{page.url}: fieldset without legend"


def _images(page: Page) -> None:
    for img in elements(page.root, "img"):
        assert img.get("alt") is not None, f"{page.url}: img {img.get('src')} without alt"
        sized = img.get("width") and img.get("height")
        assert sized, f"{page.url}: img {img.get('src')} without dimensions"


def _no_inline(page: Page) -> None:
    for element in page.root.iter():
        bad = [
            a for a in element.attrib if isinstance(a, str) and (a == "style" or a.startswith("on"))
        ]
        assert not bad, f"{page.url}: inline {bad} in {element.tag}"
    for script in elements(page.root, "script"):
        data = script.get("type") == "application/ld+json"
        assert script.get("src") or data, f"{page.url}: inline script"
    for form in elements(page.root, "form"):
        assert form.get("method") in ("post", "get"), f"{page.url}: form without method"


def _icons(page: Page) -> None:
    drawn = {
        e.get("id")
        for e in page.root.iter()
        if isinstance(e.tag, str) and e.tag.endswith("}symbol")
    }
    used = {
        v[1:]
        for e in page.root.iter()
        for k, v in e.attrib.items()
        if "href" in str(k) and v.startswith("#i-")
    }
    assert used <= drawn, f"{page.url}: icons without drawing: {used - drawn}"
