"""Writes docs/cookbook.md: the questions of docs/cookbook.sql with their answers on the bundled samples.

`python docs/build_cookbook.py` loads the samples into a scratch home; `--home DIR` takes one that has them.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from orchestration.answers import write  # noqa: E402
from orchestration.home import Home  # noqa: E402
from orchestration.snapshot import ask, open_snapshot  # noqa: E402

QUESTIONS, PAGE = ROOT / "docs" / "cookbook.sql", ROOT / "docs" / "cookbook.md"

HEAD = """# Cookbook

<!-- Written by docs/build_cookbook.py from docs/cookbook.sql; do not edit. -->

Twenty questions, each with its SQL and its answer on the [bundled samples](../tests/samples/README.md), whose figures
are made up. Run one with `budget-warehouse query`, in a notebook ([cookbook.py](cookbook.py)) or in any client
([analyst.md](analyst.md)). Facts stand as printed: look at `has_open_finding` before you rely on a figure.
"""


@dataclass(frozen=True)
class Question:
    """A question in English and Chinese, what to mind, and its SQL."""

    title: str
    note: str
    sql: str


def questions() -> Iterator[Question]:
    """Yield the questions of the SQL file in their order."""
    for part in re.split(r"^-- ## ", QUESTIONS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        lines = part.strip().splitlines()
        remarks = [line.removeprefix("-- ") for line in lines[1:] if line.startswith("-- ")]
        sql = "\n".join(line for line in lines[1:] if not line.startswith("-- "))
        yield Question(lines[0], "\n".join(remarks), sql.strip().removesuffix(";"))


def page(warehouse: Path) -> str:
    """Return the page with the answers of the snapshot `warehouse`."""
    parts = [HEAD]
    with open_snapshot(warehouse) as connection:
        for number, question in enumerate(questions(), start=1):
            with redirect_stdout(io.StringIO()) as printed:
                write(ask(connection, question.sql), "table", None)
            note = f"\n{question.note}\n" if question.note else ""
            answer = printed.getvalue()
            parts.append(
                f"## {number}. {question.title}\n{note}\n```sql\n{question.sql}\n```\n\n```text\n{answer}```\n"
            )
    return "\n".join(parts)


def main(arguments: list[str]) -> None:
    """Write the page."""
    if arguments[:1] == ["--home"]:
        PAGE.write_text(page(Home(Path(arguments[1])).warehouse), encoding="utf-8")
        return
    from orchestration.load import Scope, run_load
    from orchestration.settings import Settings

    with TemporaryDirectory() as folder:
        run_load(Settings(home=Path(folder), landing=ROOT / "tests" / "samples" / "landing"), Scope())
        PAGE.write_text(page(Home(Path(folder)).warehouse), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
