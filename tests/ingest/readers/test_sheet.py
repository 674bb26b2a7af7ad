"""Excel workbooks: printed decimals, merged cells, hidden and empty parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import xlsxwriter

from ingest.document import Cell, Paragraph, Table
from ingest.readers import sheet


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        fill(book)
    return target.getvalue()


def tables(data: bytes) -> list[Table]:
    document = sheet.read(data)
    assert document.source_format == "sheet"
    return [block for block in document.content if isinstance(block, Table)]


def printed(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def test_amounts_keep_the_decimals_that_the_sheet_prints() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("收支总表")
        page.write(0, 0, "合计")
        page.write(0, 1, 1267.8, book.add_format({"num_format": "0.00"}))
        page.write(0, 2, 171.60999999999999)
        page.write(0, 3, 0.8646, book.add_format({"num_format": 10}))

    (table,) = tables(workbook(fill))
    assert table.name == "收支总表"
    assert [cell.text for cell in table.cells] == ["合计", "1267.80", "171.61", "86.46%"]


def test_merged_areas_are_one_cell_each() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, 2, "收入支出决算总表")
        page.merge_range(1, 0, 2, 0, "科目")
        page.write_row(1, 1, ["基本", "项目"])
        page.write_row(2, 1, [1, 2])

    title, table = sheet.read(workbook(fill)).content
    assert title == Paragraph("收入支出决算总表")
    assert isinstance(table, Table)
    assert table.cells == (
        Cell("科目", 1, 0, 2, 1), Cell("基本", 1, 1), Cell("项目", 1, 2),
        Cell("1", 2, 1), Cell("2", 2, 2),
    )  # fmt: skip


def test_hidden_rows_and_columns_are_read_and_hidden_sheets_come_last_and_marked() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        hidden = book.add_worksheet("二")
        hidden.write(0, 0, 13)
        page = book.add_worksheet("一")
        page.write(0, 0, "甲")
        page.write(0, 1, "乙")
        page.write(1, 0, 11)
        page.write(1, 1, 12)
        page.set_row(1, None, None, {"hidden": True})
        page.set_column(1, 1, None, None, {"hidden": True})
        page.activate()
        page.set_first_sheet()
        hidden.hide()

    first, second = tables(workbook(fill))
    assert printed(first)[1, 0] == "11"
    assert printed(first)[1, 1] == "12"
    assert (second.name, printed(second)) == ("二", {(0, 0): "13"})
    assert (first.is_hidden, second.is_hidden) == (False, True)


def test_a_workbook_of_hidden_sheets_only_is_read_as_if_they_were_shown() -> None:
    source = zipfile.ZipFile(io.BytesIO(workbook(lambda book: book.add_worksheet("一").write_row(0, 0, ["甲", "乙"]))))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            changed.writestr(name, source.read(name).replace(b'<sheet name="', b'<sheet state="veryHidden" name="'))
    (table,) = tables(target.getvalue())
    assert not table.is_hidden


def test_empty_ends_are_dropped_and_rows_keep_their_numbers() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        page.write_row(2, 1, ["甲", "乙"])
        page.write_blank(9, 9, None, book.add_format({"bg_color": "red"}))
        page.write(11, 3, "  ")
        book.add_worksheet("空")

    (table,) = tables(workbook(fill))
    assert table.cells == (Cell("", 2, 0), Cell("甲", 2, 1), Cell("乙", 2, 2))


def test_formulas_truth_values_and_rich_texts_give_what_is_stored() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        page.write_formula(0, 0, "=1+1", book.add_format({"num_format": "0.0"}), 2)
        page.write_formula(0, 1, '="县"&"委"', None, "县委")
        page.write_boolean(0, 2, True)
        page.write_rich_string(0, 3, "预算", book.add_format({"bold": True}), "506.83", "万元")
        page.write_formula(0, 4, "=1/0", None, "#DIV/0!")
        page.write(0, 5, "年度\n目标")

    (table,) = tables(workbook(fill))
    assert [cell.text for cell in table.cells] == ["2.0", "县委", "TRUE", "预算506.83万元", "#DIV/0!", "年度\n目标"]


def test_cells_without_stated_places_are_counted() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write_row(0, 0, [1, 2])

    source = zipfile.ZipFile(io.BytesIO(workbook(fill)))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            part = source.read(name)
            for place in (b' r="A1"', b' r="B1"', b' r="1"'):
                part = part.replace(place, b"") if name.endswith("sheet1.xml") else part
            changed.writestr(name, part)
    (table,) = tables(target.getvalue())
    assert printed(table) == {(0, 0): "1", (0, 1): "2"}


def test_a_formula_that_no_program_computed_is_visible() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write_row(0, 0, ["合计", "=SUM(B2:B9)"])

    source = zipfile.ZipFile(io.BytesIO(workbook(fill)))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            changed.writestr(name, source.read(name).replace(b"<v>0</v></c></row>", b"</c></row>"))
    (table,) = tables(target.getvalue())
    assert [cell.text for cell in table.cells] == ["合计", "#未计算"]
