"""Whole PDFs, printed by LibreOffice from what `tests/data/pdf` describes: tables, facts, refusals, damage."""

from __future__ import annotations

import importlib.util
import io
import re
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.document import Cell, Document, Paragraph, Table, UnreadableDocument
from ingest.extract.reading import extract
from ingest.readers.reading import read
from tests.ingest.readers.office_pdf import forms_pdf

FILES = Path(__file__).parents[2] / "data" / "pdf"
NINE = ("final_accounts", "final_accounts_three_columns")
UNRULED = ("unruled", "unruled_three_columns", "unruled_word", "wide_sheet")


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build", FILES / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["build"] = module
    spec.loader.exec_module(module)
    return module


def printed(name: str) -> Document:
    return read((FILES / f"{name}.pdf").read_bytes(), f"{name}.pdf")


def tables(document: Document) -> list[Table]:
    return [block for block in document.content if isinstance(block, Table)]


def paragraphs(document: Document) -> list[str]:
    return ["".join(block.text.split()) for block in document.content if isinstance(block, Paragraph)]


def cells(table: Table) -> set[tuple[int, int, int, int, str]]:
    return {(c.row, c.column, c.row_span, c.column_span, "".join(c.text.split())) for c in table.cells}


def facts(document: Document, file_name: str = "茂县文化馆_部门决算公开.pdf") -> Counter[tuple[str, ...]]:
    found = extract(document, file_name, "513223", 2023).found
    rows = [("amount", str(a.frame), str(a.value), a.unit, str(a.parent)) for a in found.amounts]
    rows += [("rate", r.kind, str(r.frame), str(r.value)) for r in found.rates]
    rows += [("statistic", s.statistic, str(s.item_name), str(s.value)) for s in found.statistics]
    rows += [("indicator", i.name, str(i.target), str(i.actual), str(i.score)) for i in found.indicators]
    return Counter(rows)


@pytest.mark.parametrize("name", NINE)
class TestNineTables:
    def test_every_cell_stands_in_its_row_and_column(self, build: ModuleType, name: str) -> None:
        forms = build.forms.nine_tables(name.endswith("columns"))
        found = tables(printed(name))
        assert [cells(table) for table in found] == [set(form.cells()) for form in forms]
        assert [table.page for table in found] == list(range(1, 10))

    def test_title_and_unit_stand_before_each_table(self, build: ModuleType, name: str) -> None:
        content = printed(name).content
        for number, form in enumerate(build.forms.nine_tables()):
            *caption, table = content[5 * number : 5 * number + 5]
            assert isinstance(table, Table)
            assert [block.text for block in caption if isinstance(block, Paragraph)] == [
                form.title, f"2023年度\t{form.number}", "部门：茂县文化馆", "单位：万元",
            ]  # fmt: skip


@pytest.mark.parametrize("name", [*NINE, *UNRULED])
def test_the_facts_are_those_of_the_same_tables_without_a_pdf(build: ModuleType, name: str) -> None:
    content: list[Paragraph | Table] = []
    for form in build.forms.nine_tables(name.endswith("columns")):
        caption = (form.title, "2023年度", form.number, "部门：茂县文化馆", "单位：万元")
        content += [Paragraph(text) for text in caption]
        content.append(Table(tuple(Cell(text, *place) for *place, text in form.cells())))
    expected = facts(Document("pdf", tuple(content)))
    assert sum(expected.values()) > 100
    assert facts(printed(name)) == expected


@pytest.fixture(scope="module")
def whole(build: ModuleType) -> Counter[tuple[str, ...]]:
    """The facts of the nine tables, whoever prints them."""
    return facts(printed("final_accounts"))


@pytest.mark.parametrize("writer", ["word", "wps"])
def test_files_as_word_processors_write_them_have_the_facts(
    build: ModuleType, whole: Counter[tuple[str, ...]], writer: str
) -> None:
    document = read(forms_pdf(build.forms.nine_tables(), writer), "x.pdf")
    assert len(tables(document)) == 9
    assert facts(document) == whole


class TestWideSheets:
    def test_cells_know_the_page_they_are_printed_on(self) -> None:
        tables_found = tables(printed("wide_sheet"))
        assert len(tables_found) == 9
        assert [sorted({cell.page for cell in table.cells}) for table in tables_found[:2]] == [[1, 2], [3, 4]]
        last = next(cell for cell in tables_found[0].cells if cell.text == "662.40")
        assert last.page == 2

    def test_columns_without_their_names_are_no_facts(self) -> None:
        """Every second page alone: amounts, titles, and no row says what they are of."""
        pdfium = pytest.importorskip("pypdfium2")
        target = io.BytesIO()
        with pdfium.PdfDocument(FILES / "wide_sheet.pdf") as document, pdfium.PdfDocument.new() as other:
            other.import_pages(document, [3, 5])
            other.save(target)
        found = read(target.getvalue(), "x.pdf")
        figures = [text for text in paragraphs(found) if re.search(r"[0-9]+\.[0-9]{2}", text)]
        assert len(figures) > 10
        assert not facts(found)


