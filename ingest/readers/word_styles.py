"""Paragraph styles of a Word document: which paragraphs are headings, and which numbers a style brings along."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE, _STYLE, _OUTLINE, _NUMBERS = (W + name for name in ("val", "pStyle", "outlineLvl", "numPr"))
_HEADING_NAME = re.compile(r"\s*(?:heading|标题)\s*([1-9])\s*$", re.IGNORECASE)

#: Word's outline level 9 means body text (正文文本).
_BODY = 9


class Style(NamedTuple):
    """What a style or a paragraph says itself, or with all it builds on.

    `outline` is its level (0 is highest), `list_id` and `list_level` the list it is in, `based_on` the style it builds
    on, which a paragraph does as styles do.
    """

    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    based_on: str | None = None

    @property
    def level(self) -> int | None:
        """The heading level (1 is highest), or None for body text."""
        return self.outline + 1 if self.outline is not None and self.outline < _BODY else None

    @property
    def list_of(self) -> tuple[str, int] | None:
        """The list a paragraph is an item of, and the level in it: (list id, level), or None."""
        # List id 0 takes a paragraph out of the list that its style would put it in.
        if not self.list_id or self.list_id == "0":
            return None
        return self.list_id, self.list_level or 0

    def over(self, base: Style) -> Style:
        """What `base` says, where this says nothing itself."""
        return Style(
            base.outline if self.outline is None else self.outline,
            self.list_id or base.list_id,
            base.list_level if self.list_level is None else self.list_level,
            base.based_on,
        )


_NO_STYLE = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles by id, each read when a paragraph first asks for it: templates bring hundreds.

    `default` is the id of the style of paragraphs that name none.
    """

    elements: dict[str, etree._Element]
    default: str | None
    known: dict[str | None, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: Iterable[etree._Element]) -> Styles:
        """Read `styles.xml`; without one, no paragraph is a heading by its style."""
        elements: dict[str, etree._Element] = {}
        default = None
        for part in parts:
            for element in part.iter(W + "style"):
                if element.get(W + "type") == "paragraph":
                    style_id = element.get(W + "styleId", "")
                    elements[style_id] = element
                    if element.get(W + "default") in ("1", "true", "on"):
                        default = style_id
        return cls(elements, default)

    def of_paragraph(self, properties: etree._Element | None) -> Style:
        """What a paragraph's properties say, with all that they build on."""
        if properties is None:
            return self._whole(self.default)
        own = _stated(properties, self.default)
        return own.over(self._whole(own.based_on))

    def _whole(self, style_id: str | None) -> Style:
        """A style with all it builds on; an unknown one says nothing."""
        if style_id not in self.known:
            found = Style(based_on=style_id)
            seen: set[str] = set()
            while found.based_on in self.elements and found.based_on not in seen:
                seen.add(found.based_on)
                found = found.over(_style(self.elements[found.based_on]))
            self.known[style_id] = found
        return self.known[style_id]


def value(element: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child element, or None where there is none."""
    found = next(element.iterchildren(W + name), None) if element is not None else None
    return found.get(_VALUE) if found is not None else None


def _stated(properties: etree._Element, based_on: str | None) -> Style:
    """What paragraph properties say themselves; `based_on` where they name no style."""
    outline = list_id = level = None
    for child in properties.iterchildren(_STYLE, _OUTLINE, _NUMBERS):
        if child.tag == _STYLE:
            based_on = child.get(_VALUE) or based_on
        elif child.tag == _OUTLINE:
            outline = _number(child.get(_VALUE))
        else:
            list_id, level = value(child, "numId"), _number(value(child, "ilvl"))
    return Style(outline, list_id, level, based_on)


def _number(printed: str | None) -> int | None:
    return int(printed) if printed and printed.isdigit() else None


def _style(element: etree._Element) -> Style:
    properties = next(element.iterchildren(W + "pPr"), None)
    stated = _stated(properties, None) if properties is not None else _NO_STYLE
    heading = _HEADING_NAME.match(value(element, "name") or "") if stated.outline is None else None
    outline = int(heading[1]) - 1 if heading else stated.outline
    return stated._replace(outline=outline, based_on=value(element, "basedOn"))


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
