"""Documents as JSON, so that the raw stage can hand them on in Parquet without reading the file again."""

from __future__ import annotations

import json

from ingest.document import Cell, Document, Doubt, Paragraph, Table


def to_json(document: Document) -> str:
    """A Document as compact JSON: paragraphs as [text, level, page, wraps, doubts], tables as {cells, page, name}."""
    content = [
        [item.text, item.level, item.page, item.wraps, item.doubts]
        if isinstance(item, Paragraph)
        else {
            "cells": [[c.text, c.row, c.column, c.row_span, c.column_span, c.page, c.doubts] for c in item.cells],
            "page": item.page,
            "name": item.name,
        }
        for item in document.content
    ]
    return json.dumps([document.source_format, content], ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Document:
    """The Document that `to_json` wrote."""
    source_format, content = json.loads(text)
    return Document(
        source_format,
        tuple(
            Paragraph(*item[:-1], _doubts(item[-1]))
            if isinstance(item, list)
            else Table(tuple(Cell(*c[:-1], _doubts(c[-1])) for c in item["cells"]), item["page"], item["name"])
            for item in content
        ),
    )


def _doubts(rows: list[list[float]]) -> tuple[Doubt, ...]:
    return tuple(Doubt(int(start), int(end), confidence) for start, end, confidence in rows)
