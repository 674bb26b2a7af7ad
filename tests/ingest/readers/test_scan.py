"""From a page's picture to words and rules: leaning pages, ruling lines, figures that are not to be believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.page import Page, Word

cv2 = pytest.importorskip("cv2", reason="needs the extra: pip install '.[ocr]'")
np = pytest.importorskip("numpy")
pytest.importorskip("rapidocr", reason="needs the extra: pip install '.[ocr]'")

from ingest.readers import scan, scan_figures  # noqa: E402
from ingest.readers.scan_lines import ruling_lines  # noqa: E402

SCAN = Path(__file__).parents[2] / "data/scan/monitoring.png"
FIGURES = ["168.40", "121.25", "72.00%", "84.20", "50.00%", "320", "163", "50.94%", "24", "12"]


def leaning(degrees: float) -> Page:
    page = cv2.imread(str(SCAN))
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turned = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return scan.read_page(turned, 1, 595)


@pytest.mark.parametrize("degrees", [-3.0, 0.0, 2.0])
def test_a_leaning_page_is_read_straight(degrees: float) -> None:
    page = leaning(degrees)
    words = [word.text for word in page.words]
    assert [figure for figure in FIGURES if figure not in words] == []
    assert sum(rule.is_upright for rule in page.rules) == 7
    assert sum(not rule.is_upright for rule in page.rules) == 4


@pytest.mark.parametrize("turns", [1, 2, 3], ids=["on its left side", "upside down", "on its right side"])
def test_a_turned_page_is_set_upright(turns: int) -> None:
    page = cv2.imread(str(SCAN))
    width, height = 595, 595 * page.shape[0] / page.shape[1]
    turned = scan.read_page(np.rot90(page, turns), 1, height if turns % 2 else width)
    assert (turned.width, turned.height) == (pytest.approx(width, rel=0.01), pytest.approx(height, rel=0.01))
    words = [word.text for word in turned.words]
    assert [figure for figure in FIGURES if figure not in words] == []
    assert sum(rule.is_upright for rule in turned.rules) == 7


def test_ruling_lines_are_found_and_taken_off_the_page() -> None:
    page = np.full((300, 400, 3), 255, dtype=np.uint8)
    for y in (40, 140, 240):
        cv2.line(page, (30, y), (370, y), (0, 0, 0), 2)
    for x in (30, 370):
        cv2.line(page, (x, 40), (x, 240), (0, 0, 0), 2)
    cv2.putText(page, "168.40", (60, 100), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2)
    lines, cleaned = ruling_lines(page, 20)
    assert sorted(round(line.y0, -1) for line in lines if not line.is_vertical) == [40, 140, 240]
    assert sorted(round(line.x0, -1) for line in lines if line.is_vertical) == [30, 370]
    assert (cleaned[38:43, 30:370] == 255).all()
    assert (cleaned[80:105, 60:160] == page[80:105, 60:160]).all()


def test_an_empty_page_has_no_words() -> None:
    assert scan.read_page(np.full((400, 300, 3), 255, dtype=np.uint8), 3, 595).words == ()


@pytest.mark.parametrize(
    ("read", "text", "confidence"),
    [
        pytest.param("168.40", "168.40", 0.99, id="a figure as reports print it is left alone"),
        pytest.param(
            "1O5，238．50", "105,238.50", 0.891, id="lookalikes with one reading are repaired and cost confidence"
        ),
        pytest.param("2023.12.31", "2023.12.31", 0.99, id="a date is no broken figure"),
        pytest.param("13.5.2.1", "13.5.2.1", 0.4, id="what no report prints is not believed"),
    ],
)
def test_lookalikes_in_figures(read: str, text: str, confidence: float) -> None:
    mended = scan_figures.mended(Word(read, 0, 0, 90, 20, 0.99))
    assert (mended.text, mended.confidence) == (text, pytest.approx(confidence))


def test_a_figure_read_otherwise_the_second_time_is_doubtful() -> None:
    page = cv2.imread(str(SCAN))
    found = scan.read_page(page, 1, page.shape[1])
    target = next(word for word in found.words if word.text == "163")
    wrong = Word("168", target.x0, target.y0, target.x1, target.y1, 0.99)
    right, doubted = scan_figures.looked_at_again([target, wrong], page)
    assert right.confidence == pytest.approx(0.999, abs=0.05)
    assert doubted.confidence == scan_figures.DISPUTED


def test_characters_too_small_to_show_a_point_are_doubtful() -> None:
    page = cv2.resize(cv2.imread(str(SCAN)), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    figures = [word for word in scan.read_page(page, 1, 595).words if word.text[0].isdigit()]
    assert len(figures) >= 10
    assert max(word.confidence or 0 for word in figures) < 0.9
