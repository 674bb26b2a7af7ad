"""Percentages in prose: shares, 到位率, 执行率, 使用率, growth, each with what it is a percentage of."""

from __future__ import annotations

import re

from ingest.extract.found import CROSS, TOTAL, Amount, Frame, Mark, Rate, replace
from ingest.extract.prose.changes import of_told_fund
from ingest.extract.prose.framing import whole_of
from ingest.extract.prose.gifts import GIVERS
from ingest.extract.prose.plain import says
from ingest.extract.prose.state import ITEMS, UNLIKE, State
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept

_CHANGED = ("增加", "减少", "增加了", "减少了")
#: 执行率50%以上, 执行率100%的项目2个, 50%-100%: what several are sorted by.
_LIMITS = re.compile("及?以[上下内]|[-—~至]|的(?:项目|指标|单位|部门|有)")
#: A whole and its part that one fund pays, named with the part alone: 占“三公”经费的 20%, 人员经费…，占基本支出的 97%.
_OF_ONE_FUND = frozenset(
    (("three_public", "three_public"), ("expenditure_type", "basic_component"), ("expenditure_type", "economic"))
)
_ADJUSTED = re.compile("调[整减增剂]|追[加减]|压减|核减")
_SOUNDS_LIKE_A_RATE = re.compile(r"率|比例|比重")


def read_percent(state: State, mark: Mark, figure: Figure) -> None:
    """Bind one percentage to a growth, a share or another rate; else it is context or unmapped."""
    segment = state.segment
    rate, direction = segment.by_role.get("rate"), segment.last("up", "down", "signed")
    is_of_rates = (figure.unit or "").endswith("百分点")  # 执行率 95%，比上年提高 2 个百分点
    if is_of_rates or segment.has(("outside", "foreign")) or _LIMITS.match(state.text, figure.end):
        state.leave(mark, figure, "rate outside the contract")
    elif state.crossed or segment.is_of_places():
        state.leave(mark, figure, CROSS)
    elif rate and "parallel" in segment.by_role and not state.parallel:
        state.leave(mark, figure, "rate outside the contract")  # 6月、9月执行率分别为 46%、71%
    elif direction:
        _growth(state, mark, figure, direction.role)
    elif rate and not segment.rest and not state.is_of_unnamed and not state.obscured:
        _rate(state, mark, figure, rate)
    elif rate and not segment.rest and not state.is_of_unnamed and rate.rate == "execution" and _is_told(state, mark):
        # 支出 9 万元，惠及 120 户，执行率 75%: behind what was not understood, the money has to give it
        _rate(state, mark, figure, replace(rate, rate="checked"))
    elif _bracketed_growth(state, figure):
        _growth(state, mark, figure, "down" if state.found.amounts[-1].value < 0 else "up")
    else:
        told = state.obscured or _SOUNDS_LIKE_A_RATE.search(state.phrase(figure.start))
        state.leave(mark, figure, "rate outside the contract" if told else "")
        if rate and rate.rate in ("received", "use_of_received"):
            state.obscured = True  # 戏台资金到位率 100%，使用率 98%: of the same


def _is_told(state: State, mark: Mark) -> bool:
    """Whether the money told last before a percentage, in its sentence, is a fact."""
    given = state.money_between(state.sentence(state.segment.start), state.figures[mark.index].start)
    last = next(given, None)
    return last is not None and last.disposition == "fact"


def _bracketed_growth(state: State, figure: Figure) -> bool:
    """减少18.50万元(65.37%): a bare percentage in brackets right behind a change."""
    if not state.found.amounts or state.found.amounts[-1].frame.measure != "change":
        return False
    last = state.found.amounts[-1].mark
    return last.block == state.block and state.text[state.figures[last.index].end : figure.start] == "("


def _growth(state: State, mark: Mark, figure: Figure, direction: str) -> None:
    if state.compare in UNLIKE and not state.segment.rest:
        state.leave(mark, figure, "comparison outside the contract")
        return
    here = state.found.amounts[-1:]
    told = state.compare or (bool(here) and here[0].mark.block == state.block)
    is_of_change = bool(here) and here[0].frame.measure == "change" and here[0].mark == Mark(mark.block, mark.index - 1)
    is_unread = (state.obscured and not is_of_change) or _is_behind_unread(state, mark)
    unclear = not told or (is_unread and not state.segment.has(ITEMS))
    if state.segment.rest or unclear or not state.frame.measure or figure.value is None:
        state.leave(mark, figure, "rate outside the contract" if unclear else "")
        return
    is_negative = direction == "down" or state.phrase(figure.start).endswith("-")
    value = -figure.value if is_negative and figure.value > 0 else figure.value
    frame = replace(state.parallel.pop(0) if state.parallel else of_told_fund(state), year=state.year)
    before = replace(frame, year=state.year - 1 if state.year else None)
    _add(state, Rate(mark, frame, "year_on_year", "", value, figure.decimals, before, "prose"))


