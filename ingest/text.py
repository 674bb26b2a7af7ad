"""Normalised text that keeps its way back to the source.

Full-width forms, traditional characters, LaTeX and Word residue, Markdown marks and stray white space go; every
character left knows which source character it came from. Hard-wrapped lines are joined in `ingest.wraps`, numbers are
read in `ingest.figures`, headings are recognised in `ingest.outline`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest import latex
from ingest.traditional import READING, SIMPLIFIED, TONES

# One character to one character, so that offsets do not move.
_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；"}
_WIDTH |= dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\ufeff", " ") | dict.fromkeys("－−﹣", "-")
_WIDTH |= SIMPLIFIED
_WIDTH |= dict(zip("﹪︰﹕【】〔〕［］∶≧≦⩾⩽", "%::[][][]:≥≤≥≤", strict=True))
_WIDE = re.compile("[" + "".join(_WIDTH) + "]")
#: An ASCII comma or semicolon that is no thousands separator: typed for ， and ；.
_NARROW_MARK = re.compile(r"(?<![0-9]),|,(?![0-9])|;")
_NARROW_MARKS = {",": "，", ";": "；"}

#: The address of a link in Markdown.
_ADDRESS = r"\((?:https?:|mailto:|[#./])[^()\s]*\)"
#: What begins an item of a list or a quotation and is no number: ●, *, - … Before a digit, - + > are its own.
_BULLET = re.compile("[ \t]*(?:[●•◆■▪▶►◇★☆➢➤Ø※▲\uf000-\uf0ff]+[ \t]*|[*]+[ \t]+|[+>-][ \t]+(?=[^-0-9]))(?=[^ \t])")
#: A bookmark of Word; it may stand in the middle of a word.
BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
#: What goes or changes, in this order: Word fields, LaTeX outside formulas, HTML inside Markdown, operators, Markdown
#: marks, zero-width characters. Each with a mark without which it is not in a text.
_RESIDUE: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("[bookmark:", BOOKMARK, ""),
    *(
        (mark, re.compile(pattern), replacement)
        for mark, pattern, replacement in (
            ("P", r"(?:PAGEREF|HYPERLINK)\s+\\?[\w\"#\\. ]*?\\?h(?:\s+\d+)?(?![A-Za-z])", ""),
            ("\\", r"\\geq?(?:slant)?(?![A-Za-z])", "≥"),
            ("\\", r"\\leq?(?:slant)?(?![A-Za-z])", "≤"),
            ("\\", r"\\times(?![A-Za-z])", "×"),
            ("\\", r"\\sim(?![A-Za-z])", "~"),
            ("\\", r"\\(?=%)", ""),
            ("$", r"\$", ""),
            ("<", r"</?(?:u|b|i|em|strong|sup|sub|span|font|mark)(?:\s[^<>]*)?>", ""),
            ("&", r"&(?:gt|#62);", ">"),
            ("&", r"&(?:lt|#60);", "<"),
            ("&", r"&(?:ge|#8805);", "≥"),
            ("&", r"&(?:le|#8804);", "≤"),
            ("&", r"&(?:nbsp|ensp|emsp|#160);", " "),
            ("&", r"&(?:amp|#38);", "&"),
            (">", r">\s?=", "≥"),
            ("<", r"<\s?=", "≤"),
            ("](", r"!\[[^\[\]]*\]\([^()\s]*\)", ""),
            ("](", rf"\[(?=[^\[\]]{{0,80}}\]{_ADDRESS})|(?<=[^\[\]])\]{_ADDRESS}", ""),
            ("", r"\*\*+|__|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|`", ""),
            ("", r"[￥¥](?=\s?[0-9])", ""),
            ("(", READING, ""),
            ("", "[\u200b\u200c\u200d\u2060\u00ad]", ""),
        )
    ),
)
#: No residue stands in a text that holds none of these; most texts hold none.
_MAY_BE_RESIDUE = re.compile(f"[{TONES}\\\\\\[$￥¥<>&*_P`\u200b\u200c\u200d\u2060\u00ad]")
_SPACE = " \n\r\x0b\x0c"
_SPACES = re.compile(f"[{_SPACE}]+")
#: A text that holds none of these is left as it is.
_ODD = re.compile(f"{_WIDE.pattern[:-1]},;{_MAY_BE_RESIDUE.pattern[1:-1]}{_SPACE}]")


class Text(NamedTuple):
    """Normalised `text`; `origin[i]` is the position in `source` of its character i."""

    text: str
    source: str
    origin: Sequence[int]

    def raw(self, start: int, end: int) -> str:
        """The source characters behind the normalised span, as printed."""
        return self.source[self.origin[start] : self.origin[end - 1] + 1] if end > start else ""


#: Half the time of Text(…): every paragraph and row is one.
_new = tuple.__new__


def _narrow(match: re.Match[str]) -> str:
    return _WIDTH[match.group()]


def _widened(match: re.Match[str]) -> str:
    return _NARROW_MARKS[match.group()]


def _substitute(text: str, origin: Sequence[int], pattern: re.Pattern[str], new: str) -> tuple[str, Sequence[int]]:
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for match in pattern.finditer(text):
        pieces += (text[last : match.start()], new)
        places += (*origin[last : match.start()], *([origin[match.start()]] * len(new)))
        last = match.end()
    if not pieces:
        return text, origin
    return "".join(pieces) + text[last:], [*places, *origin[last:]]


def _close_spaces(text: str, origin: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Spaces and line breaks carry meaning only between two Latin letters or digits; there one space stays."""
    inner = text.strip(_SPACE)
    if len(inner) < len(text):  # what stands around a text leaves it in one piece
        lead = len(text) - len(text.lstrip(_SPACE))
        text, origin = inner, origin[lead : lead + len(inner)]
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for match in _SPACES.finditer(text):
        start, end = match.span()
        pieces.append(text[last:start])
        places += origin[last:start]
        before, after = text[start - 1], text[end]
        if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
            pieces.append(" ")
            places.append(origin[start])
        last = end
    return ("".join(pieces) + text[last:], [*places, *origin[last:]]) if last else (text, origin)


