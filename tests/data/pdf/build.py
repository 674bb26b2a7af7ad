"""Makes the PDFs of this folder: writes Word and Excel files and has LibreOffice print them.

    python tests/data/pdf/build.py [NAME.xlsx …]      needs soffice, python-docx and a Chinese font

The tests make the same Word and Excel files again and compare what is read from them with what is read from the PDF.
"""

from __future__ import annotations

import importlib.util
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("forms", HERE / "forms.py")
assert _spec
assert _spec.loader
forms = importlib.util.module_from_spec(_spec)
sys.modules["forms"] = forms
_spec.loader.exec_module(forms)

FONT = "Noto Sans CJK SC"
#: Name, amount of 2023, of 2022; for the list without rules.
BORDERLESS = [
    ("办公费", "30.00", "28.50"),
    ("印刷费", "1,204.50", "980.00"),
    ("差旅费", "20.00", "25.10"),
    ("公务接待费", "5.00", "6.00"),
    ("公务用车运行维护费", "40.00", "41.75"),
    ("合计", "1,299.50", "1,081.35"),
]
#: Rows of the sheet over several pages; every third has no amount of the year before.
LONG = [("序号", "项目名称", "2023年", "2022年")] + [
    (f"{n:03d}", f"活动{n}", f"{n}.25", f"{2 * n}.50" if n % 3 else "") for n in range(1, 151)
]
#: Paragraphs of the report; each goes over several lines.
PROSE = [
    "一、收入支出决算总体情况说明",
    "2023年度收、支总计均为937.80万元。与2022年度相比，收、支总计各增加18.80万元，增长2.05%。主要变动原因是新增乡镇文化站"
    "维修项目，并按照规定落实了基层文化活动的各项补助。",
    "二、收入决算情况说明",
    "2023年本年收入合计917.80万元，其中：一般公共预算财政拨款收入860.50万元，占93.76%；政府性基金预算财政拨款收入40.00万元，"
    "占4.36%；国有资本经营预算财政拨款收入5.00万元，占0.54%；其他收入12.30万元，占1.34%。",
    "三、支出决算情况说明",
    "2023年本年支出合计927.80万元，其中：基本支出700.00万元，占75.45%；项目支出227.80万元，占24.55%；上缴上级支出0万元；"
    "经营支出0万元；对附属单位补助支出0万元。",
    "四、一般公共预算财政拨款支出决算情况说明",
    "2023年一般公共预算财政拨款支出860.50万元，占本年支出合计的92.75%。与2022年相比，一般公共预算财政拨款支出增加10.50万元，"
    "增长1.24%。主要变动原因是人员工资按规定调整，以及增加了两个乡镇文化站的运行补助。",
]


def workbook(three: bool = False, ruled: bool = True, fits: bool = True) -> bytes:
    """The nine tables as a workbook, a table per sheet, as treasuries hand them out.

    `ruled` cells have borders, sheets that `fits` are as wide as the paper. Else rows are as high as their texts need.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        common = {"border": int(ruled), "font_name": FONT, "font_size": 9, "valign": "vcenter"}
        box = book.add_format(common | {"text_wrap": True})
        heading = box if ruled and fits else book.add_format(common | {"text_wrap": True, "align": "center"})
        figure = book.add_format(common | {"align": "right"})
        plain = book.add_format({"font_name": FONT, "font_size": 9})
        title = book.add_format({"font_name": FONT, "font_size": 16, "align": "center"})
        for form in forms.nine_tables(three):
            sheet = book.add_worksheet(form.number)
            sheet.set_paper(9)
            if fits:
                sheet.set_landscape()
                sheet.fit_to_pages(1, 0)
            last = len(form.rows[0]) - 1
            sheet.set_column(0, last, 15)
            sheet.merge_range(0, 0, 0, last, form.title, title)
            sheet.write(1, 0, "2023年度", plain)
            sheet.write(1, last, form.number, plain)
            sheet.write(2, 0, "部门：茂县文化馆", plain)
            sheet.write(2, last, "单位：万元", plain)
            for r, row in enumerate(form.rows if not (ruled and fits) else []):
                sheet.set_row(r + 3, 12 + 14 * max(len(text or "") > 9 for text in row))
            for r, c, height, width, text in form.cells():
                is_heading = r < form.body or (text.isdigit() and len(text) < 3)
                style = figure if text.replace(".", "").isdigit() and "." in text else heading if is_heading else box
                if height * width > 1:
                    sheet.merge_range(r + 3, c, r + height + 2, c + width - 1, text, style)
                else:
                    sheet.write_string(r + 3, c, text, style)
    return target.getvalue()


def long_sheet() -> bytes:
    """A sheet over four pages that prints its title and header on each, with a running header and page numbers."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        box = book.add_format({"border": 1, "font_name": FONT, "font_size": 9})
        plain = book.add_format({"font_name": FONT})
        sheet = book.add_worksheet("支出明细")
        sheet.set_paper(9)
        sheet.set_header("&L茂县文化馆2023年度部门决算公开")
        sheet.set_footer("&C第 &P 页 共 &N 页")
        sheet.repeat_rows(0, 2)
        sheet.write(0, 0, "项目支出明细表", plain)
        sheet.write(1, 0, "单位：万元", plain)
        for r, row in enumerate(LONG):
            sheet.write_row(r + 2, 0, row, box)
    return target.getvalue()


