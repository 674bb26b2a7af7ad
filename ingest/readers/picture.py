"""Pictures of pages, as a scanner or camera files them or as a PDF holds them, → Document by OCR.

OCR needs the optional packages `ocr`; without them a file is held, saying what to install. What a picture shows is
`ingest.readers.scan`'s affair.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from ingest.document import Document, UnreadableDocument
from ingest.limits import USUAL, Limits, check_pages, give_at_least
from ingest.readers import layout
from ingest.readers.page import Page

if TYPE_CHECKING:
    from ingest.readers.scan_lines import Picture

#: Distributions of the extra `ocr`.
PACKAGES = ("rapidocr", "onnxruntime", "opencv-python-headless")
#: Breadth of a page, in points, where a picture does not say how large its page is: A4.
_A4 = 595.0
#: Pixels per inch that a page of a PDF is drawn with at most; a coarser scan is taken as it is.
_FINEST = 200.0
_COARSEST = 50.0
_SCAN_AGAIN = "scan it again at 300 dots per inch"
#: Pixels along the longer side that a picture is read with at most: A4 at 300 per inch.
_LONGEST = 3508
#: Pixels of a page above which a picture is none (a decompression bomb, a map): A4 at 900 per inch.
_MOST_PIXELS = 80_000_000


def installed() -> str:
    """The OCR packages with their versions, or "" where the extra is not installed."""
    try:
        return " ".join(f"{package} {version(package)}" for package in PACKAGES)
    except PackageNotFoundError:
        return ""


def read(data: bytes, limits: Limits = USUAL) -> Document:
    """Read a picture (JPEG, PNG, TIFF, BMP, GIF) of one or more pages; raises UnreadableDocument."""
    _need_ocr("a picture")
    from ingest.readers import scan

    pages = []
    for number, frame in enumerate(_frames(data), start=1):
        check_pages(number, "a picture", limits)
        give_at_least(limits.ocr_page_seconds)
        pages.append(scan.read_page(frame, number, _A4))
    return Document("scan", layout.blocks(pages))


def read_scanned(data: bytes, pages: Sequence[Page], pictures: Sequence[int], limits: Limits = USUAL) -> list[Page]:
    """The pages of a PDF, those numbered in `pictures` read by OCR; raises UnreadableDocument where it is missing."""
    whole = len(pictures) == len(pages)
    _need_ocr(
        f"a PDF whose {len(pages)} pages are pictures without text" if whole
        else f"a PDF of whose {len(pages)} pages {len(pictures)} are pictures without text"
    )  # fmt: skip
    import pypdfium2

    from ingest.readers import scan

    read = {page.number: page for page in pages}
    with pypdfium2.PdfDocument(data) as document:
        for number in pictures:
            give_at_least(limits.ocr_page_seconds)
            page = document[number - 1]
            dots = min(_FINEST, max(_COARSEST, _resolution(page)), _LONGEST * 72 / max(page.get_size()))
            drawn = page.render(scale=dots / 72, rev_byteorder=False, prefer_bgrx=False).to_numpy()
            read[number] = scan.read_page(_three_colours(drawn), number, page.get_width())
            page.close()
    return [read[number] for number in sorted(read)]


def _need_ocr(found: str) -> None:
    if not installed():
        raise UnreadableDocument("ocr_not_installed", found, "install the OCR packages: pip install '.[ocr]'")


def _resolution(page: object) -> float:
    """Pixels per inch of the largest picture on a page of a PDF, as the scanner made it."""
    from pypdfium2 import raw

    finest = 0.0
    largest = 0.0
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):  # type: ignore[attr-defined]
        left, bottom, right, top = thing.get_bounds()
        area = (right - left) * (top - bottom)
        if area > largest:
            across, down = thing.get_px_size()
            _check_pixels(across, down)
            largest, finest = area, 72 * (across * down / area) ** 0.5
    return finest or _FINEST


def _frames(data: bytes) -> Iterator[Picture]:
    """The pages of a picture file, upright as the camera that made them notes."""
    pages = _unpacked(data)
    while True:
        with warnings.catch_warnings():
            # Pillow warns of damaged notes, which are not needed, and of sizes beyond the limit here.
            warnings.simplefilter("ignore")
            page = next(pages, None)
        if page is None:
            return
        yield page


def _unpacked(data: bytes) -> Iterator[Picture]:
    import numpy as np
    from PIL import Image, ImageOps, ImageSequence

    try:
        with Image.open(io.BytesIO(data)) as file:
            for frame in ImageSequence.Iterator(file):
                _check_pixels(frame.width, frame.height)
                upright = ImageOps.exif_transpose(frame)
                upright.thumbnail((_LONGEST, _LONGEST))
                if upright.has_transparency_data:
                    clear = upright.convert("RGBA")
                    upright = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
                yield _three_colours(np.asarray(upright.convert("RGB")))[:, :, ::-1]
    except Image.DecompressionBombError as error:
        raise _too_large(str(error)) from error
    except UnreadableDocument:
        raise
    except Exception as error:  # what a damaged file raises, each of Pillow's formats decides for itself
        advice = "open it and save it again, or scan the report once more"
        raise UnreadableDocument("unreadable_file", f"a damaged picture ({error})", advice) from error


def _check_pixels(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS:
        raise _too_large(f"{width:,} × {height:,} pixels")


def _too_large(size: str) -> UnreadableDocument:
    return UnreadableDocument("too_large", f"a picture of a page that is too large ({size})", _SCAN_AGAIN)


def _three_colours(drawn: Picture) -> Picture:
    import cv2

    if drawn.ndim == 2 or drawn.shape[2] == 1:
        return cv2.cvtColor(drawn, cv2.COLOR_GRAY2BGR)
    return drawn[:, :, :3]
