"""How sure OCR is of figures it reads wrongly: the real reports drawn as scans and compared with their text layer.

    python -m benchmarks.scans                       two pages of each report at 150, 200 and 300 dots per inch
    python -m benchmarks.scans --dots 100 150 --pages 6

Of each report the pages with the most figures are taken. *plain* is the page as drawn; *noise* leans 0.7 degrees, is
blurred, grained and saved as JPEG of quality 50; *bilevel* is that in black and white. Figures are compared as often as
a page prints them, without their place: one that the page does not print (as often) was read wrongly; 1 for the list
mark ① was not. Each counts at every threshold that `ocr_confidence` may have: read wrongly and believed (must be none),
and after the minus what was read rightly and withheld (work for a person).
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

import cv2
import numpy as np
import pypdfium2

from benchmarks.facts import REAL
from ingest.readers import pdf, scan
from ingest.readers.page import Page
from ingest.readers.scan_figures import FIGURE
from ingest.readers.scan_lines import Picture

KINDS = ("plain", "noise", "bilevel")
THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
_LEAN = 0.7
_LIST_MARK = re.compile("[①-⑳]")


def figures(page: Page) -> Iterator[tuple[str, float]]:
    """The figures of a page as digits and points, and their confidence (1 in a text layer)."""
    for word in page.words:
        for found in FIGURE.findall(word.text):
            text = unicodedata.normalize("NFKC", found).rstrip("%").replace(",", "")
            yield text, 1.0 if word.confidence is None else word.confidence


def drawn(page: pypdfium2.PdfPage, dots: int, kind: str) -> Picture:
    """A page as a scanner at `dots` per inch would file it."""
    picture = page.render(scale=dots / 72).to_numpy()[:, :, :3]
    if kind == "plain":
        return np.ascontiguousarray(picture)
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), _LEAN, 1)
    grey = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    grey = cv2.GaussianBlur(grey, (0, 0), dots / 250)
    grain = np.random.default_rng(dots).normal(0, 12, grey.shape)
    grey = np.clip(grey * 0.9 + grain, 0, 255).astype(np.uint8)
    grey = cv2.imdecode(cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, 50])[1], cv2.IMREAD_GRAYSCALE)
    if kind == "bilevel":
        grey = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)


def compare(printed: Page, read: Page) -> Iterator[tuple[str, float, bool]]:
    """Each figure read, its confidence and whether the page prints it; of several alike the least sure are wrong."""
    left = Counter(text for text, _ in figures(printed))
    left.update(unicodedata.normalize("NFKC", mark) for word in printed.words for mark in _LIST_MARK.findall(word.text))
    for text, sure in sorted(figures(read), key=lambda figure: -figure[1]):
        left[text] -= 1
        yield text, sure, left[text] >= 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dots", type=int, nargs="+", default=[150, 200, 300])
    parser.add_argument("--pages", type=int, default=2, help="pages of each report")
    given = parser.parse_args()
    found: dict[tuple[int, str], list[tuple[str, float, bool]]] = defaultdict(list)
    printed: Counter[tuple[int, str]] = Counter()
    for path in sorted((REAL / "pdf").rglob("*.pdf")):
        data = path.read_bytes()
        pages = sorted(pdf.pages(data)[0], key=lambda page: -len(list(figures(page))))[: given.pages]
        with pypdfium2.PdfDocument(data) as document:
            for page in pages:
                for key in ((dots, kind) for dots in given.dots for kind in KINDS):
                    picture = drawn(document[page.number - 1], *key)
                    compared = list(compare(page, scan.read_page(picture, page.number, page.width)))
                    found[key] += compared
                    printed[key] += len(list(figures(page)))
                    for text, sure, is_right in compared:
                        if not is_right:
                            place = f"{path.stem} page {page.number}, {key[0]} dots, {key[1]}"
                            print(f"wrong: {text} {sure:.3f} {place}", flush=True)
    print("| dots per inch | picture | figures | read wrongly |", *(f"believed at {t} |" for t in THRESHOLDS))
    print("| --- | --- |" + " ---: |" * (2 + len(THRESHOLDS)))
    for (dots, kind), figures_read in found.items():
        wrong = [sure for _, sure, is_right in figures_read if not is_right]
        right = [sure for _, sure, is_right in figures_read if is_right]
        believed = [f"{sum(s >= t for s in wrong)}, −{sum(s < t for s in right)}" for t in THRESHOLDS]
        print(f"| {dots} | {kind} | {printed[dots, kind]} | {len(wrong)} |", *(f"{cell} |" for cell in believed))


if __name__ == "__main__":
    main()
