"""Paragraph styles of a Word document: which paragraphs are headings, and which numbers a style brings along."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_NAME = re.compile(r"\s*(?:heading|标题)\s*([1-9])\s*$", re.IGNORECASE)

#: Word's outline level 9 means body text (正文文本).
_BODY = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says itself: outline level (0 is highest), list and list level, and the style it builds on."""

    outline: int | None
    list_id: str | None
    list_level: int | None
    based_on: str | None


_NO_STYLE = Style(None, None, None, None)


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles by id, each with what it takes over from those it builds on.

    `default` is the id of the style of paragraphs that name none.
    """

    by_id: dict[str, Style]
    default: str | None

    @classmethod
    def of(cls, parts: Iterable[etree._Element]) -> Styles:
        """Read `styles.xml`; without one, no paragraph is a heading by its style."""
        stated: dict[str, Style] = {}
        default = None
        for part in parts:
            for element in part.iter(W + "style"):
                if element.get(W + "type") == "paragraph":
                    style_id = element.get(W + "styleId", "")
                    stated[style_id] = _style(element)
                    if element.get(W + "default") in ("1", "true", "on"):
                        default = style_id
        return cls({style_id: _inherited(style_id, stated) for style_id in stated}, default)

    def _style_of(self, properties: etree._Element | None) -> Style:
        return self.by_id.get(value(properties, "pStyle") or self.default or "", _NO_STYLE)

    def level(self, properties: etree._Element | None) -> int | None:
        """The heading level (1 is highest) of a paragraph, from its own properties or its style."""
        stated = value(properties, "outlineLvl")
        outline = int(stated) if stated and stated.isdigit() else self._style_of(properties).outline
        return outline + 1 if outline is not None and outline < _BODY else None

    def list_of(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """The list a paragraph is an item of, and the level in it: (list id, level), or None."""
        own = properties.find(W + "numPr") if properties is not None else None
        style = self._style_of(properties)
        list_id = value(own, "numId") or style.list_id
        level = value(own, "ilvl")
        # List id 0 takes a paragraph out of the list that its style would put it in.
        if not list_id or list_id == "0":
            return None
        return list_id, int(level) if level and level.isdigit() else style.list_level or 0


def _inherited(style_id: str | None, stated: dict[str, Style]) -> Style:
    """A style with what it does not state itself filled in from the styles it builds on."""
    found = _NO_STYLE
    seen: set[str] = set()
    while style_id in stated and style_id not in seen:
        seen.add(style_id)
        style = stated[style_id]
        found = Style(
            style.outline if found.outline is None else found.outline,
            found.list_id or style.list_id,
            style.list_level if found.list_level is None else found.list_level,
            style.based_on,
        )
        style_id = style.based_on
    return found


def value(element: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child element, or None where there is none."""
    found = element.find(W + name) if element is not None else None
    return found.get(W + "val") if found is not None else None


def _style(element: etree._Element) -> Style:
    properties = element.find(W + "pPr")
    outline = value(properties, "outlineLvl")
    heading = _HEADING_NAME.match(value(element, "name") or "")
    numbers = properties.find(W + "numPr") if properties is not None else None
    level = value(numbers, "ilvl")
    return Style(
        int(outline) if outline and outline.isdigit() else int(heading[1]) - 1 if heading else None,
        value(numbers, "numId"),
        int(level) if level and level.isdigit() else None,
        value(element, "basedOn"),
    )


def only_paragraph_styles(xml: bytes) -> bytes:
    """`styles.xml` without its other styles and the list of built-in ones, which take longer to parse than the report.

    Works on the usual spelling; files that spell the elements otherwise keep them, and only take longer.
    """
    first, *styles = xml.split(b"<w:style ")
    before, _, rest = first.partition(b"<w:latentStyles ")
    _, end, after = rest.partition(b"</w:latentStyles>")
    kept = [before + after if end else first]
    for style in styles:
        if style.startswith((b'w:type="table"', b'w:type="character"', b'w:type="numbering"')):
            kept.append(style.partition(b"</w:style>")[2])
        else:
            kept.append(b"<w:style " + style)
    return b"".join(kept)
