"""A PDF whose ideographs are in no font: the file has none, and the machine may have none."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from PIL import ImageFont

from ingest.readers import pdf_fonts

#: 数 stands alone in its cell. The child has none of the machine's fonts.
SCRIPT = """
import ctypes
import pypdfium2.raw as pdfium
from ingest.document import Cell, Table
from ingest.generate.files import WRITERS
from ingest.readers import pdf_fonts
from ingest.readers.reading import read

asked, find, types = [], pdfium.FPDF_GetDefaultSystemFontInfo, dict(pdfium.FPDF_SYSFONTINFO._fields_)
none = types["MapFont"](lambda *call: asked.append(ctypes.string_at(call[5])))

def without_fonts():
    info = find()
    info.contents.MapFont = none
    return info

pdfium.FPDF_GetDefaultSystemFontInfo = without_fonts
words = ("名称", "数", "3.00")
content = [Table(tuple(Cell(word, 0, column) for column, word in enumerate(words)))]
document = read(WRITERS["pdf"][1](content), "x.pdf")
assert b"STSong-Light" in asked
print(*(cell.text for table in document.content for cell in table.cells))
"""


def test_a_character_alone_is_read_where_no_font_has_it() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == ["名称", "数", "3.00"], done.stderr


@pytest.mark.parametrize(
    ("text", "width"), [("数", 10), ("万元", 20), ("（", 10), ("5", 10), (" ", 0), ("\u3000", 0), ("𠮷", 0)]
)
def test_each_printed_character_is_a_box_and_spaces_are_empty(text: str, width: int) -> None:
    left, top, right, bottom = ImageFont.truetype(io.BytesIO(pdf_fonts.boxes()), 10).getbbox(text)
    assert (right - left if bottom > top else 0) == width
