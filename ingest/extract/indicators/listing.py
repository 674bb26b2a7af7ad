"""The list that statements of indicators are read into: levels by heading, and what each statement is worth."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.extract.found import NOTHING, Findings, Indicator, Mark, Measured
from ingest.extract.indicators.reached import rates, with_completion
from ingest.extract.indicators.statements import MARKER, level_of, name_of, parts_of
from ingest.extract.indicators.told import (
    Piece,
    aimed_behind,
    behind_label,
    done_of,
    is_beside,
    opens_with_label,
    planned_of,
    reached_before,
    target_of,
    words_before_target,
)
from ingest.extract.indicators.values import is_not_due, measured, operator_of, status_of
from ingest.figures import Figure
from ingest.outline import Block

_NUMBERED = re.compile(r"\s*(?:[(]?\d{1,2}[)、.．]|[①-⑳])")
#: A name that everyday words tell; figures in it would be another statement's.
_TOLD_NAME = re.compile(r"[^\d，。；:]{2,40}")
AIMED = re.compile("(?:目标|计划|指标值).*(?:实际|完成)")
_OF_MONEY = re.compile(r"元|(?:资金|支出|预算|经费)(?:目标|计划|指标|数|总|[:为]|\d)")
_CLAUSE_END, _COMMA = re.compile(r"[，；。]|\((?=满分|分值)"), re.compile("[，,]")
#: 数量指标“土地复垦面积”.
_QUOTED = re.compile(r"^([^“”]{2,10})“([^“”]+)”$")
#: “培训人数”指标，年度指标值…
_QUOTED_ALONE = re.compile(r"^“([^“”]+)”(?:这一|三级)?指标$")
#: 总体目标年度总体目标完成情况 states no target; 对照年度目标，说明完成情况(100字以内) asks for it.
_UNSTATED = re.compile(r"\W*|(?:年度|总体|全年|实际|完成|目标)*(?:目标|情况|综述)\W*")
_TO_FILL_IN = re.compile(r"[(]\d+字(?:以内|左右)?[)]")
#: 自评得分 95 分 behind an indicator is the project's, 得 10 分 is its own.
_OF_ALL = re.compile("自评|评价|综合|总")
#: 满意度指标服务对象满意度指标改造户满意度: cells of a form that have run together.
_RUN_TOGETHER = re.compile("(?:产出|效益|满意度|数量|质量|时效|成本|影响)指标(?=[\u4e00-\u9fff])")
#: 绩效目标完成情况:培训人数目标…: what a statement opens with is no name and no value.
_OF_TABLE = re.compile(r"一级指标?\|?二级指|二级指标\|?三级指标|预期目标\|?(?:具体|实际)完成情况|计量单位\|?指标性质")
_HEADED = re.compile(r"\s*(?:[(]?\d{1,2}[)、.．])?[^\d，。；:]{2,14}(?:情况|分析|指标):")
_TOLD_OF = re.compile("情况|分析")


def _value(text: str, span: tuple[int, int], block: int, figures: Sequence[Figure]) -> Measured:
    begin, end = span
    raw = text[begin:end]
    first, *later = _CLAUSE_END.split(raw, maxsplit=1)
    own = [figure for figure in figures if begin <= figure.start < end]
    is_first = bool(own) and own[0].start < begin + len(first)
    if len(own) > 1 or is_first or is_not_due(later[0] if later else raw):
        raw = first  # the value ends where the next clause begins
    stripped = raw.strip("，,。；;、: ")
    return measured(stripped, block, begin + raw.find(stripped), figures) if stripped else NOTHING


def _is_aimed(words: str) -> bool:
    """Whether words speak of a target and what was done, and not of money."""
    return bool(AIMED.search(words) and not _OF_MONEY.search(words))


class Listing:
    """Walks the blocks and keeps the levels that the headings gave.

    `is_alone`: neither a table nor 指标1:… lists the indicators, but plain sentences or numbered ones; `has_table`: a
    table does; `goals`: the sections that tell how far targets were reached, `asides`: those that tell why not.
    `results`: those where a rate alone is one that was reached.
    `is_plan`: it is a budget, whose targets have no results yet. `rank` is that of the section, by `ranks`, in which a
    level was named last.
    """

    def __init__(
        self,
        figures: Sequence[Sequence[Figure]],
        found: Findings,
        has_table: bool,
        is_alone: bool,
        goals: frozenset[int],
        asides: frozenset[int],
        is_plan: bool,
        ranks: Mapping[int, int],
    ) -> None:
        self.figures, self.found, self.goals, self.asides = figures, found, goals, asides
        self.level1 = self.level2 = ""
        self.rank, self.ranks = 0, ranks
        self.form = ""
        self.sequence = 0
        self.has_table, self.is_alone, self.is_plan = has_table, is_alone, is_plan
        self.results: frozenset[int] = frozenset()

    def heading(self, level: tuple[int, str, str], block: Block) -> None:
        if level[0] == 1:
            self.level1, self.level2 = level[1], ""
        else:
            self.level1, self.level2 = level[2] if level[2] != self.level1 else self.level1, level[1]
        self.rank = self.ranks[block.section]
        self.form = self.form or f"正文第{block.number}段起"

    def statement(self, block: Block, start: int, end: int) -> None:
        """Read one statement as an indicator, or leave it."""
        text, figures = block.text.text, self.figures[block.number]
        if "×" in text[start:end] or "÷" in text[start:end]:
            return  # 资金到位率=(到位资金/预算资金)×100%: how a rate is reckoned
        if _OF_TABLE.search(text, start, end):
            return  # 一级指标二级指标三级指标…: the columns of a table that is lines now
        start = self._behind_label(block, start, end)
        stated = self._pieces(block, start, end)
        if stated is None:
            return
        pieces, told = stated
        kinds = {part for part, _, _ in pieces}
        not_due = is_not_due(text[start:end])
        is_plan = self.is_plan and level_of(text[slice(*pieces[0][1:])].partition(":")[0]) is not None
        if is_plan and "target" not in kinds:
            pieces = planned_of(start, end, figures)  # 质量指标:设备完好率100%
            kinds = {part for part, _, _ in pieces}
        if "target" not in kinds or not (kinds & {"actual", "completion"} or not_due or is_plan):
            return
        if told:
            pieces = [piece for piece in pieces if piece[0] != "completion" or is_beside(pieces, piece, figures)]
        if told and "weight" not in kinds:
            pieces = [piece for piece in pieces if piece[0] != "score" or not _OF_ALL.search(text[: piece[1]][-6:])]
        spans = {part: (begin, until) for part, begin, until in reversed(pieces)}
        name = self._name(block, spans, is_told=told is not None)
        values = {part: _value(text, span, block.number, figures) for part, span in spans.items() if part != "name"}
        if _UNSTATED.fullmatch(values["target"].text) or _TO_FILL_IN.search(text, start, end):
            return  # 年度目标完成情况 is a heading
        if not (not_due or is_plan or any(value.text for value in values.values())):
            return  # 专项资金预期目标完成程度。: the words of a title
        if name.endswith("指标") and level_of(name):
            return  # 数量指标 ≥100公里: its name is lost
        if _RUN_TOGETHER.search(name) or not name or not (told or self._is_listed(block, text[start:end])):
            self._leave(block, start, end, name)
            return
        self.add(block, name, values, not_due)

    def _behind_label(self, block: Block, start: int, end: int) -> int:
        """Where a statement begins behind a label of what it is on: 绩效情况:…, 产出指标:计划维修管网 85 公里."""
        text = block.text.text
        headed = _HEADED.match(text, start, end)
        level = level_of(name_of(headed[0])) if headed else None
        if headed is None or (level and not (_TOLD_OF.search(headed[0]) or opens_with_label(text, headed.end()))):
            return start
        if level:
            self.heading(level, block)
        return headed.end()

    def _pieces(self, block: Block, start: int, end: int) -> tuple[list[Piece], Piece | None] | None:
        """The parts of a statement, and what everyday words tell of its result; None where it is no indicator's."""
        text, figures = block.text.text, self.figures[block.number]
        pieces = aimed_behind(text, start, end) or parts_of(text, start, end) or [("name", start, end)]
        kinds = {part for part, _, _ in pieces}
        if "target" not in kinds:
            aimed = target_of(text, *pieces[0][1:])
            if not aimed and not self.is_plan:
                self.reached(block, start, end, pieces)
                return None
            pieces = [*(aimed or pieces[:1]), *pieces[1:]]
        pieces = behind_label(text, pieces, figures)
        told: Piece | None = None
        if pieces[1:2] and pieces[1][0] == "target" and "actual" not in kinds:
            reached = [] if self.is_plan else reached_before(text, pieces, figures)
            if reached and not self._is_reached(block):
                return None
            pieces = reached or pieces
            kinds = {part for part, _, _ in pieces}
            told = reached[1] if reached else None
        if "actual" not in kinds and len(pieces) > 1 and pieces[1][0] == "target":
            lead = _COMMA.split(text[slice(*pieces[0][1:])].strip("，, "))[-1]  # 产出方面，培训人数目标…
            told = done_of(text, name_of(lead), pieces[1], figures)
            if told and not self._is_told(block, lead, text[start : told[1]]):
                return None
            if told:
                begin = text.rfind(lead, *pieces[0][1:])
                pieces = [("name", begin, begin + len(lead)), *pieces[1:], told]
        return pieces, told

    def _name(self, block: Block, spans: dict[str, tuple[int, int]], *, is_told: bool) -> str:
        """The indicator's name without its level, which becomes the list's; words before a number go to the name."""
        text = block.text.text
        name = _QUOTED.sub(r"\1:\2", name_of(text[slice(*spans["name"])]))
        if ":" not in name and level_of(name) and (words := words_before_target(text, *spans["target"])):
            name += f":{words}"  # 产出数量:计划完成养护里程186公里
            spans["target"] = spans["target"][0] + len(words), spans["target"][1]
        head, _, rest = name.partition(":")
        if rest and (level := level_of(head)):  # 数量指标:城乡低保人数，年度目标值…
            self.heading(level, block)
            name = name_of(rest)
        elif is_told:
            name = name_of(rest or name)  # 绩效情况:保障人数目标…
        return _QUOTED_ALONE.sub(r"\1", name)

    def _leave(self, block: Block, start: int, end: int, name: str) -> None:
        is_told = bool(self.found.indicators) or self.has_table
        for index, figure in enumerate(self.figures[block.number]):
            if start <= figure.start < end and figure.kind != "ordinal":
                self.found.leave(Mark(block.number, index), "repeated indicator" if is_told else "", name[:40])

    def reached(self, block: Block, start: int, end: int, pieces: Sequence[Piece]) -> None:
        """What a statement without a target tells of an indicator."""
        if not self.level1 or not self.is_alone or block.section in self.asides:
            return
        text, figures = block.text.text, self.figures[block.number]
        label = text[start:end].partition(":")[0]
        if level := level_of(label):
            self.heading(level, block)
            start += len(label) + 1  # 质量指标:验收合格率98%
        told = with_completion(text, pieces, figures)
        bare = rates(text, start, end, self.level2) if not told and block.section in self.results else []
        for one in [told] if told else bare:
            values = {part: _value(text, (begin, until), block.number, figures) for part, begin, until in one[1:]}
            self.add(block, name_of(text[slice(*one[0][1:])]), {"target": NOTHING, **values}, not_due=False)

    def _is_told(self, block: Block, name: str, words: str) -> bool:
        """Whether what everyday words tell is an indicator, where nothing else in the document lists them.

        It is where targets are spoken of, or where 目标 or 计划 and 实际 or 完成 are said and nothing of money.
        """
        listed = bool(self.level1) or level_of(name.partition(":")[0]) is not None or block.section in self.goals
        listed = listed or (block.section not in self.asides and _is_aimed(words))
        return self.is_alone and listed and bool(_TOLD_NAME.fullmatch(name_of(name).rpartition(":")[2]))

    def _is_reached(self, block: Block) -> bool:
        """Whether what was reached, told before its target, is an indicator: it is where nothing else lists them."""
        return self.is_alone and (bool(self.level1) or block.section not in self.asides)

    def _is_listed(self, block: Block, statement: str) -> bool:
        """指标1:… or any statement below a level; one of a section on targets or 1.…, where nothing else lists them."""
        if MARKER.match(statement) or self.level1 or (block.section in self.goals and self.is_alone):
            return True
        if self.is_alone and block.section not in self.asides and _is_aimed(statement):
            return True
        goes_on = bool(self.form) or not self.found.indicators
        return bool(_NUMBERED.match(statement)) and not self.has_table and goes_on

    def add(self, block: Block, name: str, values: dict[str, Measured], not_due: bool) -> None:
        target, actual = values["target"], values.get("actual", NOTHING)
        completion = values.get("completion", NOTHING)
        self.sequence += 1
        self.form = self.form or f"正文第{block.number}段起"
        operator = operator_of(target.text) if target.text else ""
        status = status_of(operator, actual, completion)
        if not_due and (status == "missing" or (status == "measured" and not actual.value)):
            status, completion = "not_due", NOTHING  # 监控节点完成值0人，未达监控节点
        if status == "not_due":  # a rate that is printed all the same stays: it contradicts
            actual, completion = NOTHING, completion if completion.mark else NOTHING
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
