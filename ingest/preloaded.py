"""Imported once by the process that workers are forked from: what every task needs is then there in each of them.

A made-up report is extracted, so that the lexicon and the expressions made of it are not built anew in every worker.
Import this nowhere else, but to measure what a worker does.
"""

from __future__ import annotations

import gc

from ingest import tasks
from ingest.document import Cell, Document, Paragraph, Table
from ingest.extract.certainty import USUAL
from ingest.raw import to_json

_LINES = (
    "茂县文化馆2023年部门决算公开",
    "一、收入支出决算总体情况说明",
    "2023年收、支总计506.83万元，与2022年相比增加12.10万元，增长2.45%，主要原因是项目增加。",
    "二、支出决算情况说明",
    "文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）：支出决算为400.00万元，完成年初预算的96.50%。",
    "其中：人员经费300.00万元，主要包括基本工资、津贴补贴；公用经费100.00万元。",
    "编制21人，在职19人；公务用车2辆，国内公务接待24批次、130人次。",
    "三、绩效目标完成情况",
    "数量指标：开放天数，预期指标值≥300天，实际完成值310天，指标完成率100%。",
)
_ROWS = (("项目", "预算数", "决算数", "执行率"), ("基本支出", "410.00", "400.00", "97.56%"))


def _made_up() -> Document:
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(_ROWS) for column, text in enumerate(texts))
    return Document("text", (*map(Paragraph, _LINES), Paragraph("支出决算表 单位：万元"), Table(cells)))


tasks.report_of(to_json(_made_up()), "茂县文化馆.txt", "", "513223", 2023, USUAL)
# What is here now lives as long as the process: the collector need not look at it, nor make forked workers copy it.
gc.collect()
gc.freeze()
# A document's thousands of short-lived objects hold no cycles to speak of: looking for them at every 700th costs a
# sixteenth of the extraction (`benchmarks.extraction`).
gc.set_threshold(100_000)
