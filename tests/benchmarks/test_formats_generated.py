"""The same generated reports in every format; a format that loses a fact is told."""

from __future__ import annotations

import pytest

from benchmarks import formats_generated
from benchmarks.formats_generated import FORMS, REPORTS, compare, printed
from ingest.document import Paragraph, Table
from ingest.generate.files import WRITERS


@pytest.mark.parametrize(("drawn_as", "formats"), [("pdf", REPORTS), ("xlsx", FORMS)])
def test_the_facts_are_the_same_in_every_format(drawn_as: str, formats: tuple[str, ...]) -> None:
    found = compare(10, 4, drawn_as, formats)
    assert set(found) == set(formats)
    assert found["docx"].facts > 100
    assert {(r.facts, r.missed, r.wrong, len(r.reports)) for r in found.values()} == {(found["docx"].facts, 0, 0, 0)}


def test_a_format_that_loses_a_row_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    suffix, write = WRITERS["html"]

    def shortened(content: tuple[Paragraph | Table, ...]) -> bytes:
        return write(
            [
                Table(tuple(cell for cell in part.cells if cell.row < 2)) if isinstance(part, Table) else part
                for part in content
            ]
        )

    monkeypatch.setitem(formats_generated.WRITERS, "html", (suffix, shortened))
    found = compare(4, 4, "pdf", ("docx", "html"))
    assert found["html"].facts < found["docx"].facts
    assert found["html"].missed
    assert found["html"].reports
    assert next(line for line in printed("4 reports", found) if line.startswith("| html")).endswith(
        f"| {len(found['html'].reports)} |"
    )
