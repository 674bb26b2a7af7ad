"""The nine tables of 部门决算公开 as a workbook, in the form the public tables have, of one set of consistent figures.

    python tests/data/sheets/nine_tables.py nine_tables.xlsx
    soffice --headless --convert-to xls nine_tables.xlsx       # made the nine_tables.xls beside this file

Department and figures are made up; names and codes are those of the classification. `AMOUNTS` of a workbook says where
every amount stands, so that a test can ask what became of each.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import xlsxwriter

YEAR = 2023
DEPARTMENT = "茂县档案馆"

Row = tuple[str | Decimal | None, ...]
Place = tuple[str, int, int]


def _d(text: str) -> Decimal:
    return Decimal(text)


#: code → name, of every class the figures use.
NAMES = {
    "201": "一般公共服务支出", "20126": "档案事务", "2012601": "行政运行", "2012604": "档案馆", "2012650": "事业运行",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "2080505": "机关事业单位基本养老保险缴费支出",
    "210": "卫生健康支出", "21011": "行政事业单位医疗", "2101101": "行政单位医疗",
    "212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出", "2120803": "城市建设支出",
    "221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金",
    "223": "国有资本经营预算支出", "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
}  # fmt: skip

#: Spending by item: (basic, project) in 万元, per fund.
GENERAL = {
    "2012601": (_d("420.36"), _d("0")), "2012604": (_d("0"), _d("86.50")), "2080505": (_d("45.12"), _d("0")),
    "2101101": (_d("22.08"), _d("0")), "2210201": (_d("33.84"), _d("0")),
}  # fmt: skip
FUND = {"2120803": (_d("0"), _d("60.00"))}
CAPITAL = {"2230105": (_d("0"), _d("5.00"))}
OTHER = {"2012650": (_d("10.70"), _d("0"))}
#: Income that is no 财政拨款, by source; together it pays for OTHER.
SUPERIOR, INSTITUTION, ELSEWHERE = _d("3.20"), _d("6.40"), _d("1.10")
#: Carried over from the year before and to the year after, per fund.
GENERAL_CARRIED, FUND_CARRIED = _d("2.50"), _d("1.20")

ECONOMIC = {
    "301": ("工资福利支出", {"30101": ("基本工资", "150.00"), "30102": ("津贴补贴", "120.40"),
            "30103": ("奖金", "60.00"), "30108": ("机关事业单位基本养老保险缴费", "45.12"),
            "30110": ("职工基本医疗保险缴费", "22.08"),
            "30113": ("住房公积金", "33.84")}),
    "303": ("对个人和家庭的补助", {"30305": ("生活补助", "9.96")}),
    "302": ("商品和服务支出", {"30201": ("办公费", "30.00"), "30207": ("邮电费", "5.00"), "30211": ("差旅费", "18.00"),
            "30217": ("公务接待费", "2.00"), "30231": ("公务用车运行维护费", "12.00"),
            "30239": ("其他交通费用", "10.00")}),
    "310": ("资本性支出", {"31002": ("办公设备购置", "3.00")}),
}  # fmt: skip

#: 三公: total, overseas, vehicles, purchase, operation, reception.
THREE_BUDGET = tuple(map(_d, ("18.00", "0", "14.00", "0", "14.00", "4.00")))
THREE_SPENT = tuple(map(_d, ("14.00", "0", "12.00", "0", "12.00", "2.00")))


@dataclass
class Sheets:
    """The workbook under way: cells by sheet and place, merged areas, and the places of its amounts."""

    cells: dict[Place, str | Decimal] = field(default_factory=dict)
    merged: list[tuple[str, int, int, int, int]] = field(default_factory=list)
    amounts: dict[Place, Decimal] = field(default_factory=dict)

    def put(self, sheet: str, row: int, column: int, value: str | Decimal | None, is_amount: bool = False) -> None:
        """Write one cell; a zero amount is left blank, as the public tables leave it."""
        if value is None or (is_amount and not value):
            return
        self.cells[sheet, row, column] = value
        if is_amount and isinstance(value, Decimal):
            self.amounts[sheet, row, column] = value

    def head(self, number: int, title: str, width: int, rows: list[list[str]], spans: list[tuple[int, ...]]) -> str:
        """Title, table number, department and unit, then the header rows; `spans` are (row, column, height, width)."""
        sheet = f"GK{number:02d} {title}"[:31]
        self.put(sheet, 0, 0, title)
        self.merged.append((sheet, 0, 0, 1, width))
        self.put(sheet, 1, width - 1, f"公开{number:02d}表")
        self.put(sheet, 2, 0, f"部门：{DEPARTMENT}")
        self.put(sheet, 2, width - 1, "单位：万元")
        for row, texts in enumerate(rows, 3):
            for column, text in enumerate(texts):
                self.put(sheet, row, column, text or None)
        self.merged += [(sheet, row, column, height, breadth) for row, column, height, breadth in spans]
        return sheet


def total(items: dict[str, tuple[Decimal, Decimal]], part: int | None = None) -> Decimal:
    """The sum of items: basic (0), project (1) or both."""
    return sum((sum(pair) if part is None else pair[part] for pair in items.values()), Decimal(0))


def tree(items: dict[str, tuple[Decimal, Decimal]]) -> list[tuple[str, Decimal, Decimal]]:
    """(code, basic, project) of every class, group and item above the given ones, in order of code."""
    codes = sorted({code[:length] for code in items for length in (3, 5, 7)})
    return [
        (
            code,
            sum((pair[0] for item, pair in items.items() if item.startswith(code)), Decimal(0)),
            sum((pair[1] for item, pair in items.items() if item.startswith(code)), Decimal(0)),
        )
        for code in codes
    ]


EVERYTHING = GENERAL | FUND | CAPITAL | OTHER
CLASSES = ("201", "208", "210", "212", "221", "223")
NUMERALS = "一二三四五六七八九十"


def build() -> Sheets:
    """All nine tables."""
    sheets = Sheets()
    _overall(sheets)
    _income(sheets)
    _spending(sheets)
    _fiscal(sheets)
    _general(sheets)
    _basic(sheets)
    _three_public(sheets)
    _fund(sheets)
    _capital(sheets)
    return sheets


def _lines(sheets: Sheets, sheet: str, row: int, lines: list[Row], amounts: set[int]) -> None:
    for offset, line in enumerate(lines):
        for column, value in enumerate(line):
            sheets.put(sheet, row + offset, column, value, column in amounts)


def _overall(sheets: Sheets) -> None:
    head = [
        ["收入", "", "", "支出", "", ""],
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["栏次", "", "1", "栏次", "", "2"],
    ]
    sheet = sheets.head(1, "收入支出决算总表", 6, head, [(3, 0, 1, 3), (3, 3, 1, 3)])
    income = [
        ("一、一般公共预算财政拨款收入", total(GENERAL)), ("二、政府性基金预算财政拨款收入", total(FUND)),
        ("三、国有资本经营预算财政拨款收入", total(CAPITAL)), ("四、上级补助收入", SUPERIOR),
        ("五、事业收入", INSTITUTION), ("六、经营收入", Decimal(0)), ("七、附属单位上缴收入", Decimal(0)),
        ("八、其他收入", ELSEWHERE),
    ]  # fmt: skip
    spent = [
        (f"{NUMERALS[number]}、{NAMES[code]}", total({c: p for c, p in EVERYTHING.items() if c.startswith(code)}))
        for number, code in enumerate(CLASSES)
    ]
    whole, carried = total(EVERYTHING), GENERAL_CARRIED + FUND_CARRIED
    income += [
        ("本年收入合计", whole),
        ("使用非财政拨款结余", Decimal(0)),
        ("年初结转和结余", carried),
        ("总计", whole + carried),
    ]
    spent += [("", Decimal(0)), ("", Decimal(0)), ("本年支出合计", whole), ("结余分配", Decimal(0)),
              ("年末结转和结余", carried), ("总计", whole + carried)]  # fmt: skip
    lines: list[Row] = [
        (left[0], str(number), left[1], right[0] or None, str(number + 31), right[1])
        for number, (left, right) in enumerate(zip(income, spent, strict=True), 1)
    ]
    _lines(sheets, sheet, 6, lines, {2, 5})


def _income(sheets: Sheets) -> None:
    head = [
        [
            "项目",
            "",
            "本年收入合计",
            "财政拨款收入",
            "上级补助收入",
            "事业收入",
            "经营收入",
            "附属单位上缴收入",
            "其他收入",
        ],
        ["科目编码", "科目名称"],
        ["栏次", "", *"1234567"],
    ]
    spans = [(3, 0, 1, 2), *((3, column, 2, 1) for column in range(2, 9))]
    sheet = sheets.head(2, "收入决算表", 9, head, spans)
    zero = Decimal(0)
    fiscal = total(GENERAL | FUND | CAPITAL)
    own = SUPERIOR + INSTITUTION + ELSEWHERE
    rows: list[Row] = [("合计", None, fiscal + own, fiscal, SUPERIOR, INSTITUTION, zero, zero, ELSEWHERE)]
    for code, basic, project in tree(EVERYTHING):
        others = [SUPERIOR, INSTITUTION, zero, zero, ELSEWHERE] if "2012650".startswith(code) else [zero] * 5
        rows.append((code, NAMES[code], basic + project, basic + project - sum(others), *others))
    _lines(sheets, sheet, 6, rows, set(range(2, 9)))


def _spending(sheets: Sheets) -> None:
    head = [
        ["项目", "", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
        ["科目编码", "科目名称"],
        ["栏次", "", *"123456"],
    ]
    sheet = sheets.head(3, "支出决算表", 8, head, [(3, 0, 1, 2), *((3, column, 2, 1) for column in range(2, 8))])
    rows: list[Row] = [("合计", None, total(EVERYTHING), total(EVERYTHING, 0), total(EVERYTHING, 1))]
    rows += [(code, NAMES[code], basic + project, basic, project) for code, basic, project in tree(EVERYTHING)]
    _lines(sheets, sheet, 6, rows, {2, 3, 4})


def _fiscal(sheets: Sheets) -> None:
    funds = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    head = [
        ["收入", "", "", "支出", "", "", "", "", ""],
        ["项目", "行次", "金额", "项目", "行次", "合计", *funds],
        ["栏次", "", "1", "栏次", "", "2", "3", "4", "5"],
    ]
    sheet = sheets.head(4, "财政拨款收入支出决算总表", 9, head, [(3, 0, 1, 3), (3, 3, 1, 6)])
    parts = (GENERAL, FUND, CAPITAL)
    income = [
        (f"{NUMERALS[number]}、{fund}", total(items))
        for number, (fund, items) in enumerate(zip(funds, parts, strict=True))
    ]
    spent: list[tuple[str, tuple[Decimal, ...]]] = [
        (
            f"{NUMERALS[number]}、{NAMES[code]}",
            tuple(total({c: p for c, p in items.items() if c.startswith(code)}) for items in parts),
        )
        for number, code in enumerate(CLASSES)
    ]
    sums = tuple(total(items) for items in parts)
    carried = (GENERAL_CARRIED, FUND_CARRIED, Decimal(0))
    income += [("", Decimal(0))] * 3
    income += [("本年收入合计", sum(sums, Decimal(0))), ("年初财政拨款结转和结余", sum(carried, Decimal(0))),
               ("一般公共预算财政拨款", carried[0]), ("政府性基金预算财政拨款", carried[1]),
               ("总计", sum(sums + carried, Decimal(0)))]  # fmt: skip
    spent += [("本年支出合计", sums), ("年末财政拨款结转和结余", carried), ("", (Decimal(0),) * 3),
              ("", (Decimal(0),) * 3),
              ("总计", tuple(a + b for a, b in zip(sums, carried, strict=True)))]  # fmt: skip
    lines: list[Row] = [
        (left or None, str(number), amount, right or None, str(number + 32), sum(by_fund, Decimal(0)), *by_fund)
        for number, ((left, amount), (right, by_fund)) in enumerate(zip(income, spent, strict=True), 1)
    ]
    _lines(sheets, sheet, 6, lines, {2, 5, 6, 7, 8})


def _by_class(sheets: Sheets, number: int, title: str, items: dict[str, tuple[Decimal, Decimal]]) -> None:
    head = [
        ["项目", "", "本年支出", "", ""],
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["栏次", "", *"123"],
    ]
    sheet = sheets.head(number, title, 5, head, [(3, 0, 1, 2), (3, 2, 1, 3)])
    rows: list[Row] = [("合计", None, total(items), total(items, 0), total(items, 1))]
    rows += [(code, NAMES[code], basic + project, basic, project) for code, basic, project in tree(items)]
    _lines(sheets, sheet, 6, rows, {2, 3, 4})


def _general(sheets: Sheets) -> None:
    _by_class(sheets, 5, "一般公共预算财政拨款支出决算表", GENERAL)


def _capital(sheets: Sheets) -> None:
    _by_class(sheets, 9, "国有资本经营预算财政拨款支出决算表", CAPITAL)


def _basic(sheets: Sheets) -> None:
    head = [["人员经费", "", "", "公用经费", "", ""], ["科目编码", "科目名称", "金额", "科目编码", "科目名称", "金额"]]
    sheet = sheets.head(6, "一般公共预算财政拨款基本支出决算表", 6, head, [(3, 0, 1, 3), (3, 3, 1, 3)])
    sides: list[list[tuple[str, str, Decimal]]] = []
    for classes in (("301", "303"), ("302", "310")):
        side = []
        for code in classes:
            name, parts = ECONOMIC[code]
            side.append((code, name, sum((_d(amount) for _, amount in parts.values()), Decimal(0))))
            side += [(part, label, _d(amount)) for part, (label, amount) in parts.items()]
        sides.append(side)
    height = max(map(len, sides))
    for number in range(height):
        for column, side in zip((0, 3), sides, strict=True):
            if number < len(side):
                code, name, amount = side[number]
                sheets.put(sheet, 5 + number, column, code)
                sheets.put(sheet, 5 + number, column + 1, name)
                sheets.put(sheet, 5 + number, column + 2, amount, is_amount=True)
    for column, label, side in ((0, "人员经费合计", sides[0]), (3, "公用经费合计", sides[1])):
        sheets.put(sheet, 5 + height, column, label)
        sheets.merged.append((sheet, 5 + height, column, 1, 2))
        classes_sum = sum((amount for code, _, amount in side if len(code) == 3), Decimal(0))
        sheets.put(sheet, 5 + height, column + 2, classes_sum, is_amount=True)


def _three_public(sheets: Sheets) -> None:
    parts = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"]
    inner = ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""]
    head = [["预算数", *[""] * 5, "决算数", *[""] * 5], parts * 2, inner * 2, [str(number) for number in range(1, 13)]]
    spans = [(3, 0, 1, 6), (3, 6, 1, 6)]
    spans += [(4, side + column, 2, 1) for side in (0, 6) for column in (0, 1, 5)] + [(4, 2, 1, 3), (4, 8, 1, 3)]
    sheet = sheets.head(7, "财政拨款“三公”经费支出决算表", 12, head, spans)
    _lines(sheets, sheet, 7, [THREE_BUDGET + THREE_SPENT], set(range(12)))


def _fund(sheets: Sheets) -> None:
    head = [
        ["项目", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"],
        ["科目编码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""],
        ["栏次", "", *"123456"],
    ]
    spans = [(3, 0, 1, 2), (3, 2, 2, 1), (3, 3, 2, 1), (3, 4, 1, 3), (3, 7, 2, 1)]
    sheet = sheets.head(8, "政府性基金预算财政拨款收入支出决算表", 8, head, spans)
    whole = total(FUND)
    rows: list[Row] = [("合计", None, FUND_CARRIED, whole, whole, total(FUND, 0), total(FUND, 1), FUND_CARRIED)]
    rows += [
        (code, NAMES[code], FUND_CARRIED, basic + project, basic + project, basic, project, FUND_CARRIED)
        for code, basic, project in tree(FUND)
    ]
    _lines(sheets, sheet, 6, rows, {2, 3, 4, 5, 6, 7})


def workbook(sheets: Sheets) -> bytes:
    """The tables as an xlsx file, amounts with two decimals; beside them a hidden sheet of codes, as templates have."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        money = book.add_format({"num_format": "#,##0.00"})
        spans = {(sheet, row, column): (height, width) for sheet, row, column, height, width in sheets.merged}
        pages = {name: book.add_worksheet(name) for name in dict.fromkeys(sheet for sheet, _, _ in sheets.cells)}
        for (sheet, row, column), value in sheets.cells.items():
            page = pages[sheet]
            if (sheet, row, column) in spans:
                height, width = spans[sheet, row, column]
                if isinstance(value, Decimal):
                    raise ValueError(f"an amount in a merged cell at {sheet} {row} {column}")
                page.merge_range(row, column, row + height - 1, column + width - 1, value)
            elif isinstance(value, Decimal):
                page.write_number(row, column, float(value), money)
            else:
                page.write_string(row, column, value)
        codes = book.add_worksheet("HIDDENSHEETNAME")
        codes.hide()
        for row, (code, name) in enumerate(NAMES.items()):
            codes.write_row(row, 0, [code, name, 99.99])
    return target.getvalue()


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(workbook(build()))
