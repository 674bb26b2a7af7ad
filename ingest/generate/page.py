"""A report being written: sentences and tables beside the facts they state, and the noise that texts carry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

from ingest.document import Cell, Paragraph, Table
from ingest.generate.truth import Aim, Truth
from ingest.generate.wordings import wording

#: A fact by its business key, its value last; the first word says which table it stands in.
Fact = tuple[str | int | Decimal | None, ...]

#: Where no line ends here: inside a number, or before what even a careful reader takes for a new item or label.
_NO_WRAP_BEFORE = re.compile(r"[\d.,．，%％)）]|[^，。；、:：]{1,12}[:：]|指标\d|[(（]|[一二三四五六七八九十]")
#: What stands before a line's end: a clause has ended somewhere, and no sentence or list head ends just there.
_WRAP_AFTER = re.compile(r"(?:[，；、：]|（[类款项]）).*[^。；：]$")


@dataclass(frozen=True)
class Style:
    """How one report prints: its province's template, money in 元 or 万元, and the noise of real files.

    `cuts` drops further digits instead of rounding, `short` drops zeros at the end (`36.50` as `36.5`), `spaced` parts
    figures and words, `marked` leaves the bookmarks of Word in the text, `blank` leaves zeros out of tables, `wrapped`
    ends lines inside sentences.
    """

    template: str = "*"
    in_yuan: bool = False
    cuts: bool = False
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
    """What is written so far and what it says; `is_form` reports are tables without prose, as sheets are."""

    truth: Truth
    style: Style
    random: Random
    is_form: bool = False
    facts: Counter[Fact] = field(default_factory=Counter)
    content: list[Paragraph | Table] = field(default_factory=list)

    @property
    def year(self) -> int:
        return self.truth.year

    def one_of(self, *kinds: str) -> str:
        """One of several kinds of table or order."""
        return self.random.choice(kinds)

    def wording(self, key: str) -> str:
        """A wording of the report's template, its placeholders open."""
        return wording(key, self.style.template, self.random)

    def word(self, key: str, **values: object) -> str:
        """A wording of the report's template with its placeholders filled."""
        return self.wording(key).format(year=self.year, prior=self.year - 1, **values)

    def cover(self, title: str, **values: object) -> None:
        """The title and whose report it is."""
        self.say(title, name=self.truth.department_name, **values)
        self.say("cover.department", name=self.truth.department_name)

    def say(self, key: str, **values: object) -> None:
        """A paragraph in a wording of the report's template."""
        self.print(self.word(key, **values))

    def print(self, text: str) -> None:
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
            at = self.random.choice(places)
            self.content += [Paragraph(mark + text[:at], wraps=True), Paragraph(text[at:], wraps=True)]
        else:
            self.content.append(Paragraph(mark + text, wraps=self.style.wrapped))

    def table(self, *rows: Sequence[str], merged: Sequence[int] = ()) -> None:
        """A table; equal cells below each other are one cell in the `merged` columns."""
        cells: list[Cell] = []
        for c in range(max(map(len, rows))):
            above: Cell | None = None
            for r, row in enumerate(rows):
                if above and c in merged and row[c] == above.text:
                    cells[-1] = above = above._replace(row_span=above.row_span + 1)
                elif c < len(row):
                    above = Cell(row[c], r, c)
                    cells.append(above)
        self.content.append(Table(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))))

    @property
    def unit(self) -> str:
        return "元" if self.style.in_yuan else "万元"

    def rounded(self, yuan: Decimal) -> Decimal:
        """Exact yuan as the report prints them, in yuan again."""
        factor = 1 if self.style.in_yuan else 10_000
        return self._cut(yuan / factor) * factor

    def in_wan(self, yuan: Decimal) -> Decimal:
        """Exact yuan as 万元 with two decimals, whatever the report prints elsewhere."""
        return self._cut(yuan / 10_000)

    def _cut(self, value: Decimal) -> Decimal:
        return value.quantize(Decimal("0.01"), ROUND_DOWN if self.style.cuts else ROUND_HALF_UP)

    def figure(self, yuan: Decimal) -> str:
        """An amount without its unit."""
        scaled = self.rounded(yuan) / (1 if self.style.in_yuan else 10_000)
        printed = f"{scaled:,.2f}" if self.style.thousands else f"{scaled:.2f}"
        return printed.rstrip("0").rstrip(".") if self.style.short else printed

    def money(self, yuan: Decimal) -> str:
        return self.figure(yuan) + self.unit

    def amount(self, measure: str, about: str, yuan: Decimal, fund: str = "all", before: int = 0) -> str:
        """State an amount and print it: `budget:initial`, then what it is about as `classification/item`."""
        measure, _, stage = measure.partition(":")
        classification, _, item = about.partition("/")
        value = self.rounded(yuan).quantize(Decimal("0.01"))
        fact = ("amount", measure, stage, classification, item or "total", fund, self.year - before, value)
        self.facts[fact] += 1
        return self.money(yuan)

    def cell(self, measure: str, about: str, yuan: Decimal, fund: str = "all", before: int = 0) -> str:
        """State an amount and print it without its unit, for a column; an empty cell states nothing."""
        if not self.rounded(yuan) and self.style.blank:
            return ""
        return self.amount(measure, about, yuan, fund, before).removesuffix(self.unit)

    def percent(self, part: Decimal, whole: Decimal) -> Decimal:
        """A percentage as printed, with two decimals; of nothing it is zero."""
        return self._cut(part * 100 / whole) if whole else Decimal("0.00")

    def rate(self, kind: str, about: str, part: Decimal, whole: Decimal, fund: str = "all", basis: str = "") -> str:
        """State a rate and print it without a sign: words say which way it went."""
        classification, _, item = about.partition("/")
        value = self.percent(part, whole)
        self.facts["rate", kind, basis, classification, item or "total", fund, value] += 1
        return f"{self._plain(abs(value))}%"

    def _plain(self, value: Decimal) -> str:
        return f"{value:.2f}".rstrip("0").rstrip(".") if self.style.short else f"{value:.2f}"

    def change(
        self, measure: str, about: str, now: Decimal, before: Decimal, fund: str = "all", with_reason: bool = True
    ) -> str:
        """How much more or less than last year; what last year was follows from it."""
        printed = self.rounded(now)
        if printed == self.rounded(before):
            self.amount(measure, about, printed, fund, before=1)
            return self.word("change.level")
        way = 1 if now > before else -1
        delta = self.rounded(abs(now - before))
        self.amount(measure, about, printed - way * delta, fund, before=1)
        rate = self.rate("year_on_year", about, now - before, before, fund)
        said = self.word("change.more" if way > 0 else "change.less", delta=self.money(delta), rate=rate)
        return said + (self.word("change.reason") if with_reason else "")

    def count(self, statistic: str, value: int | Decimal, item: str = "") -> str:
        self.facts["statistic", statistic, item, self.year, Decimal(value)] += 1
        return str(value)

    def completion(self, aim: Aim) -> str:
        """How far an indicator was reached, as printed."""
        return f"{self._plain(self.percent(*aim.share))}%"

    def aim(self, aim: Aim, weighed: bool = False, rated: bool = True) -> None:
        """State an indicator; `weighed` with weight and score, `rated` with its degree of completion."""
        is_due = aim.actual is not None
        self.facts[
            (
                "indicator", aim.level1, aim.level2, aim.name, "<=" if aim.is_ceiling else ">=", aim.target, aim.unit,
                aim.actual, aim.unit if is_due else "", self.percent(*aim.share) if rated and is_due else None,
                aim.weight if weighed else None, aim.score if weighed else None, "measured" if is_due else "not_due",
            )
        ] += 1  # fmt: skip

    def sign(self, aim: Aim) -> str:
        """The target of an indicator as printed."""
        value = f"{aim.target}{aim.unit}"
        if self.style.latex:
            inner = f"{aim.target}\\%" if aim.unit == "%" else str(aim.target)
            rest = "" if aim.unit == "%" else aim.unit
            return f"$\\{'leq' if aim.is_ceiling else 'geq'} {inner}${rest}"
        return self.word("sign.ceiling" if aim.is_ceiling else "sign.floor", value=value)

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
