"""Generated 部门决算 and 部门预算: prose by section, classes, economic items, 三公经费, last year's values."""

from __future__ import annotations

from decimal import Decimal

from tests.ingest.generated import forms
from tests.ingest.generated.page import Page
from tests.ingest.generated.truth import Spent, Truth, percent, total

GPB = "general_public_budget"
THREE = "three_public"


def change(page: Page, now: Decimal, before: Decimal, year: int, about: str, fund: str) -> str:
    """How much more or less than last year, the percentage after a comma or in brackets."""
    if now == before:
        return page.one_of("与上年持平", f"与{year - 1}年持平")
    than = page.one_of("比上年", f"较{year - 1}年", f"与{year - 1}年相比", "同比")
    more = now > before
    rate = page.rate("year_on_year", about, percent(now - before, before), fund)
    printed = page.one_of(f"，{'增长' if more else '下降'}{rate}", f"（{rate}）")
    return f"{than}{'增加' if more else '减少'}{page.money(abs(now - before))}{printed}"


def final_accounts(page: Page, truth: Truth) -> None:
    year, spent = truth.year, truth.total.spent
    income = spent + truth.other_income
    page.say(f"{truth.department}{year}年度部门决算公开")
    page.say("一、收入支出决算总体情况说明")
    grand = page.amount("revenue:executed", "revenue/grand_total", income)
    if truth.prior_total != income:
        page.amount("revenue:executed", "revenue/grand_total", truth.prior_total, before=1)
        rate = page.rate("year_on_year", "total", percent(income - truth.prior_total, truth.prior_total))
        way = ("增加", "增长") if income > truth.prior_total else ("减少", "下降")
        delta = page.money(abs(income - truth.prior_total))
        page.say(
            page.one_of(
                f"{year}年度收、支总计均为{grand}。与{year - 1}年度相比，收、支总计各{way[0]}{delta}，{way[1]}{rate}。",
                f"{year}年度收、支总计{grand}，比上年{way[0]}{delta}，{way[1]}{rate}。",
            )
        )
    else:
        page.say(f"{year}年度收、支总计均为{grand}。")
    page.say("二、收入决算情况说明")
    page.say(_income(page, truth, income))
    page.say("三、支出决算情况说明")
    page.say(_spending(page, truth))
    page.say("四、一般公共预算财政拨款支出决算情况说明")
    whole = page.amount("spending", "total", spent, GPB)
    page.say(f"{year}年一般公共预算财政拨款支出{whole}，主要用于以下方面：{_classes(page, truth)}。")
    _items(page, truth, "支出决算")
    page.say("五、一般公共预算财政拨款基本支出决算情况说明")
    page.say(_basic(page, truth))
    page.say("六、“三公”经费财政拨款支出决算情况说明")
    _three_public(page, truth)
    page.say("七、其他重要事项的情况说明")
    _procurement(page, truth)
    page.say(
        f"{year}年机关运行经费支出{page.amount('spending', 'operating_cost', sum(truth.public.values(), Decimal()))}。"
    )
    page.say("收入支出决算总表")
    forms.both_sides(page, truth)
    page.say("一般公共预算财政拨款支出决算表")
    forms.functions(page, truth, "spending", page.one_of("本年支出", "决算数"))
    page.say("财政拨款“三公”经费支出决算表")
    columns = {"预算数": ("budget:approved", "planned"), "决算数": ("spending", "spent")}
    table = forms.three_public if page.one_of("long", "wide") == "long" else forms.three_public_wide
    table(page, truth, columns, "fiscal")


def _income(page: Page, truth: Truth, income: Decimal, stage: str = "executed", label: str = "本年收入合计") -> str:
    whole = page.amount(f"revenue:{stage}", "revenue/total", income)
    parts = []
    for name, code, value in (
        ("一般公共预算财政拨款收入", GPB, truth.total.spent), ("其他收入", "other", truth.other_income),
    ):  # fmt: skip
        amount = page.amount(f"revenue:{stage}", f"revenue/{code}", value)
        parts.append(f"{name}{amount}，占{page.rate('share', f'revenue/{code}', percent(value, income))}")
    return f"{truth.year}年{label}{whole}，其中：{'；'.join(parts)}。"


def _spending(page: Page, truth: Truth, measure: str = "spending", label: str = "本年支出合计") -> str:
    spent = truth.total.spent
    parts = []
    of = page.one_of("占", "占本年支出合计的" if measure == "spending" else "占")
    for name, about, value in (
        ("基本支出", "expenditure_type/basic", truth.basic.spent),
        ("项目支出", "expenditure_type/project", truth.project.spent),
    ):
        amount = page.amount(measure, about, value)
        parts.append(f"{name}{amount}，{of}{page.rate('share', about, percent(value, spent))}")
    return f"{truth.year}年{label}{page.amount(measure, 'total', spent)}，其中：{'；'.join(parts)}。"


def _classes(page: Page, truth: Truth, measure: str = "spending") -> str:
    parts = []
    for names, value in truth.functions.items():
        about = f"function/{names[1]}"
        share = page.rate("share", about, percent(value, truth.total.spent), GPB)
        name = page.one_of(names[0], f"{names[0]}（类）")
        parts.append(f"{name}{page.amount(measure, about, value, GPB)}，占{share}")
    return "；".join(parts)