def _new() -> Any:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    return document


def _saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _table(document: Any, form: Any, repeats: int, style: str | None = "Table Grid") -> None:
    table = document.add_table(len(form.rows), len(form.rows[0]), style=style)
    for r, c, height, width, text in form.cells():
        cell = table.cell(r, c)
        if height * width > 1:
            cell = cell.merge(table.cell(r + height - 1, c + width - 1))
        cell.text = text
    for row in table.rows[:repeats]:
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)


def _page_field(paragraph: Any) -> None:
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    paragraph.add_run(" —")


def self_evaluation() -> bytes:
    """The self-evaluation form over two pages."""
    document = _new()
    document.add_paragraph("茂县文化馆2023年度部门整体支出绩效自评报告")
    document.add_paragraph("部门名称：茂县文化馆")
    _table(document, forms.self_evaluation(), 1)
    document.add_paragraph("填表说明：本表由部门自行填写。")
    return _saved(document)


def report() -> bytes:
    """Prose over pages with a running header and page numbers, then a landscape page with a wide table."""
    document = _new()
    document.sections[0].header.paragraphs[0].text = "茂县文化馆部门决算公开"
    _page_field(document.sections[0].footer.paragraphs[0])
    document.add_paragraph("茂县文化馆2023年度部门决算公开")
    for text in PROSE * 2:
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.first_line_indent = Pt(21)
        paragraph.paragraph_format.line_spacing = Pt(36)
        paragraph.paragraph_format.space_after = Pt(0)
    section = document.add_section()
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    form = forms.nine_tables()[8]
    document.add_paragraph(form.title)
    document.add_paragraph("单位：万元")
    _table(document, form, 0)
    return _saved(document)


def unruled() -> bytes:
    """The nine tables in Word without borders, amounts at the right, everything else at the left."""
    document = _new()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    for form in forms.nine_tables():
        for text in (form.title, f"2023年度\t{form.number}", "部门：茂县文化馆", "单位：万元"):
            document.add_paragraph(text)
        _table(document, form, 0, None)
        for cell in (cell for row in document.tables[-1].rows for cell in row.cells):
            if "." in cell.text:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        document.add_page_break()
    return _saved(document)


def borderless() -> bytes:
    """A list of amounts that only tab stops align, between two paragraphs."""
    document = _new()
    document.add_paragraph("茂县文化馆2023年度部门决算公开")
    document.add_paragraph("公用经费明细表")
    document.add_paragraph("单位：万元")
    for row in [("科目名称", "2023年决算数", "2022年决算数"), *BORDERLESS]:
        paragraph = document.add_paragraph("\t".join(row))
        paragraph.paragraph_format.space_after = Pt(0)
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Cm(9), WD_TAB_ALIGNMENT.RIGHT)
        stops.add_tab_stop(Cm(14), WD_TAB_ALIGNMENT.RIGHT)
    document.add_paragraph("公用经费比上年增加，主要原因是印刷宣传材料较多，今后将严格控制一般性支出。")
    return _saved(document)


LOCK = {
    "EncryptFile": {"type": "boolean", "value": "true"},
    "DocumentOpenPassword": {"type": "string", "value": "unknown"},
}
SOURCES: dict[str, Callable[[], bytes]] = {
    "final_accounts.xlsx": workbook,
    "final_accounts_three_columns.xlsx": lambda: workbook(three=True),
    "unruled.xlsx": lambda: workbook(ruled=False),
    "unruled_three_columns.xlsx": lambda: workbook(three=True, ruled=False),
    "unruled_word.docx": unruled,
    "wide_sheet.xlsx": lambda: workbook(fits=False),
    "long_sheet.xlsx": long_sheet,
    "self_evaluation.docx": self_evaluation,
    "report.docx": report,
    "borderless.docx": borderless,
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or SOURCES:
            source = Path(folder) / name
            source.write_bytes(SOURCES[name]())
            _print(source, "pdf")
        # The last one once more, with a password that nobody is told.
        _print(source.rename(source.with_stem("locked")), f"pdf:writer_pdf_Export:{json.dumps(LOCK)}")


def _print(source: Path, form: str) -> None:
    command = ["soffice", "--headless", "--convert-to", form, "--outdir", str(HERE), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    print(source.name, (HERE / source.name).with_suffix(".pdf").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
