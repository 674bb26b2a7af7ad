"""One PDF page: words and rules of files written here by hand, turned pages, hidden text, pictures."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.readers import pdf
from ingest.readers.page import Page, Rule
from tests.ingest.readers.handmade_pdf import new_pdf


def only(data: bytes) -> Page:
    (page,), _ = pdf.pages(data)
    return page


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


def text(words: str, x: float = 20, y: float = 50, matrix: str = "1 0 0 1") -> str:
    return f"BT /F 10 Tf {matrix} {x} {y} Tm ({words}) Tj ET\n"


def rounded(rules: Sequence[Rule]) -> list[tuple[int, int, int, int]]:
    return sorted((round(r.x0), round(r.y0), round(r.x1), round(r.y1)) for r in rules)


def test_a_word_stands_on_its_em_box_from_the_top_left() -> None:
    (word,) = only(new_pdf(text("506.83"))).words
    assert (word.text, word.x0, round(word.y1, 1), round(word.size, 1)) == ("506.83", 20, 51.2, 10.0)
    assert word.confidence is None


def test_single_spaces_stay_and_gaps_end_words() -> None:
    page = only(new_pdf(text("no 12") + text("2023", x=120)))
    assert " ".join(texts(page)) == "no 12 2023"
    assert texts(page)[-1] == "2023"


@pytest.mark.parametrize("apart", [1.5, 2, 3, 4])
def test_letters_set_apart_are_one_word(apart: float) -> None:
    figures = [text(figure, 20, y).replace("Tf", f"Tf {apart} Tc") for figure, y in (("12650.83", 80), ("16", 60))]
    assert texts(only(new_pdf("".join(figures)))) == ["12650.83", "16"]


def test_columns_of_single_digits_stay_apart() -> None:
    assert texts(only(new_pdf("".join(text(str(n), 20 + 15 * n) for n in range(1, 8))))) == list("1234567")


def test_digits_with_typed_spaces_stay_apart() -> None:
    assert " ".join(texts(only(new_pdf(text("1 2 3 4 5 6"))))) == "1 2 3 4 5 6"


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param(text("COPY 7", 40, 20, "0.87 0.5 -0.5 0.87"), id="at a slant"),
        pytest.param(text("COPY 7", 20, 40, "4 0 0 4"), id="in large letters behind the lines"),
    ],
)
def test_a_watermark_is_no_part_of_the_lines_it_crosses(mark: str) -> None:
    lines = "".join(text("506.83", x, y) for x in (20, 60, 100, 140) for y in (80, 65, 50, 35, 20))
    page = only(new_pdf(lines + mark))
    assert texts(page) == ["506.83"] * 20
    assert "".join(page.across.split()) == "COPY7"


def test_a_large_title_is_no_watermark() -> None:
    page = only(new_pdf(text("TITLE", 20, 75, "2.2 0 0 2.2") + "".join(text("506.83", 20, y) for y in (50, 35, 20))))
    assert texts(page) == ["TITLE", "506.83", "506.83", "506.83"]
    assert not page.across


@pytest.mark.parametrize(
    ("page", "matrix", "place"),
    [
        ("/Rotate 90", "0 1 -1 0", (30, 20)),
        ("", "0 1 -1 0", (30, 20)),
        ("/Rotate 270", "0 -1 1 0", (30, 100)),
        ("/Rotate 180", "-1 0 0 -1", (30, 50)),
    ],
    ids=["turned page", "text runs upwards", "text runs downwards", "upside down"],
)
def test_turned_text_is_read_from_left_to_right(page: str, matrix: str, place: tuple[int, int]) -> None:
    shown = only(new_pdf(text("first", *place, matrix), page=page))
    assert texts(shown) == ["first"]
    assert shown.words[0].x1 - shown.words[0].x0 > shown.words[0].size
    assert (shown.width, shown.height) == ((200, 100) if place[1] == 50 else (100, 200))


def test_rules_of_a_turned_page_turn_with_it() -> None:
    page = only(new_pdf(text("a", 30, 10, "0 1 -1 0") + "10 20 m 110 20 l S", page="/Rotate 90"))
    assert rounded(page.rules) == [(20, 10, 20, 110)]
    assert page.rules[0].is_upright


def test_what_lies_outside_the_crop_box_is_not_on_the_page() -> None:
    page = only(new_pdf(text("seen", 60, 50) + text("cut", 5, 50), page="/CropBox [50 0 150 100]"))
    assert texts(page) == ["seen"]
    assert (round(page.words[0].x0), page.width) == (10, 100)


@pytest.mark.parametrize(
    ("drawing", "rules"),
    [
        ("10 20 m 110 20 l S", [(10, 80, 110, 80)]),
        ("10 20 100 0.5 re f", [(10, 80, 110, 80)]),
        ("10 20 100 30 re S", [(10, 50, 10, 80), (10, 50, 110, 50), (10, 80, 110, 80), (110, 50, 110, 80)]),
        ("10 20 100 30 re f", []),
        ("10 20 100 30 re n", []),
        ("10 20 m 110 60 l S", []),
        ("2 0 0 2 0 0 cm 5 10 m 55 10 l S", [(10, 80, 110, 80)]),
        ("10 20 m 110 20 l 10 30 m 110 30 l S", [(10, 70, 110, 70), (10, 80, 110, 80)]),
    ],
    ids=[
        "a line", "a thin filled box", "a stroked box is four", "a shade is none", "nothing is painted",
        "a slant is none", "a line under a matrix", "two lines of one path",
    ],
)  # fmt: skip
def test_rules_are_straight_strokes_and_thin_shapes(drawing: str, rules: list[tuple[int, int, int, int]]) -> None:
    assert rounded(only(new_pdf(drawing)).rules) == rules


def test_forms_are_looked_into_with_their_matrices() -> None:
    data = new_pdf("1 0 0 1 10 0 cm /X Do", form="0 20 m 50 20 l S " + text("in", 0, 20), form_matrix="2 0 0 2 0 0")
    page = only(data)
    assert rounded(page.rules) == [(10, 60, 110, 60)]
    assert texts(page) == ["in"]


PICTURE = "q 200 0 0 100 0 0 cm /I Do Q\n"


def test_a_page_that_is_only_a_picture_is_told() -> None:
    assert pdf.pictures(new_pdf(text("text"), PICTURE, "")) == [2]


@pytest.mark.parametrize(
    "content",
    [PICTURE + "3 Tr " + text("12.50"), text("12.50") + PICTURE],
    ids=["invisible over the picture", "behind the picture"],
)
def test_a_text_layer_of_a_scan_is_kept_without_confidence(content: str) -> None:
    data = new_pdf(content)
    assert [(word.text, word.confidence) for word in only(data).words] == [("12.50", 0.0)]
    assert pdf.pictures(data) == [1]


def test_text_over_a_background_picture_is_text() -> None:
    data = new_pdf(PICTURE + text("12.50"))
    assert [(word.text, word.confidence) for word in only(data).words] == [("12.50", None)]
    assert pdf.pictures(data) == []


@pytest.mark.parametrize("kind", ["/Widget /FT /Tx /V (12.50)", "/FreeText", "/Stamp"])
def test_what_was_filled_in_is_read(kind: str) -> None:
    note = f"<< /Type /Annot /Subtype {kind} /Rect [20 40 120 60] /F 4 /AP << /N 5 0 R >> >>"
    data = new_pdf(text("paid", 20, 80), page=f"/Annots [{note}]", form=text("12.50", 5, 5))
    assert texts(only(data)) == ["paid", "12.50"]


def test_a_hidden_note_is_not_read() -> None:
    note = "<< /Type /Annot /Subtype /FreeText /Rect [20 40 120 60] /F 2 /AP << /N 5 0 R >> >>"
    data = new_pdf(text("paid", 20, 80), page=f"/Annots [{note}]", form=text("12.50", 5, 5))
    assert texts(only(data)) == ["paid"]
