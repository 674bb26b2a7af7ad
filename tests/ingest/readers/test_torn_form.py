"""A form whose labels fell out of its tables is one table again, and nothing else is joined."""

from __future__ import annotations

import pytest

from ingest.document import Doubt, Paragraph, Table
from ingest.readers import grid
from ingest.readers.torn import mended


def table(*rows: list[str], page: int | None = None) -> Table:
    return Table(grid.place([[grid.slot(text) for text in row] for row in rows]), page)


def texts(block: Paragraph | Table) -> list[list[str]]:
    assert isinstance(block, Table)
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


HEAD = table(["道路养护", ""], ["预算单位", "某县交通运输局"])
FUNDS = table(["2023年度", ""], ["资金（万元）", "年度资金总额："])
GOALS = table(["二级指标", "指标值", "", ""], ["", "产出指标", "数量指标", "9"])
FORM: list[Paragraph | Table] = [
    Paragraph("项目名称"),
    HEAD,
    Paragraph("起止年限"),
    FUNDS,
    Paragraph("其中：财政拨款"),
    Paragraph("41.20"),
    Paragraph("年度目标"),
    Paragraph("一级指标"),
    GOALS,
]
WHOLE = [
    ["项目名称", "道路养护"],
    ["预算单位", "某县交通运输局"],
    ["", "起止年限", "2023年度"],
    ["资金（万元）", "年度资金总额："],
    ["", "其中：财政拨款", "41.20"],
    ["", "年度目标"],
    ["", "一级指标", "二级指标", "指标值"],
    ["", "产出指标", "数量指标", "9"],
]


def test_each_label_is_a_first_cell_again() -> None:
    before, joined, after = mended([Paragraph("绩效自评表如下。"), *FORM, Paragraph("以上为自评结果。")])
    assert texts(joined) == WHOLE
    assert (before, after) == (Paragraph("绩效自评表如下。"), Paragraph("以上为自评结果。"))


def test_two_such_forms_stay_two() -> None:
    first, between, second = mended([*FORM, Paragraph("第二个项目的自评情况见下表。"), *FORM])
    assert texts(first) == texts(second) == WHOLE
    assert between == Paragraph("第二个项目的自评情况见下表。")


def test_pages_and_doubts_go_with_the_cells() -> None:
    doubt = Doubt(0, 5, 0.6)
    amount = Paragraph("41.20", page=2, doubts=(doubt,))
    (joined,) = mended(
        [table(["资金", "总额"], page=1), Paragraph("财政拨款", page=2), amount, table(["其他", ""], page=2)]
    )
    assert isinstance(joined, Table)
    assert [(cell.text, cell.page, cell.doubts) for cell in joined.cells if cell.row < 2] == [
        ("资金", 1, ()), ("总额", 1, ()), ("", 2, ()), ("财政拨款", 2, ()), ("41.20", 2, (doubt,)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param([*FORM[:5], *FORM[6:]], id="labels without an amount"),
        pytest.param([*FORM[:5], Paragraph("41"), *FORM[6:]], id="a number that may be a page's"),
        pytest.param([*FORM[:4], Paragraph("其中，财政拨款如下。"), *FORM[5:]], id="a sentence before the amount"),
        pytest.param([*FORM[:4], Paragraph("收入决算表"), *FORM[5:]], id="a table's title before the amount"),
        pytest.param([*FORM[:6], Paragraph("二、自评结论。"), GOALS], id="a sentence between the tables"),
        pytest.param(FORM[4:], id="no table above"),
        pytest.param(FORM[:8], id="no table below"),
        pytest.param([FUNDS, *FORM[4:7], table(["甲", "乙"], ["丙"])], id="a table with rows of unlike width"),
    ],
)
def test_what_is_no_torn_form_stays_as_it_was(blocks: list[Paragraph | Table]) -> None:
    assert mended(blocks) == tuple(blocks)
