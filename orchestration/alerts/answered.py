"""The answer sheet as it comes back: which findings were explained (出错说明), by whom, until when.

Only read here, row by row, each with its place; what an answer becomes is `orchestration.waivers`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from orchestration.alerts.columns import ANSWERS, BY, CHECK, FILES, GUIDE, KEY, REASON, UNDELIVERED, UNTIL
from orchestration.errors import WrongUsage


class NotAnAnswerSheet(WrongUsage):
    """The file is no workbook, or has none of the columns of an answer sheet."""


@dataclass(frozen=True)
class Answer:
    """One row with something in the columns of the department, as written; `version` is what it was given for."""

    place: str
    key: str
    version: str
    reason: str
    by: str
    until: str


def read_answers(path: Path) -> list[Answer]:
    """Return the answered rows of all sheets, in order. Raises NotAnAnswerSheet."""
    import fastexcel

    if not path.is_file():
        raise NotAnAnswerSheet(f"{path}: no such file; give the workbook that came with the digest, answered")
    try:
        book = fastexcel.read_excel(path)
        sheets = {name: book.load_sheet(name, header_row=None, dtypes="string") for name in book.sheet_names}
    except fastexcel.FastExcelError as error:
        reason = " ".join(str(error).split())[:120]
        raise NotAnAnswerSheet(f"{path}: no workbook that can be read ({reason}); save it as xlsx") from error
    answers: list[Answer] = []
    is_sheet = False
    for name, sheet in sheets.items():
        rows = [tuple("" if cell is None else str(cell).strip() for cell in row) for row in sheet.to_polars().rows()]
        if rows and {KEY, CHECK, *ANSWERS} <= set(rows[0]):
            is_sheet = True
            answers += _answers(f"{path.name}, sheet {name}", rows)
        elif name not in (GUIDE, FILES, UNDELIVERED) and rows:
            missing = "、".join(column for column in (KEY, CHECK, *ANSWERS) if column not in rows[0])
            raise NotAnAnswerSheet(
                f"{path.name}, sheet {name}: no column {missing} in its first row; keep the first row as it was "
                "sent, or remove the sheet. Nothing was waived"
            )
    if not is_sheet:
        raise NotAnAnswerSheet(f"{path}: no sheet of findings in it; give the workbook that came with the digest")
    return answers


def _answers(place: str, rows: list[tuple[str, ...]]) -> Iterator[Answer]:
    columns = {header: position for position, header in enumerate(rows[0])}
    for line, row in enumerate(rows[1:], 2):
        cell = {header: row[columns[header]] for header in (KEY, CHECK, *ANSWERS)}
        if any(cell[header] for header in ANSWERS):
            # A day that Excel keeps as a date comes with a time of day.
            until = cell[UNTIL].removesuffix(" 00:00:00")
            yield Answer(f"{place}, row {line}", cell[KEY], cell[CHECK], cell[REASON], cell[BY], until)
