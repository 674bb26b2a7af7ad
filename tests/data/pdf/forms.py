"""What the PDFs in this folder show: the forms of a department's final accounts and of a self-evaluation, as grids.

The department and its figures are made up; the figures are consistent. A form is its rows, where None is covered by the
merged cell to the left, UP by the one above, and "" is an empty cell.
"""

from __future__ import annotations

from dataclasses import dataclass

Row = list["str | None"]

UP = "^"


@dataclass(frozen=True)
class Form:
    """A table with what is printed above it."""

    title: str
    number: str
    rows: list[Row]

    @property
    def body(self) -> int:
        """The number of the first row with an amount."""
        return next(r for r, row in enumerate(self.rows) if any("." in (text or "") for text in row))

    def cells(self) -> list[tuple[int, int, int, int, str]]:
        """(row, column, row span, column span, text) of each cell."""
        found = []
        for r, row in enumerate(self.rows):
            for c, text in enumerate(row):
                if text not in (None, UP):
                    width = next((w for w, t in enumerate(row[c + 1 :], 1) if t is not None), len(row) - c)
                    height = next(
                        (h for h, below in enumerate(self.rows[r + 1 :], 1) if below[c] != UP), len(self.rows) - r
                    )
                    found.append((r, c, height, width, text))
        return found


ITEMS = [
    ("207", "文化旅游体育与传媒支出"), ("20701", "文化和旅游"), ("2070101", "行政运行"), ("2070109", "群众文化"),
    ("208", "社会保障和就业支出"), ("20805", "行政事业单位养老支出"), ("2080505", "机关事业单位基本养老保险缴费支出"),
    ("2080506", "机关事业单位职业年金缴费支出"), ("20808", "抚恤"), ("2080801", "死亡抚恤"), ("210", "卫生健康支出"),
    ("21011", "行政事业单位医疗"), ("2101101", "行政单位医疗"), ("221", "住房保障支出"), ("22102", "住房改革支出"),
    ("2210201", "住房公积金"), ("223", "国有资本经营预算支出"), ("22399", "其他国有资本经营预算支出"),
    ("2239999", "其他国有资本经营预算支出"), ("229", "其他支出"), ("22960", "彩票公益金安排的支出"),
    ("2296003", "用于体育事业的彩票公益金支出"),
]  # fmt: skip
NAMES = dict(ITEMS)
FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")

#: Spending items of the general public budget: basic, project.
GENERAL = {
    "2070101": (520.00, 0), "2070109": (0, 120.10), "2080505": (60.00, 0), "2080506": (30.00, 0),
    "2080801": (0, 40.40), "2101101": (30.00, 0), "2210201": (60.00, 0),
}  # fmt: skip
#: All spending: 22.30 more of other money for 群众文化, beside the fund and the state capital budget.
ALL = GENERAL | {"2070109": (0, 142.40), "2239999": (0, 5.00), "2296003": (0, 40.00)}
#: Revenue: from the treasury, other.
REVENUE = {code: (basic + project, 0.0) for code, (basic, project) in (ALL | GENERAL).items()} | {
    "2070109": (120.10, 12.30)
}


def amount(value: float) -> str:
    """An amount as the forms print it; nothing for zero."""
    return f"{value:.2f}" if value else ""


def _by_item(values: dict[str, tuple[float, ...]], three: bool, empty: int = 0) -> list[Row]:
    """合计 and the rows of items with their superiors: total, each value, empty columns."""
    codes = [code for code, _ in ITEMS if any(item.startswith(code) for item in values)]
    rows: list[Row] = []
    for code in ["", *codes]:
        sums = [sum(column) for column in zip(*(v for item, v in values.items() if item.startswith(code)), strict=True)]
        if not code:
            head: Row = ["合计", *[None] * (3 if three else 1)]
        elif three:
            head = [code[:3], code[3:5], code[5:], NAMES[code]]
        else:
            head = [code, NAMES[code]]
        rows.append([*head, amount(sum(sums)), *(amount(value) for value in sums), *[""] * empty])
    return rows


