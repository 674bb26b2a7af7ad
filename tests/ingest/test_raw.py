"""Documents as JSON: what goes in comes out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Cell, Document, Doubt, Paragraph, Table
from ingest.raw import from_json, to_json

SMALL = st.integers(0, 9)
DOUBTS = st.lists(st.builds(Doubt, SMALL, SMALL, st.floats(0, 1)), max_size=3).map(tuple)
PARAGRAPHS = st.builds(
    Paragraph, st.text(max_size=9), level=st.none() | SMALL, page=st.none() | SMALL, wraps=st.booleans(), doubts=DOUBTS
)
CELLS = st.builds(Cell, st.text(max_size=9), SMALL, SMALL, SMALL, SMALL, st.none() | SMALL, DOUBTS)
TABLES = st.builds(
    Table, st.lists(CELLS, max_size=4).map(tuple), page=st.none() | SMALL, name=st.none() | st.text(max_size=9)
)
DOCUMENTS = st.builds(Document, st.sampled_from(["text", "doc"]), st.lists(PARAGRAPHS | TABLES, max_size=4).map(tuple))


@given(DOCUMENTS)
def test_a_document_survives_json(document: Document) -> None:
    assert from_json(to_json(document)) == document


def test_chinese_stays_readable_in_the_json() -> None:
    assert "预算" in to_json(Document("text", (Paragraph("预算"),)))
