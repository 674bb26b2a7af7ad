"""Scans: what is read of them with OCR, and what is said of them without."""

from __future__ import annotations

import ctypes
import io
import socket
from pathlib import Path

import pypdfium2
import pytest

from ingest.document import WAITING, Cell, Document, Paragraph, Table, UnreadableDocument
from ingest.readers import picture, reading

DATA = Path(__file__).parents[2] / "data"
SCAN = DATA / "scan/monitoring.png"
ROWS = [
    ["一级指标", "二级指标", "三级指标", "目标值", "实际完成值", "完成率"],
    ["产出指标", "数量指标", "开放天数", "≥320天", "163天", "50.94%"],
    ["产出指标", "数量指标", "培训场次", "≥24场", "12场", "50.00%"],
]
SENTENCE = (
    "截至2023年6月底，我单位2023年预算168.40万元，实际到位资金121.25万元，"
    "到位率72.00%，资金执行数84.20万元，预算执行率50.00%。"
)

needs_ocr = pytest.mark.skipif(not picture.installed(), reason="needs the extra: pip install '.[ocr]'")


def a_scanned_pdf(beside: Path | None = None) -> bytes:
    """A PDF of one grey page that is a picture, after the pages of another file."""
    document = pypdfium2.PdfDocument(beside) if beside else pypdfium2.PdfDocument.new()
    bitmap = pypdfium2.PdfBitmap.new_native(600, 400, pypdfium2.raw.FPDFBitmap_BGR)
    ctypes.memset(bitmap.buffer, 0xF0, bitmap.stride * bitmap.height)
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(bitmap)
    image.set_matrix(pypdfium2.PdfMatrix().scale(595, 400))
    page = document.new_page(595, 400)
    page.insert_obj(image)
    page.gen_content()
    written = io.BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


def texts(document: Document) -> list[str]:
    return [item.text.replace("\n", "") for item in document.content if isinstance(item, Paragraph)]


def rows(document: Document) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for cell in cells(document):
        found.setdefault(cell.row, []).append(cell.text.replace(" ", ""))
    return list(found.values())


def cells(document: Document) -> list[Cell]:
    return [cell for item in document.content if isinstance(item, Table) for cell in item.cells]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(SCAN.read_bytes(), "a picture", id="picture"),
        pytest.param(a_scanned_pdf(), "a PDF whose 1 pages are pictures without text", id="scanned PDF"),
        pytest.param(
            a_scanned_pdf(DATA / "pdf/report.pdf"), "are pictures without text", id="PDF with a scanned page at its end"
        ),
    ],
)
def test_without_ocr_a_scan_waits_for_it(data: bytes, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "PACKAGES", ("a-package-that-is-not-there",))
    with pytest.raises(UnreadableDocument) as caught:
        reading.read(data, "报告.pdf")
    assert caught.value.reason_code in WAITING
    assert found in caught.value.found
    assert "pip install '.[ocr]'" in caught.value.advice


@needs_ocr
def test_a_scan_is_read_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.readers import scan_text

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("OCR asked for the network")

    scan_text._engine.cache_clear()
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    document = reading.read(SCAN.read_bytes(), "监控报告.png")
    assert document.source_format == "scan"
    assert SENTENCE in texts(document)
    assert rows(document) == ROWS


@needs_ocr
def test_each_figure_has_its_confidence() -> None:
    document = picture.read(SCAN.read_bytes())
    sentence = next(item for item in document.content if isinstance(item, Paragraph) and "168.40" in item.text)
    by_text = {sentence.text[doubt.start : doubt.end]: doubt.confidence for doubt in sentence.doubts}
    assert {"168.40", "121.25", "72.00%", "84.20", "50.00%"} <= by_text.keys()
    assert all(0.9 < by_text[figure] < 1 for figure in ("168.40", "121.25", "84.20"))


@needs_ocr
def test_every_page_of_a_picture_file_is_taken() -> None:
    image = pytest.importorskip("PIL.Image", reason="comes with the extra")
    page = image.open(SCAN)
    written = io.BytesIO()
    page.save(written, "TIFF", save_all=True, append_images=[page.crop((0, 0, 300, 200))], compression="tiff_lzw")
    frames = list(picture._frames(written.getvalue()))
    assert [frame.shape for frame in frames] == [(page.height, page.width, 3), (200, 300, 3)]
    assert frames[0].min() < 100 < frames[0].max()


@needs_ocr
def test_text_pages_stay_text_beside_a_scanned_page() -> None:
    alone = reading.read((DATA / "pdf/report.pdf").read_bytes(), "报告.pdf")
    mixed = reading.read(a_scanned_pdf(DATA / "pdf/report.pdf"), "报告.pdf")
    assert mixed.source_format == "pdf"
    assert mixed.content == alone.content


@needs_ocr
def test_a_damaged_picture_says_so() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        reading.read(SCAN.read_bytes()[:2000], "监控报告.png")
    assert caught.value.reason_code == "unreadable_file"
    assert "scan the report once more" in caught.value.advice
