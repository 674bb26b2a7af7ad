"""What extraction finds in one document: facts as printed, before units, codes and keys are cleaned.

`Mark` names a figure by block and place; `Subject` and `Frame` say what an amount is about.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

_Record = TypeVar("_Record", bound=NamedTuple)
#: Half the time of Disposition(…): every figure has one.
_new = tuple.__new__


def replace(record: _Record, **changes: Any) -> _Record:
    """The record with some fields changed, in half the time of `_replace`; ValueError for a field it has not."""
    values, fields = list(record), record._fields
    for name, value in changes.items():
        values[fields.index(name)] = value
    return _new(type(record), values)


class Subject(NamedTuple):
    """What money is about: the published contract's classification, item code and item name."""

    classification: str
    code: str
    name: str


TOTAL = Subject("total", "total", "合计")
PROJECTS = Subject("expenditure_type", "project", "项目支出")
GRAND_TOTAL = Subject("revenue", "grand_total", "总计")
#: 收支总计: what grew is `total`, no revenue.
BOTH_SIDES = Subject("revenue", "grand_total", "收支总计")
EXPENDITURE_TOTAL = Subject("balance", "expenditure_grand_total", "支出总计")
#: Two axes name different things at once (a function's basic spending): the contract has no place for it.
CROSS = "cross classification outside the contract"
#: The funds of 财政拨款, each of which is also a source of revenue.
SINGLE_FUNDS = frozenset(("general_public_budget", "government_fund", "state_capital"))
#: Those and all of them together, 财政拨款.
FISCAL_FUNDS = SINGLE_FUNDS | {"fiscal"}


class Frame(NamedTuple):
    """The current understanding of an amount: empty strings and None are not yet known."""

    measure: str = ""
    stage: str = ""
    subject: Subject | None = None
    fund: str = ""
    year: int | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str, str, int | None]:
        subject = self.subject or TOTAL
        name = "" if subject.code else subject.name
        return (self.measure, self.stage, subject.classification, subject.code, name, self.fund or "all", self.year)


class Mark(NamedTuple):
    """A figure of the document: block number and index among the block's figures."""

    block: int
    index: int  # type: ignore[assignment]  # hides the index() of a tuple, which nobody calls


class Amount(NamedTuple):
    mark: Mark
    frame: Frame
    value: Decimal
    unit: str
    factor: Decimal
    decimals: int
    origin: str
    parent: Subject | None = None
    is_derived: bool = False


class Rate(NamedTuple):
    """`frame` is the numerator's; `denominator` names what it is divided by."""

    mark: Mark
    frame: Frame
    kind: str
    basis: str
    value: Decimal
    decimals: int
    denominator: Frame
    origin: str


class Statistic(NamedTuple):
    mark: Mark
    statistic: str
    item_name: str
    value: Decimal
    unit: str
    decimals: int
    year: int | None
    origin: str
    form: str = ""


class Measured(NamedTuple):
    """One side of an indicator: the text as printed and, where it is a number, its value."""

    text: str = ""
    value: Decimal | None = None
    unit: str = ""
    decimals: int | None = None
    mark: Mark | None = None


NOTHING = Measured()


class Indicator(NamedTuple):
    block: int
    form: str
    sequence: int
    level1: str
    level2: str
    name: str
    operator: str
    target: Measured
    actual: Measured
    completion: Measured
    weight: Measured
    score: Measured
    status: str
    origin: str


class Disposition(NamedTuple):
    """What became of a figure: fact, context (with a reason of the closed list) or unmapped (with the label seen)."""

    disposition: str
    reason: str = ""
    label: str = ""


@dataclass(slots=True)
class Findings:
    """Everything found in a document, filled by the readers of prose, tables and indicators in turn.

    `projects`: the project that a paragraph of a department's report is about, by block.
    """

    amounts: list[Amount] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    statistics: list[Statistic] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    functions: dict[str, str] = field(default_factory=dict)
    projects: dict[int, str] = field(default_factory=dict)
    dispositions: dict[Mark, Disposition] = field(default_factory=dict)

    def take(self, mark: Mark, label: str = "") -> None:
        """A figure became a fact, until a later step takes it back."""
        self.dispositions[mark] = _new(Disposition, ("fact", "", label))

    def leave(self, mark: Mark, reason: str, label: str = "") -> None:
        """A figure is no fact for a reason; an empty reason leaves it unmapped."""
        if mark not in self.dispositions:
            self.dispositions[mark] = _new(Disposition, ("context" if reason else "unmapped", reason, label))

    def take_back(self, marks: Set[Mark], reason: str, label: str = "") -> None:
        """The amounts and rates of some figures turned out, in place, to be no facts, for a reason of the ledger's."""
        self.amounts[:] = [amount for amount in self.amounts if amount.mark not in marks]
        self.rates[:] = [rate for rate in self.rates if rate.mark not in marks]
        for mark in marks:
            self.dispositions[mark] = _new(Disposition, ("context", reason, label))
