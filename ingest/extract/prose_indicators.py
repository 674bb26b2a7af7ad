"""Indicators in prose: 指标1:…，预期指标值:…，实际完成值…，指标完成率…; levels come from the headings above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.extract.found import NOTHING, Findings, Indicator, Mark, Measured
from ingest.extract.values import is_blank, is_not_due, measured, operator_of
from ingest.figures import Figure
from ingest.lexicon.lexicon import pattern, rows
from ingest.outline import Block, Outline

_NUMBERING = r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.．]?|[①-⑳])?"
_NUMBERED = re.compile(r"\s*(?:[(]?\d{1,2}[)、.．]|[①-⑳])")
_MARKER = re.compile(r"指标\s?\d{1,2}\s?[:：、.．]")
_DIRECT_TARGET = re.compile(r"(?:≥|≤|>|<|=|不低于|不少于|不超过|不高于)\s?\d")
_LABEL_TAIL = re.compile(r"^[:：为是]+")


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    parts = {
        row["wording"]: row["part"] for row in rows("indicators") if len(row["wording"]) > 2 or row["part"] == "score"
    }
    stated = {
        word: part for word, part in parts.items() if part in ("target", "actual", "completion", "weight", "score")
    }
    return pattern(list(stated)), stated


@cache
def _levels() -> tuple[re.Pattern[str], dict[str, tuple[int, str, str]]]:
    levels = {row["wording"]: (int(row["level"]), row["name"], row["above"]) for row in rows("levels")}
    words = "|".join(sorted(map(re.escape, levels), key=len, reverse=True))
    return re.compile(rf"{_NUMBERING}({words})(?=[:：。]|$|\(|指标[:：]?\d)"), levels


def level_of(text: str) -> tuple[int, str, str] | None:
    """The level, its name and the level above that a heading or list label names, or None."""
    expression, levels = _levels()
    match = expression.match(text.strip())
    return levels[match.group(1)] if match else None


def _statements(text: str) -> Iterator[tuple[int, int]]:
    """Spans of single indicators in a block: at 指标N markers, else at every sentence with its own target label."""
    marks = [match.start() for match in _MARKER.finditer(text)]
    if marks:
        yield from zip(marks, [*marks[1:], len(text)], strict=True)
        return
    start = 0
    for match in re.finditer(r"[；;。]|$", text):
        if match.end() > start:
            yield start, match.end()
        start = match.end()


def _parts(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """(part, start, end) of the values behind each label of one statement, the name first."""
    expression, parts = _labels()
    found = list(expression.finditer(text, start, end))
    if not found:
        return []
    pieces = [("name", start, found[0].start())]
    for match, following in zip(found, [*found[1:], None], strict=True):
        until = following.start() if following else end
        begin = match.end()
        tail = _LABEL_TAIL.match(text[begin:until])
        pieces.append((parts[match.group()], begin + (tail.end() if tail else 0), until))
    return pieces


def _split_target(text: str, pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """档案数字化加工量≥50万页，实际完成…: operator and target stand right behind the name."""
    _, start, end = pieces[0]
    match = _DIRECT_TARGET.search(text, start, end)
    if not match:
        return pieces
    return [("name", start, match.start()), ("target", match.start(), end), *pieces[1:]]


def _value(text: str, span: tuple[int, int], block: int, figures: Sequence[Figure]) -> Measured:
    begin, end = span
    raw = text[begin:end]
    several = sum(1 for figure in figures if begin <= figure.start < end) > 1
    if several or is_not_due(re.split(r"[，；。]", raw, maxsplit=1)[-1]):
        raw = re.split(r"[，；。]", raw, maxsplit=1)[0]  # the value ends where the next clause begins
    stripped = raw.strip("，,。；;、: ")
    return measured(stripped, block, begin + raw.find(stripped), figures) if stripped else NOTHING


def status_of(operator: str, actual: Measured, completion: Measured) -> str:
    """measured, qualitative, not_due or missing, by what the report printed for target and actual value."""
    if is_not_due(actual.text) or (is_blank(actual.text) and is_not_due(completion.text)):
        return "not_due"
    if is_blank(actual.text):
        return "missing"
    return "qualitative" if operator == "qualitative" or actual.value is None else "measured"


class _List:
    """Walks the blocks and keeps the levels that the headings gave; `is_alone`: no table lists the indicators."""

    def __init__(self, figures: Sequence[Sequence[Figure]], found: Findings, is_alone: bool) -> None:
        self.figures, self.found = figures, found
        self.level1 = self.level2 = ""
        self.form = ""
        self.sequence = 0
        self.is_alone = is_alone

    def heading(self, level: tuple[int, str, str], block: Block) -> None:
        if level[0] == 1:
            self.level1, self.level2 = level[1], ""
        else:
            self.level1, self.level2 = level[2] if level[2] != self.level1 else self.level1, level[1]
        self.form = self.form or f"正文第{block.number}段起"

    def statement(self, block: Block, start: int, end: int) -> None:
        text = block.text.text
        pieces = _parts(text, start, end)
        kinds = {part for part, _, _ in pieces}
        not_due = is_not_due(text[start:end])
        if "target" not in kinds and ("actual" in kinds or not_due):
            pieces = _split_target(text, pieces or [("name", start, end)])
            kinds = {part for part, _, _ in pieces}
        if "target" not in kinds or not (kinds & {"actual", "completion"} or not_due):
            return
        figures = self.figures[block.number]
        spans = {part: (begin, until) for part, begin, until in reversed(pieces)}
        name = re.sub(
            r"^(?:指标\s?\d{1,2}\s?[:：、.．]|[(]?\d{1,2}[)、.．]|[①-⑳])",
            "",
            text[slice(*spans["name"])].strip("，,；; "),
        )
        name = name.strip("，,:：;； ")
        name = re.sub(r"^([^“”]{2,10})“([^“”]+)”$", r"\1:\2", name)  # 数量指标“土地复垦面积”
        head, _, rest = name.partition(":")
        if rest and (level := level_of(head)):  # 数量指标:城乡低保人数，年度目标值…
            self.heading(level, block)
            name = rest
        values = {part: _value(text, span, block.number, figures) for part, span in spans.items() if part != "name"}
        if not name or not self._is_listed(text[start:end]):
            is_told = bool(self.found.indicators) or not self.is_alone
            for index, figure in enumerate(figures):
                if start <= figure.start < end and figure.kind != "ordinal":
                    self.found.leave(Mark(block.number, index), "repeated indicator" if is_told else "", name[:40])
            return
        self.add(block, name, values, not_due)

    def _is_listed(self, statement: str) -> bool:
        """指标1:… or any statement below a level; 1.… where nothing else in the document lists the indicators."""
        if _MARKER.match(statement) or self.level1:
            return True
        goes_on = bool(self.form) or not self.found.indicators
        return bool(_NUMBERED.match(statement)) and self.is_alone and goes_on

    def add(self, block: Block, name: str, values: dict[str, Measured], not_due: bool) -> None:
        target, actual = values["target"], values.get("actual", NOTHING)
        completion = values.get("completion", NOTHING)
        self.sequence += 1
        self.form = self.form or f"正文第{block.number}段起"
        operator = operator_of(target.text)
        status = status_of(operator, actual, completion)
        if status == "missing" and not_due:
            status = "not_due"
        if status == "not_due":
            actual = completion = NOTHING
        self.found.indicators.append(
            Indicator(
                block.number,
                self.form,
                self.sequence,
                self.level1,
                self.level2,
                name,
                operator,
                target,
                actual,
                completion,
                values.get("weight", NOTHING),
                values.get("score", NOTHING),
                status,
                "prose",
            )
        )
        for value in values.values():
            if value.mark:
                self.found.take(value.mark, name[:40])


def read_indicators(outline: Outline, figures: Sequence[Sequence[Figure]], found: Findings) -> None:
    """All indicators of the prose, in order; a new section of an outer rank ends the list's levels."""
    is_alone = not any(block.kind == "row" and "三级指标" in block.text.text for block in outline.blocks)
    walk = _List(figures, found, is_alone)
    ranks = {section.number: section.rank for section in outline.sections}
    top: int | None = None
    for block in outline.blocks:
        if block.kind == "row":
            continue
        text = block.text.text.strip()
        level = level_of(text)
        if level:
            walk.heading(level, block)
            top = ranks[block.section] if level[0] == 1 and top is None else top
        elif block.kind == "heading" and ranks[block.section] <= 3:
            walk.level1 = walk.level2 = walk.form = ""
            walk.sequence, top = 0, None
        if not _labels()[0].search(text) and not is_not_due(text):
            continue  # most blocks: no statement in them names a target, and none says that it is not due
        for start, end in _statements(block.text.text):
            walk.statement(block, start, end)
