"""Tables of reports: 自评表, 三公经费 and functional classes, each in two printed forms."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.generate.page import Page
from ingest.generate.truth import ZERO, Aim, Spent, Truth, total

THREE = "three_public"


def funds(page: Page, truth: Truth, lines: dict[str, tuple[str, Spent]]) -> None:
    """Initial and adjusted budget, spending and rate; `lines` gives each label its subject and amounts."""
    rows = [[page.word(f"form.{column}") for column in ("funds", "initial", "adjusted", "spent", "rate")]]
    for label, (about, line) in lines.items():
        raised = truth.raised if about != "expenditure_type/basic" else 0
        rows.append(
            [
                label, page.cell("budget:initial", about, line.planned - raised),
                page.cell("budget:adjusted", about, line.planned), page.cell("spending", about, line.spent),
                page.rate("execution", about, line.spent, line.planned, basis="adjusted"),
            ]
        )  # fmt: skip
    page.say("form.unit", unit=page.unit)
    page.table(*rows)


def indicators(page: Page, aims: Iterable[Aim]) -> None:
    """The indicator part of a form with weights and scores, operators in the target or in a column of their own."""
    aims = list(aims)
    apart = page.one_of("together", "apart") == "apart"
    rows = [["一级指标", "二级指标", "三级指标"]]
    rows[0] += (
        ["指标性质", "指标值", "度量单位", "完成值", "权重", "得分"]
        if apart
        else [page.word("form.target"), page.word("form.actual"), "分值", "得分"]
    )
    for aim in aims:
        page.aim(aim, weighed=True, rated=False)
        sides = (
            ["≤" if aim.is_ceiling else "≥", f"{aim.target}", aim.unit, f"{aim.actual}"]
            if apart
            else [page.sign(aim), f"{aim.actual}{aim.unit}"]
        )
        rows.append([aim.level1, aim.level2, aim.name, *sides, f"{aim.weight}", f"{aim.score}"])
    score = sum((aim.score for aim in aims), start=aims[0].score * 0)
    blank = [""] * (len(rows[0]) - 3)
    weights = sum((aim.weight for aim in aims), start=aims[0].weight * 0)
    rows.append([page.word("form.sum"), *blank, f"{weights}", page.count("evaluation_score", score)])
    page.table(*rows, merged=_merged(page))


def _merged(page: Page) -> tuple[int, ...]:
    """The columns of levels whose equal cells are one, or none."""
    return (0, 1) if page.one_of("repeated", "merged") == "merged" else ()


def progress(page: Page, aims: Iterable[Aim]) -> None:
    """The indicators of a monitoring form: what was reached by the cut-off and the degree of completion."""
    rows = [["一级指标", "二级指标", "三级指标", "年度指标值", page.word("form.progress"), "完成率"]]
    later = page.word("not_due")
    for aim in aims:
        page.aim(aim)
        actual = f"{aim.actual}{aim.unit}" if aim.actual is not None else later
        completion = page.completion(aim) if aim.actual is not None else ""
        rows.append([aim.level1, aim.level2, aim.name, page.sign(aim), actual, completion])
    page.table(*rows, merged=_merged(page))


def both_sides(page: Page, truth: Truth) -> None:
    """收入支出决算总表: income by source on the left, spending by functional class on the right."""
    left = [
        (
            "一、一般公共预算财政拨款收入",
            page.cell("revenue:executed", "revenue/general_public_budget", truth.total.spent),
        ),
        ("二、其他收入", page.cell("revenue:executed", "revenue/other", truth.other_income)),
    ]
    right = [
        (f"{'一二三四'[n]}、{names[0]}", page.cell("spending", f"function/{names[1]}", value))
        for n, (names, value) in enumerate(truth.functions.items())
    ]
    rows = [["收入", "", "支出", ""], ["项目", page.word("table.amount"), "项目", page.word("table.amount")]]
    for n in range(max(len(left), len(right))):
        rows.append([*(left[n] if n < len(left) else ("", "")), *(right[n] if n < len(right) else ("", ""))])
    whole = page.cell("revenue:executed", "revenue/total", truth.income)
    rows.append(["本年收入合计", whole, "本年支出合计", page.cell("spending", "total", truth.total.spent)])
    if truth.opening:
        rows.append(
            [
                "年初结转和结余", page.cell("revenue:executed", "revenue/opening_carryover", truth.opening),
                "年末结转和结余", page.cell("balance", "closing_carryover", truth.closing),
            ]
        )  # fmt: skip
        whole = page.cell("revenue:executed", "revenue/grand_total", truth.grand_total)
        rows.append(["总计", whole, "总计", page.figure(truth.grand_total)])
    page.say("form.unit", unit=page.unit)
    page.table(*rows)


def kinds(page: Page, truth: Truth) -> None:
    """支出决算表: the whole, 基本支出 and 项目支出 in columns."""
    rows = [["项目", page.word("table.kinds.whole"), "基本支出", "项目支出"]]
    whole, basic, project = truth.total, truth.basic, truth.project
    kinds = (("total", whole), ("expenditure_type/basic", basic), ("expenditure_type/project", project))
    rows.append(["合计", *(page.cell("spending", about, line.spent) for about, line in kinds)])
    page.say("form.unit", unit=page.unit)
    page.table(*rows)


def economic(page: Page, truth: Truth) -> None:
    """一般公共预算财政拨款基本支出决算表: economic classes with their items below them."""
    fund = "general_public_budget"
    rows = [["科目编码", "科目名称", "金额"]]
    items = {**truth.personnel, **truth.public}
    for code, name in (("301", "工资福利支出"), ("303", "对个人和家庭的补助"), ("302", "商品和服务支出")):
        below = {item: value for item, value in items.items() if item[0].startswith(code)}
        if below:
            rows.append([code, name, page.cell("spending", f"economic/{code}", sum(below.values(), ZERO), fund)])
        for (item, label), value in below.items():
            rows.append([item, label, page.cell("spending", f"economic/{item}", value, fund)])
    rows.append(["", "合计", page.cell("spending", "expenditure_type/basic", truth.basic.spent, fund)])
    page.say("form.unit", unit=page.unit)
    page.table(*rows)


def functions(page: Page, truth: Truth, measure: str, heading: str) -> None:
    """Functional classes with 类, 款 and 项 below each other, the code in one column or its parts in three."""
    fund = "general_public_budget"
    parts = page.one_of("one", "three") == "three"
    rows = [["功能分类科目编码", "", "", "科目名称", heading], ["类", "款", "项", "", ""]]
    rows = rows if parts else [["科目编码", "科目名称", heading]]
    blank = [""] * (len(rows[0]) - 2)
    whole = [*blank, "合计", page.cell(measure, "total/total", truth.total.spent, fund)]
    if first := page.one_of("first", "last") == "first":
        rows.append(whole)
    for names, value in sorted(truth.functions.items(), key=lambda item: item[0][1]):
        for name, code in zip(names[::2], names[1::2], strict=True):
            codes = [code[:3], code[3:5], code[5:]] if parts else [code]
            rows.append([*codes, name, page.cell(measure, f"function/{code}", value, fund)])
    page.say("form.unit", unit=page.unit)
    page.table(*(rows if first else [*rows, whole]))


def three_public(page: Page, truth: Truth, columns: dict[str, tuple[str, str]], fund: str) -> None:
    """三公经费 by item; `columns` maps a header to its measure and to the side of the amounts it prints."""
    items = truth.three_public
    vehicles = total((items["vehicle_purchase"], items["vehicle_operation"]))
    lines = {
        "合计": ("total", total(items.values())),
        page.word("three.overseas"): ("overseas", items["overseas"]),
        page.word("three.vehicles"): ("vehicles", vehicles),
        "其中：公务用车购置费": ("vehicle_purchase", items["vehicle_purchase"]),
        "公务用车运行维护费": ("vehicle_operation", items["vehicle_operation"]),
        page.word("three.reception"): ("reception", items["reception"]),
    }
    rows = [["项目", *columns]]
    for label, (item, line) in lines.items():
        cells = [page.cell(measure, f"{THREE}/{item}", getattr(line, side), fund) for measure, side in columns.values()]
        rows.append([label, *cells])
    page.say("form.unit", unit=page.unit)
    page.table(*rows)


def three_public_wide(page: Page, truth: Truth, lines: dict[str, tuple[str, str]], fund: str) -> None:
    """三公经费 with an item to each column, and a line for each of `lines`."""
    items = truth.three_public
    vehicles = total((items["vehicle_purchase"], items["vehicle_operation"]))
    columns = {
        "合计": ("total", total(items.values())),
        "因公出国（境）费": ("overseas", items["overseas"]),
        "公务用车购置及运行费小计": ("vehicles", vehicles),
        "公务用车购置费": ("vehicle_purchase", items["vehicle_purchase"]),
        "公务用车运行费": ("vehicle_operation", items["vehicle_operation"]),
        "公务接待费": ("reception", items["reception"]),
    }
    rows = [["项目", *columns]]
    for label, (measure, side) in lines.items():
        rows.append(
            [label]
            + [page.cell(measure, f"{THREE}/{item}", getattr(line, side), fund) for item, line in columns.values()]
        )
    page.say("form.unit", unit=page.unit)
    page.table(*rows)
