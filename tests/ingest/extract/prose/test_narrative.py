"""Which sections of prose are read at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.extract.found import Findings
from ingest.extract.prose import narrative
from ingest.extract.reading import extract
from ingest.outline import Outline
from ingest.readers.reading import read

EXCERPTS = sorted((Path(__file__).parents[3] / "data/excerpts").glob("*_*.txt"))


def every_section(outline: Outline, figures: object) -> frozenset[int]:
    return frozenset(section.number for section in outline.sections)


def found_in(path: Path) -> Findings:
    return extract(read(path.read_bytes(), path.name), path.name, None, None).found


def test_sections_that_are_passed_over_hold_no_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    passed_over = 0
    tell = narrative._telling

    def telling(outline: Outline, figures: object) -> frozenset[int]:
        nonlocal passed_over
        sections = tell(outline, figures)  # type: ignore[arg-type]
        passed_over += len({block.section for block in outline.blocks} - sections)
        return sections

    monkeypatch.setattr(narrative, "_telling", telling)
    found = [found_in(path) for path in EXCERPTS]
    monkeypatch.setattr(narrative, "_telling", every_section)
    assert found == [found_in(path) for path in EXCERPTS]
    assert passed_over > len(EXCERPTS)