def _is_behind_unread(state: State, mark: Mark) -> bool:
    """今年收入增加 9 万元，增长 10%: whether the change told before was not understood, whose percentage this is."""
    before = state.before(mark)
    if before is None or before.disposition != "unmapped" or state.parallel:
        return False
    return state.text.endswith(_CHANGED, 0, state.figures[mark.index - 1].start)


def _rate(state: State, mark: Mark, figure: Figure, concept: Concept) -> None:
    meant = _meant(state, concept, figure)
    if meant is None:
        state.leave(mark, figure, "rate outside the contract")
        return
    concept = meant
    numerator, denominator, basis = _sides(state, concept, figure)
    if numerator == denominator or (concept.rate != "share" and _is_behind_unread_giver(state, numerator, figure)):
        state.leave(mark, figure, "rate outside the contract")
        return
    if numerator is None or denominator is None or figure.value is None:
        state.leave(mark, figure)
        return
    kind = "execution" if concept.rate == "checked" else concept.rate
    if kind != concept.rate and not _is_quotient(state, numerator, denominator, figure):
        state.leave(mark, figure, "rate outside the contract")  # 竣工验收，完成率 100%
        return
    state.rated += 1
    _add(state, Rate(mark, numerator, kind, basis, figure.value, figure.decimals, denominator, "prose"))


def _is_behind_unread_giver(state: State, about: Frame | None, figure: Figure) -> bool:
    """其中中央资金 5 万元、县级资金 3 万元，支出率 100%: of all of them, where what they gave was not understood."""
    if about is None or about.fund not in GIVERS or state.segment.has(ITEMS):
        return False
    last = next(state.money_between(state.sentence(figure.start), figure.start), None)
    return last is not None and last.disposition == "unmapped"


def _meant(state: State, concept: Concept, figure: Figure) -> Concept | None:
    """The rate that a wording stands for where it stands, by what is a share of what; None outside the contract.

    支出…，占全年预算的 57% is an execution rate, and so is 预算 260 万元，已支付 195 万元，占 75%.
    """
    about, named = state.frame, state.segment.by_role.get("measure")
    if concept.rate == "execution":
        of_received = named is not None and (named.measure, named.stage) == ("budget", "received")
        if of_received and not concept.stage:
            return replace(concept, rate="use_of_received")  # 按到位资金计算执行率
        is_share = concept.wording.startswith("占")
        if is_share and about.measure != "spending":
            return None  # 年中追加占年初预算的 48%
        is_of_whole = says(state, "总额", "总数") and (about.subject or TOTAL) != TOTAL
        return None if is_share and is_of_whole else concept  # 项目支出 9 万元，占预算总额的 15%
    whole = state.segment.denominator
    if concept.rate != "share" or state.last is None or state.parallel:
        return concept
    part = about if state.segment.has(ITEMS) else state.last.frame
    # below 支出情况 of a budget 占支出总预算 is a share like any other
    if whole is not None and whole.measure == "budget" and part.measure == "spending" and not state.is_budget:
        if (whole.subject or TOTAL) != (part.subject or TOTAL):
            return None
        state.frame = part
        return replace(concept, rate=_of_spent(whole.stage), stage=whole.stage)
    if whole is None and not _listed_whole(state, part):
        for before in state.here():
            is_other = before.frame.measure == "budget" and before.frame.stage != part.stage
            if is_other and before.frame.subject == part.subject and _is_quotient(state, part, before.frame, figure):
                state.frame = part
                came = part.measure == "budget" and part.stage == "received"
                return replace(
                    concept, rate="received" if came else _of_spent(before.frame.stage), stage=before.frame.stage
                )
    return concept


def _of_spent(stage: str) -> str:
    return "use_of_received" if stage == "received" else "execution"


def _is_quotient(state: State, numerator: Frame, denominator: Frame, figure: Figure) -> bool | None:
    """Whether a percentage is that of the last two such amounts, within one in a hundred; None where one is missing."""
    given: dict[object, Amount] = {a.frame.key: a for a in [*state.here()][::-1]}
    part, whole = given.get(numerator.key), given.get(denominator.key)
    if part is None or whole is None or not whole.value or figure.value is None:
        return None
    return abs(part.value * part.factor / (whole.value * whole.factor) * 100 - figure.value) < 1