def _item_form(title: str, number: str, columns: list[str], rows: list[Row], three: bool) -> Form:
    codes = 3 if three else 1
    head: list[Row] = [
        ["项目", *[None] * codes, *columns],
        ["科目编码", *[None] * (codes - 1), "科目名称", *[UP] * len(columns)],
        ["栏次", *[None] * codes, *(str(i + 1) for i in range(len(columns)))],
    ]
    return Form(title, number, [*head, *rows])


def nine_tables(three: bool = False) -> list[Form]:
    """The nine tables of 部门决算公开 in 万元; with the code in one column of seven digits, or in 类, 款, 项."""
    state = {"2239999": (0.0, 5.00)}
    fund = ["2296003", "用于体育事业的彩票公益金支出"]
    fund_codes: Row = ["229", "60", "03", fund[1]] if three else [*fund]
    codes = 3 if three else 1
    return [
        Form("收入支出决算总表", "公开01表", [
            ["收入", None, None, "支出", None, None],
            ["项目", "行次", "金额", "项目", "行次", "金额"],
            ["一、一般公共预算财政拨款收入", "1", "860.50", "七、文化旅游体育与传媒支出", "37", "662.40"],
            ["二、政府性基金预算财政拨款收入", "2", "40.00", "八、社会保障和就业支出", "38", "130.40"],
            ["三、国有资本经营预算财政拨款收入", "3", "5.00", "九、卫生健康支出", "39", "30.00"],
            ["四、上级补助收入", "4", "", "十九、住房保障支出", "49", "60.00"],
            ["五、事业收入", "5", "", "二十一、国有资本经营预算支出", "51", "5.00"],
            ["八、其他收入", "8", "12.30", "二十三、其他支出", "53", "40.00"],
            ["本年收入合计", "27", "917.80", "本年支出合计", "57", "927.80"],
            ["年初结转和结余", "29", "20.00", "年末结转和结余", "59", "10.00"],
            ["总计", "30", "937.80", "总计", "60", "937.80"],
        ]),
        _item_form(
            "收入决算表", "公开02表",
            ["本年收入合计", "财政拨款收入", "其他收入", "事业收入", "经营收入"], _by_item(REVENUE, three, 2), three,
        ),
        _item_form(
            "支出决算表", "公开03表",
            ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出"], _by_item(ALL, three, 2), three,
        ),
        Form("财政拨款收入支出决算总表", "公开04表", [
            ["收入", None, None, "支出", None, None, None, None, None],
            ["项目", "行次", "金额", "项目", "行次", "合计", *FUNDS],
            ["一、一般公共预算财政拨款", "1", "860.50", "七、文化旅游体育与传媒支出", "33", "640.10", "640.10", "", ""],
            ["二、政府性基金预算财政拨款", "2", "40.00", "八、社会保障和就业支出", "34", "130.40", "130.40", "", ""],
            ["三、国有资本经营预算财政拨款", "3", "5.00", "九、卫生健康支出", "35", "30.00", "30.00", "", ""],
            ["", "4", "", "十九、住房保障支出", "45", "60.00", "60.00", "", ""],
            ["", "5", "", "二十一、国有资本经营预算支出", "47", "5.00", "", "", "5.00"],
            ["", "6", "", "二十三、其他支出", "49", "40.00", "", "40.00", ""],
            ["本年收入合计", "27", "905.50", "本年支出合计", "59", "905.50", "860.50", "40.00", "5.00"],
            ["总计", "32", "905.50", "总计", "64", "905.50", "860.50", "40.00", "5.00"],
        ]),
        _item_form(
            "一般公共预算财政拨款支出决算表", "公开05表",
            ["本年支出合计", "基本支出", "项目支出"], _by_item(GENERAL, three), three,
        ),
        Form("一般公共预算财政拨款基本支出决算明细表", "公开06表", [
            ["人员经费", None, None, "公用经费", None, None],
            ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
            ["301", "工资福利支出", "580.00", "302", "商品和服务支出", "95.00"],
            ["30101", "基本工资", "170.00", "30201", "办公费", "30.00"],
            ["30102", "津贴补贴", "150.00", "30211", "差旅费", "20.00"],
            ["30103", "奖金", "80.00", "30217", "公务接待费", "5.00"],
            ["30108", "机关事业单位基本养老保险缴费", "60.00", "30231", "公务用车运行维护费", "40.00"],
            ["30109", "职业年金缴费", "30.00", "310", "资本性支出", "5.00"],
            ["30110", "职工基本医疗保险缴费", "30.00", "31002", "办公设备购置", "5.00"],
            ["30113", "住房公积金", "60.00", "", "", ""],
            ["303", "对个人和家庭的补助", "20.00", "", "", ""],
            ["30305", "生活补助", "20.00", "", "", ""],
            ["人员经费合计", None, "600.00", "公用经费合计", None, "100.00"],
        ]),
        Form("政府性基金预算财政拨款收入支出决算表", "公开07表", [
            ["项目", *[None] * codes, "年初结转和结余", "本年收入", "本年支出", None, None, "年末结转和结余"],
            ["科目编码", *[None] * (codes - 1), "科目名称", UP, UP, "小计", "基本支出", "项目支出", UP],
            ["栏次", *[None] * codes, "1", "2", "3", "4", "5", "6"],
            ["合计", *[None] * codes, "", "40.00", "40.00", "", "40.00", ""],
            [*fund_codes, "", "40.00", "40.00", "", "40.00", ""],
        ]),
        _item_form(
            "国有资本经营预算财政拨款支出决算表", "公开08表",
            ["本年支出合计", "基本支出", "项目支出"], _by_item(state, three), three,
        ),
        Form("财政拨款“三公”经费支出决算表", "公开09表", [
            ["预算数", *[None] * 5, "决算数", *[None] * 5],
            ["合计", "因公出国（境）费", "公务用车购置及运行维护费", None, None, "公务接待费"] * 2,
            [UP, UP, "小计", "公务用车购置费", "公务用车运行维护费", UP] * 2,
            [str(i) for i in range(1, 13)],
            ["50.00", "0.00", "44.00", "0.00", "44.00", "6.00", "45.00", "0.00", "40.00", "0.00", "40.00", "5.00"],
        ]),
    ]  # fmt: skip