def _items(page: Page, truth: Truth, words: str, measure: str = "spending") -> None:
    for number, (names, value) in enumerate(truth.functions.items(), 1):
        amount = page.amount(measure, f"function/{names[5]}", value, GPB)
        spelt = page.one_of(
            f"{names[0]}（{names[1]}）{names[2]}（{names[3]}）{names[4]}（{names[5]}）：",
            f"{names[0]}（类）{names[2]}（款）{names[4]}（项）",
        )
        page.say(f"{number}.{spelt}{words}{page.one_of('为', '')}{amount}。")


def _basic(page: Page, truth: Truth, measure: str = "spending") -> str:
    basic = page.amount(measure, "expenditure_type/basic", truth.basic.spent, GPB)
    parts = []
    for name, about, items in (("人员经费", "personnel", truth.personnel), ("公用经费", "public", truth.public)):
        whole = page.amount(measure, f"basic_component/{about}", sum(items.values(), Decimal()), GPB)
        listed = "、".join(
            f"{item}{page.amount(measure, f'economic/{code}', value, GPB)}" for (code, item), value in items.items()
        )
        parts.append(f"{name}{whole}，{page.one_of('主要包括', '其中')}：{listed}")
    return f"{truth.year}年一般公共预算财政拨款基本支出{basic}，其中：{'；'.join(parts)}。"


def _three_public(page: Page, truth: Truth) -> None:
    year, items = truth.year, truth.three_public
    whole = total(items.values())
    planned = page.amount("budget:approved", THREE, whole.planned, "fiscal")
    spent = page.amount("spending", THREE, whole.spent, "fiscal")
    rate = page.rate("execution", THREE, whole.rate, "fiscal", "approved")
    page.say(
        f"{year}年“三公”经费财政拨款支出预算为{planned}，支出决算为{spent}，完成预算{page.one_of('的', '')}{rate}。"
    )
    vehicles = total((items["vehicle_purchase"], items["vehicle_operation"]))
    for name, code, line in (
        ("因公出国（境）费", "overseas", items["overseas"]), ("公务用车购置及运行维护费", "vehicles", vehicles),
    ):  # fmt: skip
        amount, share = _part(page, code, line, whole)
        more = ""
        if code == "vehicles":
            bought, used = (
                page.amount("spending", f"{THREE}/{c}", items[c].spent, "fiscal")
                for c in ("vehicle_purchase", "vehicle_operation")
            )
            more = f"其中：公务用车购置支出{bought}，公务用车运行维护费支出{used}。"
        page.say(page.one_of(f"{name}支出决算{amount}，占{share}。", f"{name}支出{amount}，占{share}。") + more)
    amount, share = _part(page, "reception", items["reception"], whole)
    page.amount("spending", f"{THREE}/reception", truth.prior_reception, "fiscal", before=1)
    than = change(page, items["reception"].spent, truth.prior_reception, year, f"{THREE}/reception", "fiscal")
    page.say(
        page.one_of(
            f"公务接待费支出{amount}，占{share}。公务接待费支出决算{than}。",
            f"公务接待费支出决算{amount}，占{share}，{than}。",
        )
    )


def _part(page: Page, code: str, line: Spent, whole: Spent) -> tuple[str, str]:
    """What was spent on an item of the 三公经费, and its share of them."""
    about = f"{THREE}/{code}"
    amount = page.amount("spending", about, line.spent, "fiscal")
    return amount, page.rate("share", about, percent(line.spent, whole.spent), "fiscal")


def _procurement(page: Page, truth: Truth) -> None:
    """政府采购 by what was bought: the vehicles as goods, the project's contracts as works and services."""
    goods, works = truth.three_public["vehicle_purchase"].spent, truth.project.spent
    parts = (("total", goods + works + truth.raised), ("goods", goods), ("works", works), ("services", truth.raised))
    printed = [page.amount("spending", f"procurement/{item}", value) for item, value in parts]
    before = page.one_of("政府采购", "")
    page.say(
        f"{truth.year}年政府采购支出总额{printed[0]}，其中：{before}货物支出{printed[1]}、"
        f"{before}工程支出{printed[2]}、{before}服务支出{printed[3]}。"
    )
    groups, guests = page.count("receptions", truth.staff, "国内公务接待"), truth.staff * 3 + truth.retired
    visitors = page.count("reception_visitors", guests, "国内公务接待")
    page.say(f"国内公务接待{groups}批次，{visitors}人次。")


def budget(page: Page, truth: Truth) -> None:
    year, spent, stage = truth.year, truth.total.spent, "budget:initial"
    page.say(f"{truth.department}{year}年部门预算公开")
    page.say("一、收支预算总体情况")
    page.say(_income(page, truth, spent + truth.other_income, "initial", page.one_of("收入预算", "本年收入合计")))
    page.say(_spending(page, truth, stage, page.one_of("支出预算", "本年支出合计")))
    page.say("二、一般公共预算拨款支出情况")
    whole = page.amount(stage, "total", spent, GPB)
    page.amount(stage, "total", truth.prior_total, GPB, before=1)
    than = change(page, spent, truth.prior_total, year, "total", GPB)
    page.say(f"{year}年一般公共预算{page.one_of('拨款支出', '财政拨款支出')}{whole}，{than}。")
    _items(page, truth, f"{year}年预算数", stage)
    page.say("三、一般公共预算基本支出情况")
    page.say(_basic(page, truth, stage))
    page.say("一般公共预算支出表")
    forms.functions(page, truth, stage, f"{year}年预算数")
    page.say("一般公共预算“三公”经费支出表")
    forms.three_public(page, truth, {f"{year}年预算数": (stage, "planned")}, GPB)
