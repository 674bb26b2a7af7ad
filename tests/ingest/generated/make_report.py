"""Reports made from true facts: what each genre says, in which order, in a wording or two.

Every sentence states its facts as it prints them, so that text and facts cannot part. Tables are `forms`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import groupby

from tests.ingest.generated import accounts, forms
from tests.ingest.generated.page import Page, Style
from tests.ingest.generated.truth import CENT, Truth, percent

BASIC, PROJECT = "expenditure_type/basic", "expenditure_type/project"


def _cover(page: Page, truth: Truth, title: str) -> None:
    page.say(f"{truth.department}{truth.year}{title}")
    page.say(f"部门名称：{truth.department}")


def _people(page: Page, truth: Truth) -> None:
    quota, staff = page.count("staff_quota", truth.quota), page.count("staff", truth.staff)
    retired = page.count("retired", truth.retired)
    page.say(
        page.one_of(
            f"我单位编制{quota}人，在职人员{staff}人，退休人员{retired}人。",
            f"我单位核定编制{quota}名，实有在职{staff}名，退休人员{retired}名。",
        )
    )
    vehicles = page.count("vehicles", sum(truth.vehicles.values()))
    kinds = "、".join(f"{name}{page.count('vehicles', n, name)}辆" for name, n in truth.vehicles.items())
    page.say(f"{page.one_of('共有车辆', f'截至{truth.year}年12月31日，共有车辆')}{vehicles}辆，其中：{kinds}。")


def _aims(page: Page, truth: Truth) -> None:
    """Indicators in prose below headings of their levels."""
    wording = page.one_of("预期指标值：{}，实际完成值：{}，指标完成率：{}", "年度指标值{}，实际完成{}，完成率{}")
    later = page.one_of("未到监控节点", "未达监控节点")
    for number, (level1, first) in enumerate(groupby(truth.aims, lambda aim: aim.level1)):
        page.say(f"（{'一二三'[number]}）{level1}")
        for place, (level2, second) in enumerate(groupby(first, lambda aim: aim.level2), 1):
            page.say(f"{place}.{level2}")
            for index, aim in enumerate(second, 1):
                page.aim(aim)
                actual = f"{aim.actual}{aim.unit}" if aim.actual is not None else later
                completion = f"{aim.completion}%" if aim.completion is not None else later
                page.say(f"指标{index}：{aim.name}，{wording.format(page.sign(aim), actual, completion)}；")


def _parts(page: Page, truth: Truth) -> None:
    """基本支出 with its uses, 项目支出 with its funds."""
    kinds = (("基本支出", BASIC, truth.basic), ("项目支出", PROJECT, truth.project))
    for number, (name, about, line) in enumerate(kinds, 1):
        budget, spent = page.amount("budget:approved", about, line.planned), page.amount("spending", about, line.spent)
        rate = page.rate("execution", about, line.rate, basis="approved")
        funds, uses, comma = "", "", "，"
        if name == "项目支出":
            fiscal = (line.planned * truth.received_share / 100).quantize(CENT)
            parts = [page.amount("budget:approved", about, fiscal, "fiscal")]
            parts.append(page.amount("budget:approved", about, line.planned - fiscal, "other"))
            funds = f"，其中{'财政资金{}，其他资金{}'.format(*parts)}；{name}"
        else:
            wages = page.amount("spending", "use/职工工资、福利", sum(truth.personnel.values(), Decimal()))
            office = page.amount("spending", "use/办公运转", sum(truth.public.values(), Decimal()))
            uses = page.one_of(
                f"，其中用于：职工工资、福利{wages}；办公运转{office}",
                f"，其中用于：职工工资、福利{wages}，办公运转{office}",
            )
        page.say(
            page.one_of(
                f"{number}.{name}预算安排总额为{budget}{funds or comma + name}实际支出资金{spent}，预算执行率{rate}",
                f"{number}.{name}预算{budget}{funds or comma}执行数{spent}，执行率{rate}",
            )
            + f"{uses}。"
        )


def _supplement(page: Page, truth: Truth) -> None:
    """追加资金 of the year by where it came from."""
    local = (truth.raised / 2).quantize(CENT)
    whole = page.amount("budget:approved", "supplementary/total", truth.raised)
    parts = [page.amount("budget:approved", "supplementary/total", local, "local")]
    parts.append(page.amount("budget:approved", "supplementary/total", truth.raised - local, "superior_transfer"))
    page.say("追加资金情况：{}年追加资金{}，其中：本级资金{}，上级资金{}。".format(truth.year, whole, *parts))


def monitoring(page: Page, truth: Truth) -> None:
    year, whole = truth.year, truth.total
    _cover(page, truth, "年部门整体支出绩效监控报告")
    page.say("一、资金到位及执行情况")
    budget = page.amount("budget:approved", "total", whole.planned)
    received = page.amount("budget:received", "total", truth.received)
    rate = page.rate("received", "total", percent(truth.received, whole.planned), basis="approved")
    page.say(
        page.one_of(
            f"我单位{year}年预算{budget}，实际到位资金{received}，到位率{rate}。",
            f"{year}年部门预算{budget}，截至{year}年6月底，实际到位{received}，资金到位率为{rate}。",
            f"{year}年预算安排总额为{budget}，截至{year}年6月底，已到位{received}，资金到位率{rate}。",
        )
    )
    spent = page.amount("spending", "total", whole.spent)
    rate = page.rate("execution", "total", whole.rate, basis="approved")
    page.say(
        page.one_of(
            f"截至{year}年6月底，资金执行数{spent}，预算执行率{rate}。",
            f"截至{year}年6月30日，实际支出{spent}，预算执行率为{rate}。",
            f"截止{year}年6月30日，累计支出{spent}，支出进度{rate}。",
        )
    )
    _parts(page, truth)
    if page.one_of("no supplement", "supplement") == "supplement" and truth.raised:
        _supplement(page, truth)
    page.say("二、绩效目标完成情况")
    if page.one_of("prose", "form") == "prose":
        _aims(page, truth)
    else:
        forms.progress(page, truth.aims)
    page.say("三、其他情况")
    _people(page, truth)


def evaluation(page: Page, truth: Truth) -> None:
    whole = truth.total
    _cover(page, truth, page.one_of("年度部门整体支出绩效自评报告", "年部门整体支出绩效评价报告"))
    page.say("一、部门概况")
    _people(page, truth)
    page.say("二、资金使用情况")
    budget, spent = (
        page.amount("budget:adjusted", "total", whole.planned),
        page.amount("spending", "total", whole.spent),
    )
    rate = page.rate("execution", "total", whole.rate, basis="adjusted")
    basic, project = (
        page.amount("spending", about, line.spent) for about, line in ((BASIC, truth.basic), (PROJECT, truth.project))
    )
    parts = page.one_of(
        f"其中：基本支出{basic}，项目支出{project}",
        f"其中基本支出{basic}、项目支出{project}",
        f"其中基本支出、项目支出分别为{basic}、{project}",
    )
    page.say(
        page.one_of(
            f"{truth.year}年全年预算数{budget}，执行数{spent}，执行率{rate}，{parts}。",
            f"{truth.year}年调整后预算{budget}，全年执行数{spent}，预算执行率{rate}，{parts}。",
            f"{truth.year}年调整预算数为{budget}，实际支出{spent}，完成调整预算的{rate}。{parts}。",
        )
    )
    if page.one_of("now", "before") == "before":
        page.amount("spending", "total", truth.prior_total, before=1)
        page.say(f"全年执行数{accounts.change(page, whole.spent, truth.prior_total, truth.year, 'total', 'all')}。")
    page.say("三、部门整体支出绩效自评表")
    lines = {"支出合计": ("total", whole), "基本支出": (BASIC, truth.basic), "项目支出": (PROJECT, truth.project)}
    forms.funds(page, truth, lines)
    forms.indicators(page, truth.finished)


def project(page: Page, truth: Truth) -> None:
    name = next(iter(truth.projects))
    _cover(page, truth, f"年度{name}项目支出绩效自评表")
    page.say(f"项目名称：{name}")
    forms.funds(page, truth, {"年度资金总额": ("total", truth.projects[name])})
    forms.indicators(page, truth.finished)


GENRES: dict[str, Callable[[Page, Truth], None]] = {
    "performance_monitoring": monitoring,
    "performance_evaluation": evaluation,
    "project_evaluation": project,
    "final_accounts": accounts.final_accounts,
    "budget": accounts.budget,
}


def make_report(genre: str, truth: Truth, style: Style, choices: Sequence[int]) -> Page:
    """The report of a genre about true facts: its document and the facts that must be read from it."""
    page = Page(truth.year, style, choices)
    GENRES[genre](page, truth)
    return page
