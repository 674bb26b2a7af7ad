"""Reports made from true facts: what each genre says, in which order.

Every sentence states its facts as it prints them, so that text and facts cannot part. Words are `wordings.csv`, tables
are `forms`, 决算 and 预算 are `accounts`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from random import Random

from ingest.generate import accounts, forms
from ingest.generate.page import Page, Style
from ingest.generate.truth import ZERO, Aim, Truth, grade, total

BASIC, PROJECT = "expenditure_type/basic", "expenditure_type/project"
BUDGET = "budget:approved"


def _with_costs(page: Page, truth: Truth) -> tuple[Aim, ...]:
    """The indicators with 基本支出 and 项目支出 as their only 成本指标: together these are the budget."""
    costs = [
        Aim("产出指标", "成本指标", name, "万元", True, page.in_wan(line.planned), page.in_wan(line.spent), ZERO)
        for name, line in (("基本支出成本", truth.basic), ("项目支出成本", truth.project))
    ]
    others = [aim for aim in truth.aims if aim.level2 != "成本指标"]
    outputs = sum(aim.level1 == "产出指标" for aim in others)
    return (*others[:outputs], *costs, *others[outputs:])


def _aims(page: Page, aims: tuple[Aim, ...]) -> None:
    """Indicators in prose below headings of their levels."""
    levels = [len({aim.level1 for aim in aims}), len({aim.level2 for aim in aims}), len(aims)]
    declared = [page.count(f"indicator_count_level{n}", count) for n, count in enumerate(levels, 1)]
    page.say("aims.declared", **dict(zip(("first", "second", "third"), declared, strict=True)))
    sentence = page.wording("monitoring.aim")
    later = page.word("not_due")
    for number, (level1, first) in enumerate(groupby(aims, lambda aim: aim.level1)):
        page.print(f"（{'一二三'[number]}）{level1}")
        for place, (level2, second) in enumerate(groupby(first, lambda aim: aim.level2), 1):
            page.print(f"{place}.{level2}")
            for index, aim in enumerate(second, 1):
                page.aim(aim)
                is_due = aim.actual is not None
                actual, completion = (f"{aim.actual}{aim.unit}", page.completion(aim)) if is_due else (later, later)
                said = sentence.format(target=page.sign(aim), actual=actual, completion=completion)
                page.print(f"指标{index}：{aim.name}，{said}")


def _parts(page: Page, truth: Truth) -> None:
    """基本支出 with its uses, 项目支出 with its funds."""
    kinds = (("基本支出", BASIC, truth.basic), ("项目支出", PROJECT, truth.project))
    for number, (name, about, line) in enumerate(kinds, 1):
        budget, spent = page.amount(BUDGET, about, line.planned), page.amount("spending", about, line.spent)
        rate = page.rate("execution", about, line.spent, line.planned, basis="approved")
        funds, uses = f"，{name}", ""
        if name == "项目支出":
            other = truth.raised
            fiscal = page.amount(BUDGET, about, line.planned - other, "fiscal")
            funds = page.word(
                "monitoring.part.funds", fiscal=fiscal, other=page.amount(BUDGET, about, other, "other"), name=name
            )
        else:
            wages = page.amount("spending", "use/职工工资、福利", truth.wages)
            office = page.amount("spending", "use/办公运转", truth.running_costs)
            uses = page.word("monitoring.part.uses", wages=wages, office=office)
        page.say(
            "monitoring.part", number=number, name=name, budget=budget, spent=spent, rate=rate, funds=funds, uses=uses
        )


def _added(page: Page, truth: Truth) -> None:
    """追加资金 of the year by where it came from."""
    local = (truth.raised / 2).quantize(truth.raised)
    whole = page.amount(BUDGET, "supplementary/total", truth.raised)
    page.say(
        "monitoring.added",
        whole=whole,
        local=page.amount(BUDGET, "supplementary/total", local, "local"),
        superior=page.amount(BUDGET, "supplementary/total", truth.raised - local, "superior_transfer"),
    )


def monitoring(page: Page, truth: Truth) -> None:
    whole = truth.total
    page.cover("title.monitoring")
    if page.is_form:
        page.say("cover.due")
    else:
        page.say("monitoring.funds.head")
        budget = page.amount(BUDGET, "total", whole.planned)
        received = page.amount("budget:received", "total", truth.received)
        rate = page.rate("received", "total", truth.received, whole.planned, basis="approved")
        page.say("monitoring.received", budget=budget, received=received, rate=rate)
        spent = page.amount("spending", "total", whole.spent)
        rate = page.rate("execution", "total", whole.spent, whole.planned, basis="approved")
        page.say("monitoring.executed", spent=spent, rate=rate)
        _parts(page, truth)
        if page.one_of("no added funds", "added funds") == "added funds":
            _added(page, truth)
        page.say("monitoring.aims.head")
    aims = _with_costs(page, truth) if page.one_of("some costs", "all costs") == "all costs" else truth.aims
    if not page.is_form and page.one_of("prose", "form") == "prose":
        _aims(page, aims)
    else:
        forms.progress(page, aims)
    if not page.is_form:
        page.say("monitoring.other.head")
        accounts.people(page, truth)


def evaluation(page: Page, truth: Truth) -> None:
    page.cover("title.evaluation")
    whole = truth.total
    if not page.is_form:
        page.say("evaluation.about.head")
        accounts.people(page, truth)
        page.say("evaluation.funds.head")
        budget = page.amount("budget:adjusted", "total", whole.planned)
        spent = page.amount("spending", "total", whole.spent)
        rate = page.rate("execution", "total", whole.spent, whole.planned, basis="adjusted")
        basic, project = (
            page.amount("spending", about, line.spent)
            for about, line in ((BASIC, truth.basic), (PROJECT, truth.project))
        )
        parts = page.word("evaluation.parts", basic=basic, project=project)
        page.say("evaluation.funds", budget=budget, spent=spent, rate=rate, parts=parts)
        if page.one_of("now", "before") == "before":
            change = page.change("spending", "total", whole.spent, truth.prior_total)
            page.say("evaluation.change", spent=page.amount("spending", "total", whole.spent), change=change)
        page.say("evaluation.score", score=page.count("evaluation_score", truth.score), grade=grade(truth.score))
        page.say("evaluation.reason")
        page.say("evaluation.form.head")
    lines = {"支出合计": ("total", whole), "基本支出": (BASIC, truth.basic), "项目支出": (PROJECT, truth.project)}
    forms.funds(page, truth, lines)
    forms.indicators(page, truth.finished)


def project(page: Page, truth: Truth) -> None:
    name = next(iter(truth.projects))
    page.cover("title.project", project=name)
    page.say("project.name", project=name)
    page.say("project.reason")
    forms.funds(page, truth, {"年度资金总额": ("total", total((truth.projects[name],)))})
    forms.indicators(page, truth.finished)


#: Each genre's title in file names, and what it says.
GENRES: dict[str, tuple[str, Callable[[Page, Truth], None]]] = {
    "performance_monitoring": ("绩效监控报告", monitoring),
    "performance_evaluation": ("整体支出绩效评价报告", evaluation),
    "project_evaluation": ("项目绩效自评表", project),
    "final_accounts": ("部门决算公开", accounts.final_accounts),
    "budget": ("部门预算公开", accounts.budget),
}


def make_report(genre: str, truth: Truth, style: Style, random: Random, is_form: bool = False) -> Page:
    """The report of a genre about true facts: its content and the facts that must be read from it."""
    page = Page(truth, style, random, is_form)
    GENRES[genre][1](page, truth)
    return page