def self_evaluation() -> Form:
    """A form whose merged cells and a long row go over a page's end, and whose header is printed on each page."""
    head: list[Row] = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
    ]
    groups = [
        (
            "产出指标",
            [("数量指标", 5, "场次"), ("质量指标", 4, "合格率"), ("时效指标", 3, "及时率"), ("成本指标", 4, "成本")],
        ),
        ("效益指标", [("经济效益指标", 3, "增收"), ("社会效益指标", 4, "受益"), ("可持续影响指标", 3, "机制")]),
        ("满意度指标", [("服务对象满意度指标", 4, "满意度")]),
    ]
    rows: list[Row] = []
    for first, parts in groups:
        for second, count, what in parts:
            for i in range(count):
                number = len(rows) + 1
                rows.append(
                    [
                        first if not any(row[0] == first for row in rows) else UP,
                        second if i == 0 else UP,
                        f"第{number}项文化惠民活动{what}",
                        f"≥{60 + number}%",
                        f"{61 + number}.5%",
                        "3",
                        f"2.{number:02d}",
                        f"第{number}项活动受天气影响，部分场次延期举行，今后提前安排备用场地并加强与乡镇的沟通"
                        if number % 4 == 3
                        else "无",
                    ]
                )
    return Form("2023年度部门整体支出绩效自评表", "", [*head, *rows])