def _sides(state: State, concept: Concept, figure: Figure) -> tuple[Frame | None, Frame | None, str]:
    """Numerator, denominator and printed basis of a rate by its kind."""
    frame = state.parallel.pop(0) if state.parallel and concept.rate != "share" else state.frame  # 执行率分别为 A、B
    if concept.rate == "share":
        if state.last is None:
            return None, None, ""
        if state.parallel:
            part = state.parallel.pop(0)
            return part, _whole(part, state.segment.denominator or whole_of(part)), ""
        named = any(c.role in ITEMS for c in state.segment.concepts)  # 其他收入占 7.65%: named without an amount
        part = frame if named else state.last.frame
        return part, _whole(part, state.segment.denominator or _listed_whole(state, part) or whole_of(part)), ""
    came = replace(frame, stage="received") if concept.rate == "received" else frame
    stage = concept.stage or _printed_basis(state, came, figure)
    if concept.rate == "received":
        budget = replace(frame, measure="budget", stage=stage)
        return replace(frame, measure="budget", stage="received"), budget, stage
    spent = replace(frame, measure="spending", stage="")
    if concept.rate == "use_of_received":
        return spent, replace(frame, measure="budget", stage="received"), "received"
    return spent, replace(frame, measure="budget", stage=stage), stage


def _whole(part: Frame, whole: Frame) -> Frame:
    """What a share is a share of, in the part's year, and of its measure where it names none."""
    told = (whole.subject or TOTAL).classification, (part.subject or TOTAL).classification
    if told in _OF_ONE_FUND:
        whole = replace(whole, fund=whole.fund or part.fund)
    if part.measure == "budget" and whole.measure == "spending":
        whole = replace(whole, measure="budget")  # 预算总支出 9 万元，其中基本支出 6 万元，占总支出的 67%
    return replace(whole, measure=whole.measure or part.measure, stage=whole.stage or part.stage, year=part.year)


def _listed_whole(state: State, part: Frame) -> Frame | None:
    """What the open list breaks down; a bracket with a share alone is no list of its own: 基本支出 9 万元(占 60%)."""
    scopes = [scope for scope in state.scopes if scope.items or scope.parent != part]
    return scopes[-1].parent if scopes else None


def _printed_basis(state: State, spoken: Frame, figure: Figure) -> str:
    """The stage of the budget an unqualified 执行率 refers to: named before it, else printed for what is spoken of.

    Of several in the paragraph, the last that gives the percentage; where none does, the last of all; not 年初预算
    2957 万元 of 支出 5791 万元，执行率 98.7%.
    """
    named = state.segment.by_role.get("measure")
    if named and named.measure == "budget" and named.stage != "received":
        return named.stage
    spent = replace(spoken, measure="spending", stage="")
    stages = [amount.frame.stage for amount in state.here() if _is_budget_of(amount.frame, spoken)]
    for stage in dict.fromkeys(stages) if len(set(stages)) > 1 else ():
        if _is_quotient(state, spent, replace(spent, measure="budget", stage=stage), figure):
            return stage
    printed = (a.frame.stage for a in reversed(state.found.amounts) if _is_budget_of(a.frame, spoken))
    stage = next(printed, "approved")
    if stage != "initial":
        return stage
    budget = replace(spent, measure="budget", stage=stage)
    if _ADJUSTED.search(state.text, state.sentence(figure.start), figure.start):
        # 年初预算 20 万元，调减 2 万元，执行 18 万元，执行率 100%: of a budget that is not printed
        is_told = any(amount.frame.key == spent.key for amount in state.here())
        return "adjusted" if is_told and not _is_quotient(state, spent, budget, figure) else stage
    if set(stages) != {stage} or spoken.stage == "received":
        return stage
    return "approved" if _is_quotient(state, spent, budget, figure) is False else stage


def _is_budget_of(frame: Frame, spoken: Frame) -> bool:
    same = (frame.subject or TOTAL) == (spoken.subject or TOTAL)
    return same and frame.measure == "budget" and frame.stage != "received"


def _add(state: State, rate: Rate) -> None:
    if rate.kind in ("execution", "year_on_year"):
        rate = replace(rate, frame=state.with_fund(rate.frame), denominator=state.with_fund(rate.denominator))
    state.found.rates.append(rate)
    state.found.take(rate.mark, rate.kind)
