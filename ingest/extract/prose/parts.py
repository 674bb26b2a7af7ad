"""What an amount can be of: no more than its whole, no other axis than its list's, no second value of one key."""

from __future__ import annotations

from ingest.extract.found import CROSS, SINGLE_FUNDS, TOTAL, Amount, Disposition, Frame, Subject, replace
from ingest.extract.prose.state import Scope, State
from ingest.figures import Figure

_KINDS_WITHIN = {
    "function": ("expenditure_type", "basic_component", "economic"),
    "project": ("basic_component", "economic"),
    "operating_cost": ("economic", "three_public"),
    "three_public": ("economic",),
    "procurement": ("economic",),
}
#: 会议费 and 培训费, which some counties count with 三公.
_MEETINGS = frozenset(("30215", "30216"))
_BARE = frozenset(("支出", "总支出", "支出总额", "支出合计"))


def of_whole(state: State, frame: Frame, figure: Figure) -> Frame:
    """支出 N that cannot be what it follows: more than the 追加资金, or as much as the 预算收入 of its sentence."""
    about = frame.subject.classification if frame.subject else "total"
    if frame.measure != "spending" or about not in ("supplementary", "total"):
        return frame
    here = [*state.here()][::-1]
    if about == "supplementary" and figure.value is not None:
        given = [a.value * a.factor for a in here if a.frame.subject == frame.subject and a.frame.measure == "budget"]
        if given and figure.value * figure.factor > sum(given):
            return replace(frame, subject=state.base.subject)  # 年初预算…，追加预算 100 万元，支出 590 万元
    named = state.segment.by_role.get("measure")
    if named and named.wording in _BARE and about == "total" and not frame.fund:
        start = state.sentence(figure.start)
        for amount in here:
            planned = amount.frame.measure == "revenue" and amount.frame.stage in ("initial", "adjusted")
            same = (amount.value, amount.unit) == (figure.value, figure.unit)
            if planned and same and state.figures[amount.mark.index].start >= start:
                stage = "adjusted" if amount.frame.stage == "adjusted" else "approved"
                return replace(frame, measure="budget", stage=stage)  # 部门预算收入 500 万元，支出 500 万元
    return frame


def is_crossed(outer: Subject, about: str) -> bool:
    """Whether an item is of another axis than what it breaks down: 小学教育 9 万元，其中：基本支出 6 万元."""
    return about in _KINDS_WITHIN.get(outer.code if outer.code == "project" else outer.classification, ())


def is_more_than(scope: Scope, amount: Amount, state: State) -> bool:
    """Whether an item exceeds the project that 其中 seems to break down: A 经费 5 万元，B 经费 3 万元。其中上级 7."""
    whole, about = state.last, scope.parent.subject or TOTAL
    if whole is None or whole.frame != scope.parent or about.classification != "project":
        return False
    return amount.frame.measure == whole.frame.measure and amount.value * amount.factor > whole.value * whole.factor


def is_told_twice(state: State, scope: Scope, amount: Amount) -> bool:
    """Whether the list gives one key two values: what tells its items apart has no place in the contract.

    其中：中央补助 5 万元、省级补助 3 万元; 项目支出 9 万元，其中：部门项目支出 6 万元. The item before goes, too.
    """
    key = amount.frame.key
    before = scope.items.get(key)
    if scope.kind != "parts":
        return False
    if before is None:
        if key != scope.parent.key:
            return False
        whole = next((a for a in reversed(state.found.amounts) if a.frame.key == key), None)
        return whole is not None and whole.value != amount.value
    if before.value == amount.value:
        return False
    if before in state.found.amounts:
        state.found.amounts.remove(before)
        state.found.dispositions[before.mark] = Disposition("context", CROSS)
        told = [r for r in state.found.rates if r.mark.block == state.block and r.frame.key[2:] == key[2:]]
        for rate in told:  # 中央资金支出 5 万元，执行率 98%；省级资金支出 3 万元
            state.found.rates.remove(rate)
            state.found.dispositions[rate.mark] = Disposition("context", CROSS)
    return True


def leave_wider_total(state: State, scope: Scope, item: Amount) -> None:
    """“三公”经费 9 万元，其中：公务接待费 5 万元、会议费 4 万元: a total of more than 三公 is none of theirs."""
    about, code = scope.parent.subject, (item.frame.subject or TOTAL).code
    if code not in _MEETINGS or about is None or (about.classification, about.code) != ("three_public", "total"):
        return
    of_items = sum(amount.value * amount.factor for amount in scope.items.values() if amount is not item)
    alike = (whole for whole in state.here() if whole.frame.key == scope.parent.key)
    if wider := {whole.mark for whole in alike if whole.value * whole.factor > of_items}:
        state.found.take_back(wider, CROSS)


def is_carried(state: State) -> bool:
    """上年结转(结余的)一般公共预算收入 9 万元: what was carried over of a source is no income of the year."""
    names = [concept.code for concept in state.segment.concepts if concept.role == "source"]
    carried = len(names) > 1 and names[0] == "opening_carryover" and names[-1] in SINGLE_FUNDS
    return carried and "parallel" not in state.segment.by_role


def is_beside(whole: Subject | None, part: Subject | None) -> bool:
    """…；公务接待费 9 万元。具体情况如下：1.因公出国 5 万元: an item of 三公 that no other is a part of.

    工资福利支出，其中：基本工资…；商品和服务支出 5 万元: nor is a class a part of another one.
    """
    about = (whole or TOTAL, part or TOTAL)
    codes = [one.code for one in about if one.classification in ("economic", "function") and one.code.isdigit()]
    if len(codes) == 2 and about[0].classification == about[1].classification:
        return not codes[1].startswith(codes[0])
    is_item = all(one.classification == "three_public" for one in about)
    is_of_vehicles = about[0].code == "vehicles" and about[1].code.startswith("vehicle_")
    return is_item and about[0].code != "total" and not is_of_vehicles
