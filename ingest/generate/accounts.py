"""部门决算 and 部门预算: prose by section, classes, economic items, 三公经费, last year's values, and their tables."""

from __future__ import annotations

from decimal import Decimal

from ingest.generate import forms
from ingest.generate.page import Page
from ingest.generate.truth import ZERO, Spent, Truth, total

GPB = "general_public_budget"
THREE = "three_public"


def final_accounts(page: Page, truth: Truth) -> None:
    page.cover("title.accounts.form" if page.is_form else "title.accounts")
    if not page.is_form:
        _totals(page, truth)
        page.say("accounts.income.head")
        _income(page, truth, "accounts.income", "revenue:executed")
        page.say("accounts.spending.head")
        _spending(page, truth, "accounts.spending", "spending")
        page.say("accounts.functions.head")
        whole = page.amount("spending", "total", truth.total.spent, GPB)
        page.say("accounts.functions", whole=whole, parts=_classes(page, truth))
        _items(page, truth, "item.spent", "spending")
        page.say("accounts.basic.head")
        _basic(page, truth, "spending")
        page.say("accounts.three.head")
        _three_public(page, truth)
        page.say("accounts.other.head")
        _procurement(page, truth)
        vehicles(page, truth)
        page.say("accounts.operating", amount=page.amount("spending", "operating_cost", truth.running_costs))
    page.say("table.both")
    forms.both_sides(page, truth)
    page.say("table.kinds")
    forms.kinds(page, truth)
    page.say("table.functions")
    forms.functions(page, truth, "spending", page.word("table.functions.spent"))
    page.say("table.economic")
    forms.economic(page, truth)
    page.say("table.three")
    columns = {"预算数": ("budget:approved", "planned"), "决算数": ("spending", "spent")}
    table = forms.three_public if page.one_of("long", "wide") == "long" else forms.three_public_wide
    table(page, truth, columns, "fiscal")


def people(page: Page, truth: Truth) -> None:
    """Staff, and vehicles by use."""
    quota, staff = page.count("staff_quota", truth.quota), page.count("staff", truth.staff)
    page.say("people", quota=quota, staff=staff, retired=page.count("retired", truth.retired))
    vehicles(page, truth)


def vehicles(page: Page, truth: Truth) -> None:
    whole = page.count("vehicles", sum(truth.vehicles.values()))
    kinds = "、".join(f"{name}{page.count('vehicles', n, name)}辆" for name, n in truth.vehicles.items())
    page.say("vehicles", whole=whole, kinds=kinds)


def _totals(page: Page, truth: Truth) -> None:
    page.say("accounts.total.head")
    now, before = page.rounded(truth.grand_total), page.rounded(truth.prior_grand_total)
    grand = page.amount("revenue:executed", "revenue/grand_total", truth.grand_total)
    if now == before:
        page.say("accounts.total.level", grand=grand)
        return
    delta = page.rounded(abs(truth.grand_total - truth.prior_grand_total))
    page.amount("revenue:executed", "revenue/grand_total", now - delta if now > before else now + delta, before=1)
    rate = page.rate("year_on_year", "total", truth.grand_total - truth.prior_grand_total, truth.prior_grand_total)
    way = "more" if now > before else "less"
    page.say(
        f"accounts.total.{way}", grand=grand, delta=page.money(delta), rate=rate, reason=page.word("change.reason")
    )


def _income(page: Page, truth: Truth, key: str, measure: str) -> None:
    whole = page.amount(measure, "revenue/total", truth.income)
    parts = []
    for name, code, value in (
        ("一般公共预算财政拨款收入", GPB, truth.total.spent), ("其他收入", "other", truth.other_income),
    ):  # fmt: skip
        amount = page.amount(measure, f"revenue/{code}", value)
        share = page.rate("share", f"revenue/{code}", value, truth.income)
        parts.append(page.word("accounts.income.part", name=name, amount=amount, share=share))
    page.say(key, whole=whole, parts="；".join(parts))


def _spending(page: Page, truth: Truth, key: str, measure: str) -> None:
    whole = page.amount(measure, "total", truth.total.spent)
    parts = []
    for name, about, value in (
        ("基本支出", "expenditure_type/basic", truth.basic.spent),
        ("项目支出", "expenditure_type/project", truth.project.spent),
    ):
        amount = page.amount(measure, about, value)
        share = page.rate("share", about, value, truth.total.spent)
        part = "accounts.spending.part" if measure == "spending" else "accounts.income.part"
        parts.append(page.word(part, name=name, amount=amount, share=share))
    page.say(key, whole=whole, parts="；".join(parts))


def _classes(page: Page, truth: Truth) -> str:
    parts = []
    for names, value in truth.functions.items():
        about = f"function/{names[1]}"
        amount = page.amount("spending", about, value, GPB)
        share = page.rate("share", about, value, truth.total.spent, GPB)
        parts.append(page.word("accounts.functions.part", name=names[0], amount=amount, share=share))
    return "；".join(parts)


