"""Documents as JSON, so that the raw stage can hand them on in Parquet without reading the file again."""

from __future__ import annotations

import json
from typing import Any

from ingest.document import Cell, Document, Doubt, Paragraph, Table


def to_json(document: Document) -> str:
    """A Document as compact JSON: paragraphs as [text, level, page, wraps, doubts], tables by their fields' names."""
    content = [
        [item.text, item.level, item.page, item.wraps, item.doubts]
        if isinstance(item, Paragraph)
        else {
            "cells": [[c.text, c.row, c.column, c.row_span, c.column_span, c.page, c.doubts] for c in item.cells],
            "page": item.page,
            "name": item.name,
            "is_hidden": item.is_hidden,
        }
        for item in document.content
    ]
    return json.dumps([document.source_format, content], ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Document:
    """The Document that `to_json` wrote."""
    source_format, content = json.loads(text)
    return Document(source_format, tuple(_paragraph(*i) if isinstance(i, list) else _table(**i) for i in content))


def _paragraph(text: str, level: int | None, page: int | None, wraps: bool, doubts: list[list[float]]) -> Paragraph:
    return Paragraph(text, level, page, wraps, _doubts(doubts))


def _table(cells: list[list[Any]], page: int | None, name: str | None, is_hidden: bool) -> Table:
    return Table(tuple(_cell(*cell) for cell in cells), page, name, is_hidden)


def _cell(
    text: str, row: int, column: int, row_span: int, column_span: int, page: int | None, doubts: list[list[float]]
) -> Cell:
    return Cell(text, row, column, row_span, column_span, page, _doubts(doubts))


def _doubts(rows: list[list[float]]) -> tuple[Doubt, ...]:
    return tuple(Doubt(int(start), int(end), confidence) for start, end, confidence in rows)
