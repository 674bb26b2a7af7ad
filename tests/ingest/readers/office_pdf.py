"""PDFs as word processors write them: the nine tables with ruled cells, drawn by hand as Word or as WPS draws.

Word tags its text, sets runs with adjustments between glyphs (TJ) and puts a space between ideographs and digits. WPS
writes every character by itself, numbers glyphs as it likes, leaves out what some of them mean, and draws a page's
text before its lines or after them. Both draw lines as thin filled rectangles, and embed a font of the glyphs they use:
here each is a box, and what a text says is in the font's character map alone.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.ingest.readers.handmade_pdf import written

SIZE, WIDTH, HEIGHT, MARGIN = 7.0, 842.0, 595.0, 40.0
#: Draws a text at a place.
Draw = Callable[[str, float, float], str]


class Glyphs:
    """The numbers of characters in a font, given in the order of their use."""

    def __init__(self, unknown: str = "") -> None:
        """`unknown` are characters whose meaning the font does not tell."""
        self.numbers: dict[str, int] = {}
        self.unknown = unknown

    def code(self, character: str) -> str:
        """The glyph's number in hexadecimal digits."""
        return f"{self.numbers.setdefault(character, len(self.numbers) + 3):04X}"

    def objects(self) -> list[str]:
        """The font (3), what stands behind it (4), its character map (5) and its glyphs (6)."""
        known = [(number, ord(c)) for c, number in self.numbers.items() if c not in self.unknown]
        lines = "\n".join(f"<{number:04X}> <{code:04X}>" for number, code in known)
        table = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def 1 begincodespacerange"
            f" <0000> <FFFF> endcodespacerange {len(known)} beginbfchar\n{lines}\nendbfchar endcmap end end"
        )
        narrow = " ".join(f"{number} [500]" for c, number in self.numbers.items() if ord(c) < 0x2000)
        font = boxes(len(self.numbers) + 3).decode("latin-1")
        return [
            "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+SimSun /Encoding /Identity-H /DescendantFonts [4 0 R]"
            " /ToUnicode 5 0 R >>",
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+SimSun /CIDToGIDMap /Identity /DW 1000"
            f" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [{narrow}] /FontDescriptor"
            " << /Type /FontDescriptor /FontName /ABCDEF+SimSun /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
            " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 /FontFile2 6 0 R >> >>",
            f"<< /Length {len(table)} >> stream\n{table}\nendstream",
            f"<< /Length {len(font)} /Length1 {len(font)} >> stream\n{font}\nendstream",
        ]


def boxes(count: int) -> bytes:
    """A TrueType font of so many glyphs, each a box as wide as it is high."""
    box = struct.pack(">hhhhhHH4B8h", 1, 0, -100, 400, 800, 3, 0, 1, 1, 1, 1, 0, 400, 0, -400, -100, 0, 900, 0)
    box += bytes(-len(box) % 4)
    tables = {
        b"glyf": box * count,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, -100, 400, 800, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, 1000, 0, 0, 400, 1, *[0] * 7, 1),
        b"hmtx": struct.pack(f">Hh{count - 1}h", 1000, 0, *[0] * (count - 1)),
        b"loca": struct.pack(f">{count + 1}I", *(n * len(box) for n in range(count + 1))),
        b"maxp": struct.pack(">I14H", 0x10000, count, 4, 1, 0, 0, 1, *[0] * 8),
    }
    directory, bodies = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32), b""
    for tag, body in tables.items():
        directory += struct.pack(">4sIII", tag, 0, 12 + 16 * len(tables) + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    return directory + bodies


def width(text: str) -> float:
    return sum(SIZE if ord(character) > 0x2000 else SIZE / 2 for character in text)


def as_word(glyphs: Glyphs) -> Draw:
    """One tagged run of glyphs with adjustments between them."""

    def draw(text: str, x: float, y: float) -> str:
        shown = " ".join(f"<{glyphs.code(c)}> {(-1) ** n * 4}" for n, c in enumerate(text))
        return f"/P << /MCID 0 >> BDC BT /F {SIZE} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm [{shown}] TJ ET EMC\n"

    return draw


def as_wps(glyphs: Glyphs) -> Draw:
    """Every character by itself, in its own place."""

    def draw(text: str, x: float, y: float) -> str:
        pieces = []
        for character in text:
            pieces.append(f"BT /F {SIZE} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{glyphs.code(character)}> Tj ET\n")
            x += width(character)
        return "".join(pieces)

    return draw


def wrapped(text: str, room: float) -> list[str]:
    """The lines of a text in a cell."""
    lines = [""]
    for character in text:
        if width(lines[-1] + character) > room:
            lines.append("")
        lines[-1] += character
    return lines


def page(form: Any, draw: Draw, mark: str) -> str:
    """A form's page: its caption, its cells and the rectangles between them; `mark` stands beside the title."""
    columns, step = len(form.rows[0]), (WIDTH - 2 * MARGIN) / len(form.rows[0])
    cells = form.cells()
    lines = [1] * len(form.rows)
    for r, _, height, across, text in cells:
        lines[r] = max(lines[r], 1 if height > 1 else len(wrapped(text, across * step - 4)))
    ys = [HEIGHT - 110]
    for count in lines:
        ys.append(ys[-1] - count * (SIZE + 2) - 4)
    captions = [(form.title + mark, MARGIN + 250, 50.0), ("2023年度", MARGIN, 70.0), (form.number, WIDTH - 120, 70.0)]
    captions += [("部门：茂县文化馆", MARGIN, 85.0), ("单位：万元", WIDTH - 120, 85.0)]
    drawn = [draw(text, x, HEIGHT - y) for text, x, y in captions]
    for r, c, height, across, text in cells:
        x0, x1, top, bottom = MARGIN + c * step, MARGIN + (c + across) * step, ys[r], ys[r + height]
        several = wrapped(text, across * step - 4)
        middle = (top + bottom) / 2 + (len(several) - 1) * (SIZE + 2) / 2 - 0.35 * SIZE
        for n, line in enumerate(several if text else []):
            x = x1 - 2 - width(line) if "." in text else x0 + 2
            drawn.append(draw(line, x, middle - n * (SIZE + 2)))
        drawn += rectangles(x0, bottom, x1, top)
    assert columns > 1
    assert ys[-1] > 0
    return "".join(drawn)


def rectangles(x0: float, y0: float, x1: float, y1: float) -> Iterator[str]:
    """The four lines around a cell, each as Word and WPS draw it: a filled rectangle half a point thick."""
    for x, y, across, up in ((x0, y0, x1 - x0, 0.48), (x0, y1, x1 - x0, 0.48), (x0, y0, 0.48, y1 - y0),
                             (x1, y0, 0.48, y1 - y0)):  # fmt: skip
        yield f"{x:.2f} {y:.2f} {across:.2f} {up:.2f} re f*\n"


def forms_pdf(forms: Sequence[Any], writer: str) -> bytes:
    """The forms, a page each, as "word" or "wps" writes them."""
    glyphs = Glyphs(unknown="★")
    draw = {"word": as_word, "wps": as_wps}[writer](glyphs)
    contents = [page(form, draw, "★" if writer == "wps" else "") for form in forms]
    kids = " ".join(f"{7 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        *glyphs.objects(),
    ]
    for n, content in enumerate(contents):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {8 + 2 * n} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>",
            f"<< /Length {len(content)} >> stream\n{content}\nendstream",
        ]
    return written(objects)