def _items(page: Page, truth: Truth, words: str, measure: str) -> None:
    columns = ("class_name", "class_code", "group_name", "group_code", "item_name", "item_code")
    for number, (names, value) in enumerate(truth.functions.items(), 1):
        amount = page.amount(measure, f"function/{names[5]}", value, GPB)
        spelt = dict(zip(columns, names, strict=True))
        page.say("item", number=number, words=page.word(words), amount=amount, **spelt)


def _basic(page: Page, truth: Truth, measure: str) -> None:
    whole = page.amount(measure, "expenditure_type/basic", truth.basic.spent, GPB)
    parts = []
    for name, about, items in (("人员经费", "personnel", truth.personnel), ("公用经费", "public", truth.public)):
        amount = page.amount(measure, f"basic_component/{about}", sum(items.values(), ZERO), GPB)
        listed = "、".join(
            f"{item}{page.amount(measure, f'economic/{code}', value, GPB)}" for (code, item), value in items.items()
        )
        parts.append(page.word("basic.part", name=name, amount=amount, items=listed))
    page.say("accounts.basic", whole=whole, parts="；".join(parts))


def _three_public(page: Page, truth: Truth) -> None:
    items = truth.three_public
    whole = total(items.values())
    planned = page.amount("budget:approved", THREE, whole.planned, "fiscal")
    spent = page.amount("spending", THREE, whole.spent, "fiscal")
    rate = page.rate("execution", THREE, whole.spent, whole.planned, "fiscal", "approved")
    page.say("accounts.three", planned=planned, spent=spent, rate=rate)
    amount, share = _part(page, "overseas", items["overseas"], whole)
    page.say("accounts.three.part", name="因公出国（境）费", amount=amount, share=share, more="")
    vehicles = total((items["vehicle_purchase"], items["vehicle_operation"]))
    amount, share = _part(page, "vehicles", vehicles, whole)
    bought, used = (
        page.amount("spending", f"{THREE}/{code}", items[code].spent, "fiscal")
        for code in ("vehicle_purchase", "vehicle_operation")
    )
    more = page.word("accounts.three.vehicles", bought=bought, used=used)
    page.say("accounts.three.part", name="公务用车购置及运行维护费", amount=amount, share=share, more=more)
    amount, share = _part(page, "reception", items["reception"], whole)
    change = page.change(
        "spending", f"{THREE}/reception", items["reception"].spent, truth.prior_reception, "fiscal", with_reason=False
    )
    page.say("accounts.three.reception", amount=amount, share=share, change=change)


def _part(page: Page, code: str, line: Spent, whole: Spent) -> tuple[str, str]:
    """What was spent on an item of the 三公经费, and its share of them."""
    about = f"{THREE}/{code}"
    amount = page.amount("spending", about, line.spent, "fiscal")
    return amount, page.rate("share", about, line.spent, whole.spent, "fiscal")


def _procurement(page: Page, truth: Truth) -> None:
    """政府采购 by what was bought: the vehicles as goods, some of the projects as works and services."""
    goods, works = truth.three_public["vehicle_purchase"].spent, truth.project.spent / 2
    values: dict[str, Decimal] = {"total": ZERO, "goods": goods, "works": works, "services": truth.raised / 4}
    values["total"] = sum(values.values(), ZERO)
    printed = {item: page.amount("spending", f"procurement/{item}", value) for item, value in values.items()}
    page.say("accounts.procurement", whole=printed.pop("total"), **printed)
    groups = page.count("receptions", truth.staff, "国内公务接待")
    visitors = page.count("reception_visitors", truth.staff * 3 + truth.retired, "国内公务接待")
    page.say("accounts.guests", groups=groups, visitors=visitors)


def budget(page: Page, truth: Truth) -> None:
    stage = "budget:initial"
    page.cover("title.budget.form" if page.is_form else "title.budget")
    if not page.is_form:
        page.say("budget.total.head")
        _income(page, truth, "budget.income", "revenue:initial")
        _spending(page, truth, "budget.spending", stage)
        page.say("budget.functions.head")
        whole = page.amount(stage, "total", truth.total.spent, GPB)
        change = page.change(stage, "total", truth.total.spent, truth.prior_total, GPB)
        page.say("budget.functions", whole=whole, change=change)
        _items(page, truth, "item.planned", stage)
        page.say("budget.basic.head")
        _basic(page, truth, stage)
    page.say("budget.table.functions")
    forms.functions(page, truth, stage, f"{truth.year}年预算数")
    page.say("budget.table.three")
    forms.three_public(page, truth, {f"{truth.year}年预算数": (stage, "planned")}, GPB)
