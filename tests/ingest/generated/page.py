"""A report being written: sentences and tables go in beside the facts they state, and noise is added as text is made.

Which wording is used next is read from `choices`, drawn by hypothesis: 0 is always the plainest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.document import Cell, Document, Paragraph, Table
from tests.ingest.generated.truth import Aim

#: A fact by its business key, its value last; the first word says which table it stands in.
Fact = tuple[str | int | Decimal | None, ...]

#: Where no line ends here: inside a number, or before what even a careful reader takes for a new item or label.
_NO_WRAP_BEFORE = re.compile(r"[\d.,．，%％)）]|[^，。；、:：]{1,12}[:：]|指标\d|[(（]|[一二三四五六七八九十]")
#: What stands before a line's end: a clause has ended somewhere, and no sentence or list head ends just there.
_WRAP_AFTER = re.compile(r"(?:[，；、：]|（[类款项]）).*[^。；：]$")


@dataclass(frozen=True)
class Style:
    """How one report prints: money in 元 or 万元, and the noise of real files.

    `short` drops zeros at the end (`36.50` as `36.5`), `spaced` parts figures and words, `marked` leaves the bookmarks
    of Word in the text.
    """

    in_yuan: bool = False
    thousands: bool = False
    full_width: bool = False
    wrapped: bool = False
    latex: bool = False
    spaced: bool = False
    marked: bool = False
    short: bool = False
    blank: bool = False


@dataclass
class Page:
    """What is written so far and what it says; `year` is the report's own."""

    year: int
    style: Style
    choices: Sequence[int]
    facts: Counter[Fact] = field(default_factory=Counter)
    content: list[Paragraph | Table] = field(default_factory=list)
    turn: int = 0

    def one_of(self, *wordings: str) -> str:
        """One of several wordings of the same, by the next choice."""
        self.turn += 1
        return wordings[self.choices[self.turn % len(self.choices)] % len(wordings)]

    def figure(self, value: Decimal) -> str:
        """An amount without its unit, as the report's style prints it."""
        scaled = value * 10_000 if self.style.in_yuan else value
        printed = f"{scaled:,.2f}" if self.style.thousands else f"{scaled:.2f}"
        return printed.rstrip("0").rstrip(".") if self.style.short else printed

    @property
    def unit(self) -> str:
        return "元" if self.style.in_yuan else "万元"

    def money(self, value: Decimal) -> str:
        return self.figure(value) + self.unit

    def say(self, text: str) -> None:
        """A paragraph; a long one may be torn between two words where the style wraps lines."""
        if self.style.full_width and "$" not in text:
            text = re.sub(r"[0-9.%]", lambda m: chr(ord(m.group()) + 0xFEE0), text)
        if self.style.spaced:
            text = re.sub(r"(?<=\d)(?=[万元%年月人辆])|(?<=[为数])(?=\d)", " ", text)
        mark = f"[bookmark: _Toc{len(self.content)}]" if self.style.marked else ""
        places = [
            at for at in range(30, len(text) - 2)
            if _WRAP_AFTER.search(text[:at]) and not _NO_WRAP_BEFORE.match(text[at:])
        ]  # fmt: skip
        if self.style.wrapped and places:
            at = places[self.choices[len(self.content) % len(self.choices)] % len(places)]
            self.content += [Paragraph(mark + text[:at], wraps=True), Paragraph(text[at:], wraps=True)]
        else:
            self.content.append(Paragraph(mark + text, wraps=self.style.wrapped))

    def table(self, *rows: Sequence[str], merged: Sequence[int] = ()) -> None:
        """A table below its unit; equal cells below each other are one cell in the `merged` columns."""
        cells: list[Cell] = []
        for c in range(max(map(len, rows))):
            above: Cell | None = None
            for r, row in enumerate(rows):
                if above and c in merged and row[c] == above.text:
                    cells[-1] = above = replace(above, row_span=above.row_span + 1)
                elif c < len(row):
                    above = Cell(row[c], r, c)
                    cells.append(above)
        self.content.append(Table(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))))

    def amount(self, measure: str, about: str, value: Decimal, fund: str = "all", before: int = 0) -> str:
        """State an amount and print it: `budget:initial`, then what it is about as `classification/item`."""
        measure, _, stage = measure.partition(":")
        classification, _, item = about.partition("/")
        yuan = (value * 10_000).quantize(Decimal("0.01"))
        fact = ("amount", measure, stage, classification, item or "total", fund, self.year - before, yuan)
        self.facts[fact] += 1
        return self.money(value)

    def cell(self, measure: str, about: str, value: Decimal, fund: str = "all", before: int = 0) -> str:
        """State an amount and print it without its unit, for a column; an empty cell states nothing."""
        if not value and self.style.blank:
            return ""
        return self.amount(measure, about, value, fund, before).removesuffix(self.unit)

    def rate(self, kind: str, about: str, value: Decimal, fund: str = "all", basis: str = "") -> str:
        """State a rate and print it without a sign: words say which way it went."""
        classification, _, item = about.partition("/")
        self.facts["rate", kind, basis, classification, item or "total", fund, value] += 1
        printed = f"{abs(value):.2f}"
        return f"{printed.rstrip('0').rstrip('.') if self.style.short else printed}%"

    def count(self, statistic: str, value: int | Decimal, item: str = "") -> str:
        self.facts["statistic", statistic, item, self.year, Decimal(value)] += 1
        return str(value)

    def aim(self, aim: Aim, weighed: bool = False, rated: bool = True) -> None:
        """State an indicator; `weighed` with weight and score, `rated` with its degree of completion."""
        status = "measured" if aim.actual is not None else "not_due"
        self.facts[
            (
                "indicator", aim.level1, aim.level2, aim.name, "<=" if aim.is_ceiling else ">=", aim.target, aim.unit,
                aim.actual, aim.unit if aim.actual is not None else "", aim.completion if rated else None,
                aim.weight if weighed else None, aim.score if weighed else None, status,
            )
        ] += 1  # fmt: skip

    def sign(self, aim: Aim) -> str:
        """The target of an indicator as printed."""
        value = f"{aim.target}{aim.unit}"
        if self.style.latex:
            inner = f"{aim.target}\\%" if aim.unit == "%" else str(aim.target)
            rest = "" if aim.unit == "%" else aim.unit
            name = "leq" if aim.is_ceiling else "geq"
            return f"$\\{name} {inner}${rest}"
        if aim.is_ceiling:
            return self.one_of(f"≤{value}", f"<={value}", f"不超过{value}")
        return self.one_of(f"≥{value}", f">={value}", f"不低于{value}", f"{value}以上")

    def document(self) -> Document:
        return Document("text", tuple(self.content))

    @property
    def text(self) -> str:
        """The report for the eye of whoever must find what was misread."""
        return "\n".join(
            item.text
            if isinstance(item, Paragraph)
            else "\n".join(
                " | ".join(cell.text for cell in item.cells if cell.row == row)
                for row in range(max(cell.row for cell in item.cells) + 1)
            )
            for item in self.content
        )
