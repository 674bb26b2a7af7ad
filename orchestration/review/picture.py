"""The picture of a page with the places of figures on it, drawn from the source file in a worker process.

Where a figure stands is not stored: its characters are looked for among the words of the page, and of several places
the one with the same words around it is taken. A figure that is not found is not marked.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ingest.limits import Limits
from ingest.readers.members import unpack
from ingest.readers.page import Page, Word

if TYPE_CHECKING:
    import numpy as np

#: Pixels along the shorter and the longer side at most: A4 is drawn with 110 per inch, readable and about 100 kB.
_SHORTER, _LONGER = 900, 1600
#: Breadth of a picture's page in points where it does not say: A4.
_A4 = 595.0
#: Characters around a figure that have to be those of its block; the same number stands on a page many times.
_LEAST_ALIKE = 2
#: Figures of one block are no further apart than this part of the page's height.
_BLOCK_HEIGHT = 0.2
#: Characters of a number: a place between two of them is inside another number.
_NUMERIC = frozenset("0123456789.,")
_NUMBER = re.compile(r"[\d.,]+")


class Needle(NamedTuple):
    """A figure to find on a page: as printed, with the text of its block before and after it."""

    figure_id: str
    block: int
    printed: str
    before: str
    after: str


class Box(NamedTuple):
    """A place on a page: left, top, width and height as parts (0 to 1) of the page."""

    x: float
    y: float
    width: float
    height: float


class Drawn(NamedTuple):
    """A page as a grey PNG with its size in pixels, and where the figures found on it stand."""

    png: bytes
    width: int
    height: int
    boxes: dict[str, Box]


def draw(
    path: str, place: tuple[int, ...], sha256: str, number: int, needles: Sequence[Needle], limits: Limits
) -> Drawn | None:
    """Draw page `number` (one-based) of the file, or archive member, with this hash; None where it is another now.

    A task of `ingest.workers`. Raises OSError, UnreadableDocument; what PDFium and Pillow raise.
    """
    data = unpack(Path(path), place, limits) if place else Path(path).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        return None
    pixels, page = _pdf(data, number) if data.lstrip()[:4] == b"%PDF" else _picture(data, number)
    height, width = pixels.shape
    return Drawn(png(pixels), width, height, places(page, needles))


def places(page: Page, needles: Sequence[Needle]) -> dict[str, Box]:
    """Return the place of each needle that is found among the words of `page`; a doubtful place is none.

    >>> page = Page(1, 200, 100, (Word("到位率", 10, 10, 40, 20), Word("96.08%。", 40, 10, 80, 20)))
    >>> places(page, [Needle("f", 3, "96.08%", "到位率 ", "。")])
    {'f': Box(x=0.2, y=0.1, width=0.15, height=0.1)}
    """
    letters = [_Letter(char, at, width, word) for word in _lines(page.words) for char, at, width in _letters(word)]
    text = "".join(letter.char for letter in letters)
    found: dict[str, Box] = {}
    sure: dict[int, float] = {}
    # The figures of a block stand near each other: those whose surroundings tell most are placed first.
    ranked = sorted(
        ((needle, *_best(needle, text, letters)) for needle in needles), key=lambda one: one[2], reverse=True
    )
    for needle, start, score, length in ranked:
        if start is None:
            continue
        first, last = letters[start], letters[start + length - 1]
        middle = (first.word.y0 + first.word.y1) / 2 / page.height
        near = sure.get(needle.block)
        if score < _LEAST_ALIKE or (near is not None and abs(middle - near) > _BLOCK_HEIGHT):
            continue
        sure.setdefault(needle.block, middle)
        # One that goes over the end of a line is marked up to there.
        right = last.x + last.width if last.word.y0 < first.word.y1 else first.word.x1
        x0, y0, y1 = first.x, first.word.y0, first.word.y1
        box = (x0 / page.width, y0 / page.height, (right - x0) / page.width, (y1 - y0) / page.height)
        found[needle.figure_id] = Box(*(round(edge, 5) for edge in box))
    return found


def png(pixels: np.ndarray[Any, Any]) -> bytes:
    """Return an 8-bit grey picture (rows × columns) as PNG."""
    height, width = pixels.shape
    lines = b"".join(b"\0" + pixels[row].tobytes() for row in range(height))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(lines, 9)), chunk(b"IEND", b""))
    )


def _pdf(data: bytes, number: int) -> tuple[np.ndarray[Any, Any], Page]:
    import pypdfium2

    from ingest.readers import pdf_page, picture

    with pypdfium2.PdfDocument(data) as document:
        loaded = document[number - 1]
        width, height = loaded.get_size()
        scale = min(_SHORTER / min(width, height), _LONGER / max(width, height))
        bitmap = loaded.render(scale=scale, grayscale=True)
        pixels = bitmap.to_numpy().copy().reshape(bitmap.height, bitmap.width)
        page, is_picture = pdf_page.read(loaded.raw, number)
        loaded.close()
    if is_picture:
        page = picture.read_scanned(data, [page], [number])[0]
    return pixels, page


def _picture(data: bytes, number: int) -> tuple[np.ndarray[Any, Any], Page]:
    """A page of a picture file; it became facts by OCR, so that the packages for it are there."""
    import numpy as np
    from PIL import Image, ImageOps

    from ingest.readers import scan

    with Image.open(io.BytesIO(data)) as opened:
        opened.seek(number - 1)
        image = ImageOps.exif_transpose(opened).convert("RGB")
    page = scan.read_page(np.ascontiguousarray(np.asarray(image)[:, :, ::-1]), number, _A4)
    scale = min(1.0, _SHORTER / min(image.size), _LONGER / max(image.size))
    small = image.convert("L").resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))
    return np.asarray(small), page


class _Letter(NamedTuple):
    """A character of the page, its left edge and width, and the word it is in."""

    char: str
    x: float
    width: float
    word: Word


def _best(needle: Needle, text: str, letters: Sequence[_Letter]) -> tuple[int | None, int, int]:
    """Return where the needle stands in `text`, how much around it is alike, and how many characters it takes.

    Two places that are equally alike are none: a mark in the wrong row is worse than no mark. A cell that is
    broken before its unit (100 | %) is found by the number alone, if it has two digits.
    """
    whole = _plain(needle.printed)
    number = "".join(_NUMBER.findall(whole)[:1])
    before, after = _plain(needle.before)[::-1], _plain(needle.after)
    best: tuple[int | None, int, int] = (None, -1, 0)
    for wanted in dict.fromkeys((whole, number if len(number) > 1 else whole)):
        for start in _occurrences(text, wanted, letters):
            end = start + len(wanted)
            score = _alike(text[max(0, start - len(before)) : start][::-1], before)
            score += _alike(text[end : end + len(after)], after)
            if score == best[1]:
                best = (None, score, len(wanted))
            elif score > best[1]:
                best = (start, score, len(wanted))
        if best[0] is not None and best[1] >= _LEAST_ALIKE:
            break
    return best


def _lines(words: Sequence[Word]) -> list[Word]:
    """Words from line to line and from left to right; words of a file come in any order."""
    if not words:
        return []
    step = sorted(word.size for word in words)[len(words) // 2] * 0.7 or 1.0
    return sorted(words, key=lambda word: (round((word.y0 + word.y1) / 2 / step), word.x0))


def _letters(word: Word) -> list[tuple[str, float, float]]:
    """The characters of a word with their left edge and width: ideographs are twice as wide as digits."""
    wide = [2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in word.text]
    unit = (word.x1 - word.x0) / (sum(wide) or 1)
    found, done = [], 0
    for char, size in zip(word.text, wide, strict=True):
        plain = _plain(char)
        found += [(one, word.x0 + done * unit, size * unit) for one in plain]
        done += size
    return found


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _occurrences(text: str, wanted: str, letters: Sequence[_Letter]) -> list[int]:
    """Where `wanted` begins, unless it is there part of a longer number of one word."""
    starts, start = [], text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        goes_on = (
            end < len(text) and letters[end].word is letters[end - 1].word
            and text[end].isdigit() and wanted[-1] in _NUMERIC
        )  # fmt: skip
        began = (
            start > 0 and letters[start - 1].word is letters[start].word
            and text[start - 1] in _NUMERIC and wanted[0] in _NUMERIC
        )  # fmt: skip
        if not (goes_on or began):
            starts.append(start)
        start = text.find(wanted, start + 1)
    return starts


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginnings."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
