"""Every figure of a PDF became a fact or says why not, as in the same report in another format."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.facts import REAL
from ingest.extract.reading import extract
from ingest.readers.reading import read

FILES = Path(__file__).parents[1] / "data" / "pdf"


def accounted(path: Path, name: str, county: str, year: int) -> tuple[int, int]:
    """How many figures became a fact or context, and how many there are."""
    found = extract(read(path.read_bytes(), path.name), name, county, year).found
    return sum(each.disposition != "unmapped" for each in found.dispositions.values()), len(found.dispositions)


@pytest.mark.parametrize(
    "name",
    [
        "final_accounts", "final_accounts_three_columns", "unruled", "unruled_three_columns", "unruled_word",
        "wide_sheet", "report", "self_evaluation", "borderless",
    ],
)  # fmt: skip
def test_every_figure_of_a_printed_form_is_accounted_for(name: str) -> None:
    told, total = accounted(FILES / f"{name}.pdf", "茂县文化馆_部门决算公开.pdf", "513223", 2023)
    assert told == total >= 10


@pytest.mark.skipif(not REAL.is_dir(), reason="the real reports do not stand beside this checkout")
def test_as_many_figures_of_real_reports_are_accounted_for_in_pdf_as_in_text() -> None:
    shares = {}
    for path in sorted((REAL / "pdf").rglob("*.pdf")):
        county, year = path.parts[-3:-1]
        text = REAL / "text" / county / year / f"{path.stem}.txt"
        shares[path.stem] = [accounted(each, each.name, county, int(year)) for each in (path, text)]
    assert len(shares) == 5
    assert all(pdf == text for pdf, text in shares.values()), shares
    assert all(told >= 0.98 * total for (told, total), _ in shares.values()), shares
