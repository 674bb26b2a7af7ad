"""What assets are worth, in tables of what a department holds: columns or rows named 资产总额, 固定资产, 无形资产."""

from __future__ import annotations

import re

from ingest.extract.counted import counted_by
from ingest.extract.found import Findings, Mark, Statistic
from ingest.extract.headers import NUMBERING, is_total, thing_of, unit_of
from ingest.extract.meaning import Labels
from ingest.figures import Figure
from ingest.lexicon.lexicon import units

#: What heads the values of a table whose rows are the assets.
_VALUE = re.compile(
    r"(?:20\d\d年度?末?|(?:20\d\d年度?)?(?:年|期)末(?:数|余额|价值|金额|账面数)?|账面(?:价值|余额|数)|价值|金额)(?:\(.*\))?"
)


def asset(
    mark: Mark,
    figure: Figure,
    labels: Labels,
    header: str,
    unit: str,
    year: int | None,
    is_titled: bool,
    found: Findings,
) -> bool:
    """Note the value of an asset that a row's innermost label, or the `header` above a total, names in full.

    `unit` is the money unit of the cell; the table's title says that it is of assets (`is_titled`), or the label does.
    """
    label = NUMBERING.sub("", labels.texts[-1]).removeprefix("其中:") if labels.texts else ""
    if figure.value is None or figure.kind == "percent" or unit not in units() or units()[unit].kind != "money":
        return False
    is_row, leaf = label and not is_total(label), header.rpartition("|")[2]
    if not is_titled and not unit_of(label):
        return False
    if is_row and not _VALUE.fullmatch(leaf) and (leaf or not unit_of(label)):
        return False  # 固定资产 | 期初数
    thing = label if is_row else thing_of(header)
    told = counted_by(re.sub(r"\(.*?元\)$", "", thing), unit)
    if told is None or told[0] != "asset_value":
        return False
    statistic, item, _ = told
    value = figure.value, unit, figure.decimals
    found.statistics.append(Statistic(mark, statistic, item, *value, year, "table"))
    found.take(mark, statistic)
    return True