def _closed(text: str, source: str, origin: Sequence[int]) -> Text:
    """A text of which the widths are right and the residue is gone, without spaces and with its marks wide."""
    if _SPACES.search(text):
        text, origin = _close_spaces(text, origin)
    if "," in text or ";" in text:
        text = _NARROW_MARK.sub(_widened, text)
    return _new(Text, (text, source, origin))


def normalise(source: str) -> Text:
    r"""Normalise one paragraph or cell.

    >>> normalise("实际到位资金 ３９１.2 万元").text
    '实际到位资金391.2万元'
    >>> normalise(r"预期指标值： $\geq 95\%$ ，实际").text
    '预期指标值:≥95%，实际'
    >>> t = normalise("预算 506.83 万元"); t.raw(2, 8)
    '506.83'
    """
    origin: Sequence[int] = range(len(source))
    bullet = _BULLET.match(source)
    if not bullet and not _ODD.search(source):
        return _new(Text, (source, source, origin))
    text = _WIDE.sub(_narrow, source)
    if bullet:
        text, origin = text[bullet.end() :], origin[bullet.end() :]
    if _MAY_BE_RESIDUE.search(text):
        if "$" in text or "\\(" in text:
            text, origin = latex.plain(text, origin)
        for mark, pattern, replacement in _RESIDUE:
            if mark in text:
                text, origin = _substitute(text, origin, pattern, replacement)
    return _closed(text, source, origin)


def normalise_row(cells: Sequence[str]) -> tuple[Text, list[str]]:
    r"""Normalise the cells of a table row: one Text of all, with tabs between them, and the text of each.

    >>> t, cells = normalise_row(["基本支出", " １2.50 "]); t.text, t.origin[5], cells
    ('基本支出\t12.50', 6, ['基本支出', '12.50'])
    """
    source = "\t".join(cells)
    text = _WIDE.sub(_narrow, source) if _ODD.search(source) else source
    if source.count("\t") == len(cells) - 1 and not _MAY_BE_RESIDUE.search(text):
        # Widths and spaces change within a cell, so the row is read at once; residue could reach over a tab.
        row = _closed(text, source, range(len(source)))
        return row, row.text.split("\t")
    parts = [normalise(cell) for cell in cells]
    places: list[int] = []
    shift = 0
    for part in parts:
        if shift:
            places.append(shift - 1)
        places += [shift + place for place in part.origin]
        shift += len(part.source) + 1
    texts = [part.text for part in parts]
    return Text("\t".join(texts), source, places), texts
