"""After all readers: what the genre implies, revenue sources, class codes by name, prior years from printed changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.extract.contract import keep_to_contract
from ingest.extract.found import PROJECTS, SINGLE_FUNDS, TOTAL, Amount, Findings, Frame, Mark, Rate, Subject, replace
from ingest.lexicon.lexicon import function_codes


def _in_budget(frame: Frame, year: int | None) -> Frame:
    """In a 部门预算 the year's own spending and budget figures are the initial budget."""
    if frame.measure == "change":
        measure, _, stage = frame.stage.partition(":")
        inner = _in_budget(replace(frame, measure=measure, stage=stage), year)
        return replace(frame, stage=f"{inner.measure}:{inner.stage}")
    if frame.measure == "spending" and (frame.year == year or frame.year is None):
        return replace(frame, measure="budget", stage="initial")
    if frame.measure == "budget" and frame.stage in ("approved", "adjusted"):
        return replace(frame, stage="initial")
    if frame.measure == "revenue" and frame.stage == "executed":
        return replace(frame, stage="initial")
    return frame


def _revenue(frame: Frame, is_budget: bool) -> Frame:
    """A revenue's subject is its source; what the contract's revenue sources cannot hold is a balance.

    A balance tells no stages: outside a budget, what was only planned of it has no place in the contract.
    """
    measure = frame.stage.partition(":")[0] if frame.measure == "change" else frame.measure
    if measure != "revenue":
        return frame
    subject = (
        frame.subject
        if frame.subject and frame.subject.classification == "revenue"
        else Subject("revenue", "total", "合计")
    )
    if frame.fund in SINGLE_FUNDS and subject.code in ("total", "fiscal"):
        return replace(frame, subject=Subject("revenue", frame.fund, subject.name), fund="")
    if subject.code in ("fiscal", "use_of_surplus", "fiscal_carryover") or (frame.fund and frame.fund != "all"):
        whose = frame.fund if subject.code == "total" and frame.fund not in ("", *SINGLE_FUNDS) else "fiscal"
        code = f"{whose}_revenue" if subject.code in ("fiscal", "total") else subject.code
        is_planned = frame.stage in ("initial", "adjusted") and not is_budget
        if is_planned and frame.measure == "revenue" and subject.code in ("fiscal", "total"):
            return replace(frame, subject=Subject("revenue", code, subject.name))
        fund = "" if code == "fiscal_revenue" else frame.fund  # whose it is, the name says
        moved = replace(frame, subject=Subject("balance", code, subject.name), fund=fund)
        return moved if frame.measure == "change" else replace(moved, measure="balance", stage="")
    return frame if subject is frame.subject else replace(frame, subject=subject)


def _named(subject: Subject | None, codes: Mapping[str, str]) -> Subject | None:
    """The code of a functional class that was printed by name only: from the document's own pairs, else the 类 list."""
    if subject and subject.classification == "function" and not subject.code and subject.name in codes:
        return replace(subject, code=codes[subject.name])
    return subject


def _codes_by_name(functions: Mapping[str, str]) -> dict[str, str]:
    names: dict[str, set[str]] = {}
    for code, name in functions.items():
        names.setdefault(name, set()).add(code)
    return function_codes() | {name: codes.pop() for name, codes in names.items() if len(codes) == 1}


