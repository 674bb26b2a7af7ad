"""Tables over page breaks: which rows the break tore, and which are rows of their own. PDFs drawn for each test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.document import Cell, Paragraph, Table
from ingest.generate.printed import pdf
from ingest.readers.continued import continues, whole
from ingest.readers.layout import blocks
from ingest.readers.page import Page, Rule, Word
from ingest.readers.reading import read
from ingest.readers.ruling import Grid, Ruled

SIZE, XS = 10.0, (20.0, 100.0, 200.0, 300.0)
HEAD = ("项目", "预算数", "决算数")
BLANK_AMOUNTS = (
    HEAD,
    ("合计", "118.36", "100.24"),
    ("一、因公出国（境）费用", "", ""),
    ("2.公务用车购置及运行维护费", "74.34", "66.41"),
    ("其中：公务用车购置费", "", ""),
    ("公务用车运行维护费", "74.34", "66.41"),
    ("三、公务接待费", "44.02", "33.83"),
)
BLANK_COLUMN = (
    ("项目", "合计", "因公出国（境）费", "公务用车购置及运行费小计", "公务用车购置费", "公务用车运行费", "公务接待费"),
    ("预算数", "275.74", "21.83", "137.46", "", "137.46", "116.45"),
    ("决算数", "190.59", "12.01", "91.15", "", "91.15", "87.43"),
)


def table_of(rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(tuple(Cell(text, r, c, 1, 1) for r, row in enumerate(rows) for c, text in enumerate(row)))


def cells(block: Paragraph | Table) -> list[tuple[int, int, str]]:
    assert isinstance(block, Table)
    return [(cell.row, cell.column, "".join(cell.text.split())) for cell in block.cells]


@pytest.mark.parametrize("rows", [BLANK_AMOUNTS, BLANK_COLUMN], ids=["rows without amounts", "a column without"])
def test_wherever_the_page_ends_each_row_is_one(rows: tuple[tuple[str, ...], ...]) -> None:
    table = table_of(rows)
    ends = set()
    # With so many lines above it the table begins ever lower, until none of it is left on the first page.
    for above in range(29, 39):
        (found,) = [
            block
            for block in read(pdf([*[Paragraph(f"第{n}条说明。") for n in range(above)], table]), "x.pdf").content
            if isinstance(block, Table)
        ]
        assert cells(found) == cells(table)
        ends.add(sum(cell.page == 1 for cell in found.cells) // len(rows[0]))
    assert ends == set(range(len(rows) + 1))


def foot_and_top(upper: tuple[tuple[str, ...], ...], lower: tuple[tuple[str, ...], ...]) -> list[Page]:
    """Rows down to the foot of a page and from the top of the next, 80, 100 and 100 points wide; `\\n` breaks lines."""

    def page(rows: tuple[tuple[str, ...], ...], top: float, number: int) -> Page:
        ys, words = [top], []
        for row in rows:
            for c, text in enumerate(row):
                for n, line in enumerate(text.split("\n") if text else []):
                    width = sum(SIZE if ord(character) > 0x2000 else SIZE / 2 for character in line)
                    x, y = XS[c] + 3, ys[-1] + 3 + 12 * n
                    words.append(Word(line, x, y, x + width, y + SIZE))
            ys.append(ys[-1] + 8 + 12 * max(text.count("\n") + 1 for text in row))
        rules = [*(Rule(XS[0], y, XS[-1], y) for y in ys), *(Rule(x, ys[0], x, ys[-1]) for x in XS)]
        return Page(number, 320.0, 500.0, tuple(words), tuple(rules))

    height = sum(8 + 12 * max(text.count("\n") + 1 for text in row) for row in upper)
    return [page(upper, 480.0 - height, 1), page(lower, 40.0, 2)]


@pytest.mark.parametrize(
    ("last", "first", "is_one"),
    [
        pytest.param(("公务用车购置及", "3.00", ""), ("运行维护费", "", ""), True, id="a name that filled its line"),
        pytest.param(("办公费", "3.00", ""), ("其他费用", "", ""), False, id="a name that had room"),
        pytest.param(("公务用车运行费", "3.00", ""), ("1.购置费", "", ""), False, id="a name with a number of its own"),
        pytest.param(("公务用车运行费", "3.00", ""), ("其中：购置费", "", ""), False, id="one of several"),
        pytest.param(
            ("年度目标", "一、免费开放；", "已完成。"),
            ("", "二、下乡演出", "完成5场"),
            True,
            id="sentences on new lines",
        ),
        pytest.param(
            ("产出指标", "≥3次", "培训次数"), ("", "≥95%", "合格率"), False, id="a row whose name is printed above"
        ),
        pytest.param(("主管部门：", "文旅局", ""), ("实施单位：", "", ""), False, id="labels that end in a colon"),
    ],
)
def test_a_row_is_the_rest_of_one_above_where_its_texts_had_no_room_there(
    last: tuple[str, ...], first: tuple[str, ...], is_one: bool
) -> None:
    after = ("差旅费", "5.00", "4.50")
    (found,) = blocks(foot_and_top((HEAD, last), (first, after)))
    whole = tuple("\n".join(filter(None, both)) for both in zip(last, first, strict=True))
    expected = (HEAD, whole, after) if is_one else (HEAD, last, first, after)
    assert cells(found) == cells(table_of(expected))


def test_a_header_that_a_browser_cuts_through_heads_the_rows_of_the_next_page() -> None:
    """Browsers end a page inside a row that is higher than its text, and draw no rule there."""
    first, second = foot_and_top((HEAD,), (("", "", ""), ("差旅费", "5.00", "4.50")))
    is_cut = {1: max(rule.y1 for rule in first.rules), 2: min(rule.y0 for rule in second.rules)}
    pages = [
        replace(page, rules=tuple(rule for rule in page.rules if rule.is_upright or rule.y0 != is_cut[page.number]))
        for page in (first, second)
    ]
    (found,) = blocks(pages)
    assert cells(found) == cells(table_of((HEAD, ("差旅费", "5.00", "4.50"))))


TITLES = [Cell("收入", 0, 0, 1, 2), Cell("支出", 0, 2, 1, 2)]
MERGED_TITLES = [Cell("项目", 0, 0, 2, 1), Cell("说明", 0, 1, 2, 1), Cell("资金来源", 0, 2, 1, 2)]
MERGED_TITLES += [Cell("本级", 1, 2, 1, 1), Cell("上级", 1, 3, 1, 1)]


@pytest.mark.parametrize("titles", [TITLES, MERGED_TITLES], ids=["over several columns", "merged down"])
def test_titles_with_nothing_below_them_head_the_rows_of_the_next_page(titles: list[Cell]) -> None:
    """A page may end right below a table's titles, however much room is left."""
    depth = 1 + max(cell.row for cell in titles)
    rows = [["合计", "", "9.00", "5.00"], ["办公费", "", "9.00", "5.00"]]
    upper = ruled(1, [20.0 * (n + 1) for n in range(depth + 1)], titles)
    lower = ruled(2, [40.0, 60.0, 80.0], [Cell(t, r, c, 1, 1) for r, row in enumerate(rows) for c, t in enumerate(row)])
    assert continues([upper], lower, floor=480.0)
    joined = whole([upper, lower])
    assert {(cell.text, cell.row + cell.row_span) for cell in joined.cells if cell.row < depth} == {
        (cell.text, cell.row + cell.row_span) for cell in titles
    }
    assert [cell.text for cell in joined.cells if cell.row == depth] == rows[0]


def ruled(page: int, ys: list[float], cells: list[Cell]) -> Ruled:
    """A table of one page; its vertical rules stand where a cell begins or ends, 50 points a column."""
    own = sorted({place for cell in cells for place in (cell.column, cell.column + cell.column_span)})
    placed = [
        cell._replace(column=own.index(cell.column), column_span=1 if len(own) == 3 else cell.column_span)
        for cell in cells
    ]
    return Ruled(page, Grid(tuple(50.0 * place for place in own), tuple(ys), {}, {}), tuple(placed), frozenset())