class TestSelfEvaluation:
    def test_five_pages_are_one_table_with_whole_rows_and_merged_cells(self, build: ModuleType) -> None:
        (table,) = tables(printed("self_evaluation"))
        assert cells(table) == {
            (*place, "".join(text.split())) for *place, text in build.forms.self_evaluation().cells()
        }
        assert {cell.page for cell in table.cells} == {1, 2, 3, 4, 5}

    def test_the_facts_are_those_of_the_word_file(self, build: ModuleType) -> None:
        name = "茂县文化馆_部门整体支出绩效自评报告"
        expected = facts(read(build.self_evaluation(), f"{name}.docx"), name)
        assert sum(expected.values()) >= 30
        assert facts(printed("self_evaluation"), name) == expected


class TestReport:
    def test_paragraphs_are_whole_and_page_numbers_gone(self, build: ModuleType) -> None:
        assert paragraphs(printed("report")) == [
            "茂县文化馆部门决算公开",
            "茂县文化馆2023年度部门决算公开",
            *build.PROSE * 2,
            "财政拨款“三公”经费支出决算表",
            "单位：万元",
        ]

    def test_the_table_of_the_landscape_page_is_whole(self, build: ModuleType) -> None:
        (table,) = tables(printed("report"))
        assert cells(table) == set(build.forms.nine_tables()[8].cells())

    def test_the_facts_are_those_of_the_word_file(self, build: ModuleType) -> None:
        expected = facts(read(build.report(), "report.docx"))
        assert sum(expected.values()) > 50
        assert facts(printed("report")) == expected


def test_a_sheet_over_four_pages_is_one_table_with_one_title(build: ModuleType) -> None:
    document = printed("long_sheet")
    (table,) = tables(document)
    assert cells(table) == {(r, c, 1, 1, text) for r, row in enumerate(build.LONG) for c, text in enumerate(row)}
    assert {cell.page for cell in table.cells} == {1, 2, 3, 4}
    assert paragraphs(document) == ["茂县文化馆2023年度部门决算公开", "项目支出明细表", "单位：万元"]


def test_amounts_under_tab_stops_are_a_table(build: ModuleType) -> None:
    (table,) = tables(printed("borderless"))
    rows = [("科目名称", "2023年决算数", "2022年决算数"), *build.BORDERLESS]
    assert cells(table) == {(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)}


@pytest.mark.parametrize("name", [*NINE, *UNRULED, "long_sheet", "self_evaluation", "report", "borderless"])
def test_as_many_figures_as_the_text_of_the_page_has(name: str) -> None:
    """Counted without any layout: PDFium's own text of the pages, less page numbers and repeated headers."""
    pdfium = pytest.importorskip("pypdfium2")
    with pdfium.PdfDocument(FILES / f"{name}.pdf") as document:
        plain = "\n".join(page.get_textpage().get_text_range() for page in document)
    document = printed(name)
    text = "\n".join(paragraphs(document)) + "\n".join(cell.text for table in tables(document) for cell in table.cells)
    figure = r"\d[\d,]*\.\d+"
    assert Counter(re.findall(figure, text)) == Counter(re.findall(figure, plain))
    assert re.search(figure, text)


def reason(data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "决算.pdf")
    assert caught.value.found.startswith("决算.pdf: ")
    return caught.value


class TestRefusals:
    def test_a_locked_file_asks_for_one_without_a_password(self) -> None:
        assert reason((FILES / "locked.pdf").read_bytes()).reason_code == "encrypted_file"

    @pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
    def test_a_file_cut_off_is_not_read_in_part(self, part: float) -> None:
        data = (FILES / "report.pdf").read_bytes()
        assert reason(data[: int(len(data) * part)]).reason_code == "truncated_file"

    def test_a_file_without_pages_is_damaged(self) -> None:
        assert reason(b"%PDF-1.7\nnothing here\n%%EOF\n").reason_code == "unreadable_file"

    def test_bytes_after_the_end_do_no_harm(self) -> None:
        data = (FILES / "borderless.pdf").read_bytes()
        assert read(data + b"\r\n<!-- served by a web site -->", "").content == read(data, "").content


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 25_873), st.integers(0, 255)), min_size=1, max_size=40))
def test_no_change_of_bytes_makes_another_error(changes: list[tuple[int, int]]) -> None:
    data = bytearray((FILES / "borderless.pdf").read_bytes())
    for place, value in changes:
        data[place] = value
    with suppress(UnreadableDocument):
        assert read(bytes(data), "").content


@settings(max_examples=40)
@given(start=st.integers(0, 25_873), length=st.integers(1, 3000))
def test_no_hole_in_a_file_makes_another_error(start: int, length: int) -> None:
    data = (FILES / "borderless.pdf").read_bytes()
    with suppress(UnreadableDocument):
        assert read(data[:start] + data[start + length :], "").content