def _derived(amounts: Iterable[Amount]) -> Iterator[Amount]:
    """The prior year's value behind a printed change: this year's value less the signed change, same unit and place."""
    amounts = list(amounts)
    if all(amount.frame.measure != "change" for amount in amounts):
        return
    stated: dict[object, list[Amount]] = {}
    for amount in sorted(amounts, key=lambda amount: (amount.mark.block, amount.mark.index)):
        if amount.frame.measure != "change":
            stated.setdefault(amount.frame.key, []).append(amount)
    for change in amounts:
        frame = change.frame
        # a table that prints changes prints the year they compare with beside them
        if frame.measure != "change" or frame.year is None or change.origin == "table":
            continue
        measure, _, stage = frame.stage.partition(":")
        now = _nearest(stated.get(replace(frame, measure=measure, stage=stage).key, []), change.mark)
        before = replace(frame, measure=measure, stage=stage, year=frame.year - 1)
        if now is None or now.factor != change.factor or before.key in stated:
            continue
        if now.value - change.value < 0:
            continue  # the change is of something else
        spent = stated.get(replace(before, measure="spending", stage="").key, []) if measure == "budget" else []
        if any(one.value == now.value - change.value for one in spent):
            continue  # 2024年预算 9 万元，2023年支出 8 万元，预算较2023年度增加 1 万元: of what was spent
        decimals = max(now.decimals, change.decimals)
        yield replace(change, frame=before, value=now.value - change.value, decimals=decimals, is_derived=True)


def _nearest(mentions: Sequence[Amount], mark: Mark) -> Amount | None:
    """The last mention before a place, else the first after it: a report may print a value twice, and differently."""
    place = bisect_right(mentions, (mark.block, mark.index), key=lambda amount: (amount.mark.block, amount.mark.index))
    return mentions[max(0, place - 1)] if mentions else None


def _of_all(frame: Frame) -> Frame:
    """What a report on several projects says of none of them is of 项目支出 as a whole."""
    is_whole = (frame.subject or TOTAL) == TOTAL and frame.measure in ("budget", "spending")
    return replace(frame, subject=PROJECTS) if is_whole else frame


def _amount_of_all(amount: Amount) -> Amount:
    """The same of an amount and of what it is a part of; a form says itself what it is of."""
    if amount.origin == "table":
        return amount
    frame = _of_all(amount.frame)
    is_part_of_all = amount.parent == TOTAL and frame.subject != PROJECTS and amount.frame.measure != "revenue"
    return replace(amount, frame=frame, parent=PROJECTS if is_part_of_all else amount.parent)


def settle(found: Findings, genre: str, year: int | None, of_all: bool = False) -> None:
    """Bring the findings of one document into the contract's words, in place; `of_all`: it is on several projects."""
    codes = _codes_by_name(found.functions)
    if of_all:
        found.amounts = [_amount_of_all(amount) for amount in found.amounts]
        found.rates = [
            r if r.origin == "table" else replace(r, frame=_of_all(r.frame), denominator=_of_all(r.denominator))
            for r in found.rates
        ]

    def frame_of(frame: Frame, own: int | None = year) -> Frame:
        if genre == "budget":
            frame = _in_budget(frame, own)
        frame = _revenue(frame, genre == "budget")
        subject = _named(frame.subject or TOTAL, codes)
        if subject is frame.subject and frame.year:
            return frame
        return replace(frame, subject=subject, year=frame.year or year)

    def settled(amount: Amount) -> Amount:
        frame = frame_of(amount.frame, amount.frame.year if amount.is_derived else year)
        parent = _named(amount.parent, codes)
        is_same = frame is amount.frame and parent is amount.parent
        return amount if is_same else replace(amount, frame=frame, parent=parent)

    found.amounts = [settled(amount) for amount in found.amounts]
    found.rates = [
        _rate(replace(r, frame=frame_of(r.frame), denominator=frame_of(r.denominator)), genre) for r in found.rates
    ]
    found.amounts += list(_derived(found.amounts))
    keep_to_contract(found)


def _rate(rate: Rate, genre: str) -> Rate:
    """Growth is on the same measure a year before, of 收、支总计 on the total; a budget's basis is the initial."""
    subject = rate.frame.subject
    if rate.kind == "year_on_year" and subject and subject.code == "grand_total" and "支" in subject.name:
        rate = replace(
            rate, frame=replace(rate.frame, subject=TOTAL), denominator=replace(rate.denominator, subject=TOTAL)
        )
    if rate.kind == "year_on_year":
        now = rate.frame
        rate = replace(rate, denominator=replace(rate.denominator, measure=now.measure, stage=now.stage))
    if genre == "budget" and rate.basis == "approved":
        rate = replace(rate, basis="initial")
    return rate
