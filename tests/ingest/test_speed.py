"""A report sixteen times as long takes about sixteen times as long, not two hundred and fifty-six."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from ingest.document import Document, Paragraph
from ingest.extract.reading import extract

COVER = ("茂县文化馆2023年度部门决算公开", "部门名称：茂县文化馆")
#: Halfway, in powers, between growth with the length (16) and with its square (256).
LIMIT = 16**1.5
PARAGRAPH = (
    "2023年支出决算{n}.50万元，完成年初预算的95.10%，比上年减少1.25万元，下降2.02%。其中：基本支出6万元，占63.16%；"
    "项目支出3.5万元，占36.84%，共有车辆4辆，公务接待3批次，24人次。"
)


def seconds(lines: list[str]) -> float:
    """Processor time, the best of three: another process on the machine does not count."""
    document = Document("text", tuple(Paragraph(line) for line in (*COVER, *lines)))
    taken = []
    for _ in range(3):
        start = time.process_time()
        extract(document, "报告.txt", "513223", 2023)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize(
    "lines_of",
    [
        pytest.param(lambda times: [PARAGRAPH.format(n=n) for n in range(32 * times)], id="more paragraphs"),
        pytest.param(
            lambda times: ["".join(PARAGRAPH.format(n=n) for n in range(3 * times))], id="a longer paragraph",
        ),
        pytest.param(lambda times: ["其中：" + "办公费2万元、" * 24 * times], id="a longer list"),
        pytest.param(lambda times: ["1" * 400 * times, "(" * 400 * times, "甲乙" * 400 * times], id="longer junk"),
    ],
)  # fmt: skip
def test_time_grows_with_length_and_not_with_its_square(lines_of: Callable[[int], list[str]]) -> None:
    seconds(lines_of(1))  # loads the lexicon
    ratios = []
    # A machine shared with others may slow down between two measurements, but hardly each time.
    while not ratios or (ratios[-1] >= LIMIT and len(ratios) < 4):
        ratios.append(seconds(lines_of(64)) / max(seconds(lines_of(4)), 0.002))
    assert ratios[-1] < LIMIT, ratios
