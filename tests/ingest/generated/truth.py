"""The true facts of one department's year, drawn by hypothesis: consistent to the last 0.01 万元.

How they are worded is `make_report`; nothing here knows a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st

DEPARTMENTS = ("茂县文化馆", "茂县水务局", "茂县农业农村局", "茂县林业和草原局", "茂县交通运输局")
PROJECTS = ("灯光改造", "渠道维修", "防汛物资购置", "档案数字化", "农村道路养护")
PERSONNEL = (("30101", "基本工资"), ("30102", "津贴补贴"), ("30103", "奖金"), ("30113", "住房公积金"))
PUBLIC = (("30201", "办公费"), ("30205", "水费"), ("30206", "电费"), ("30211", "差旅费"))
FUNCTIONS = (
    ("农林水支出", "213", "林业和草原", "21302", "行政运行", "2130201"),
    (
        "社会保障和就业支出", "208", "行政事业单位养老支出", "20805", "机关事业单位基本养老保险缴费支出", "2080505",
    ),
    ("卫生健康支出", "210", "行政事业单位医疗", "21011", "行政单位医疗", "2101101"),
    ("住房保障支出", "221", "住房改革支出", "22102", "住房公积金", "2210201"),
)  # fmt: skip
VEHICLES = ("机要通信用车", "应急保障用车", "其他用车")

#: Level 1, level 2, name, unit, whether less is better.
INDICATORS = (
    ("产出指标", "数量指标", "举办培训", "场", False),
    ("产出指标", "数量指标", "巡查河段", "公里", False),
    ("产出指标", "质量指标", "验收合格率", "%", False),
    ("产出指标", "时效指标", "办结时限", "天", True),
    ("产出指标", "成本指标", "项目成本", "万元", True),
    ("效益指标", "社会效益指标", "受益群众", "人", False),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "%", False),
)
CENT = Decimal("0.01")


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """A percentage as a careful department prints it, with two decimals; of nothing it is zero."""
    return (part * 100 / whole).quantize(CENT, ROUND_HALF_UP) if whole else Decimal("0.00")


@dataclass(frozen=True)
class Aim:
    """One indicator; `actual` None means that its time has not come, `target` None that words are the target."""

    level1: str
    level2: str
    name: str
    unit: str
    is_ceiling: bool
    target: Decimal | None
    actual: Decimal | None
    weight: Decimal

    @property
    def completion(self) -> Decimal | None:
        if self.actual is None or not self.target:
            return None
        return Decimal(100) if self.is_ceiling else percent(self.actual, self.target)

    @property
    def score(self) -> Decimal:
        """Points by the usual rule: the share reached, never more than the weight."""
        if self.completion is None:
            return self.weight
        return (self.weight * min(self.completion, Decimal(100)) / 100).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Spent:
    """A budget line: what was planned and what was spent, 万元."""

    planned: Decimal
    spent: Decimal

    @property
    def rate(self) -> Decimal:
        return percent(self.spent, self.planned)


@dataclass(frozen=True)
class Truth:
    """What is true of the department in `year`; sums follow from the parts."""

    year: int
    department: str
    personnel: dict[tuple[str, str], Decimal]
    public: dict[tuple[str, str], Decimal]
    projects: dict[str, Spent]
    functions: dict[tuple[str, ...], Decimal]
    three_public: dict[str, Spent]
    other_income: Decimal
    raised: Decimal
    unspent_basic: Decimal
    received_share: int
    prior_total: Decimal
    prior_reception: Decimal
    aims: tuple[Aim, ...]
    staff: int
    quota: int
    retired: int
    vehicles: dict[str, int]

    @property
    def basic(self) -> Spent:
        spent = sum(self.personnel.values()) + sum(self.public.values(), Decimal())
        return Spent(spent + self.unspent_basic, spent)

    @property
    def project(self) -> Spent:
        return total(self.projects.values())

    @property
    def total(self) -> Spent:
        return total((self.basic, self.project))

    @property
    def received(self) -> Decimal:
        return (self.total.planned * self.received_share / 100).quantize(CENT, ROUND_HALF_UP)

    @property
    def finished(self) -> tuple[Aim, ...]:
        """The indicators at the end of the year, when none is still to come."""
        return tuple(replace(aim, actual=aim.actual or aim.target) for aim in self.aims)


def total(lines: Iterable[Spent]) -> Spent:
    """The sum of budget lines."""
    items = list(lines)
    return Spent(sum((i.planned for i in items), Decimal()), sum((i.spent for i in items), Decimal()))


def amounts(low: int, high: int) -> st.SearchStrategy[Decimal]:
    """An amount of money in 万元 with two decimals, between two numbers of 0.01 万元."""
    return st.integers(low, high).map(lambda cents: Decimal(cents) / 100)


@st.composite
def spents(draw: st.DrawFn, low: int, high: int) -> Spent:
    planned = draw(amounts(low, high))
    return Spent(planned, (planned * draw(st.integers(50, 100)) / 100).quantize(CENT, ROUND_HALF_UP))


@st.composite
def aims(draw: st.DrawFn) -> tuple[Aim, ...]:
    """Some of the indicators, in the order of the form, whose weights make 100 together."""
    kinds = draw(st.lists(st.sampled_from(INDICATORS), min_size=2, max_size=5, unique=True))
    kinds.sort(key=INDICATORS.index)
    weights = [Decimal(100 // len(kinds))] * len(kinds)
    weights[-1] = 100 - sum(weights[:-1], Decimal())
    found = []
    for (level1, level2, name, unit, is_ceiling), weight in zip(kinds, weights, strict=True):
        target = Decimal(draw(st.integers(80, 99) if unit == "%" else st.integers(3, 900)))
        share = draw(st.integers(60, 100))
        actual = (target * share / 100).to_integral_value(ROUND_HALF_UP)
        is_due = draw(st.integers(0, 3)) > 0
        found.append(Aim(level1, level2, name, unit, is_ceiling, target, actual if is_due else None, weight))
    return tuple(found)


def lines(choices: tuple, values: st.SearchStrategy, least: int) -> st.SearchStrategy[dict]:
    return st.lists(st.sampled_from(choices), min_size=least, max_size=3, unique=True).flatmap(
        lambda names: st.fixed_dictionaries(dict.fromkeys(names, values))
    )


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    """A department's year."""
    personnel = draw(lines(PERSONNEL, amounts(100_00, 900_00), 1))
    public = draw(lines(PUBLIC, amounts(1_00, 90_00), 1))
    projects = draw(lines(PROJECTS, spents(5_00, 2000_00), 1))
    spent = sum((*personnel.values(), *public.values(), *(p.spent for p in projects.values())), Decimal())
    functions: dict[tuple[str, ...], Decimal] = {}
    left = spent
    for names in draw(st.lists(st.sampled_from(FUNCTIONS), max_size=3, unique=True).map(lambda x: x[1:])):
        functions[names] = (left * draw(st.integers(5, 40)) / 100).quantize(CENT, ROUND_HALF_UP)
        left -= functions[names]
    functions[next(names for names in FUNCTIONS if names not in functions)] = left
    staff = draw(st.integers(3, 60))
    nothing = Spent(Decimal("0.00"), Decimal("0.00"))
    return Truth(
        draw(st.integers(2019, 2024)), draw(st.sampled_from(DEPARTMENTS)), personnel, public, projects, functions,
        {
            "overseas": draw(st.just(nothing) | spents(1_00, 9_00)),
            "vehicle_purchase": draw(st.just(nothing) | spents(10_00, 30_00)),
            "vehicle_operation": draw(spents(1_00, 20_00)),
            "reception": draw(spents(10, 5_00)),
        },
        draw(st.just(Decimal("0.00")) | amounts(1, 50_00)), draw(amounts(0, 4_00)),
        draw(amounts(0, 20_00)), draw(st.integers(50, 100)),
        draw(amounts(100_00, 9000_00)), draw(amounts(10, 9_00)), draw(aims()), staff, staff + draw(st.integers(0, 5)),
        draw(st.integers(1, 30)), draw(lines(VEHICLES, st.integers(1, 5), 1)),
    )  # fmt: skip
