"""Documents as JSON, so that the raw stage can hand them on in Parquet without reading the file again."""

from __future__ import annotations

import json

from ingest.document import Cell, Document, Paragraph, Table


def to_json(document: Document) -> str:
    """A Document as compact JSON: paragraphs as [text, level, page, wraps], tables by their fields' names."""
    content = [
        [item.text, item.level, item.page, item.wraps]
        if isinstance(item, Paragraph)
        else {
            "cells": [[c.text, c.row, c.column, c.row_span, c.column_span] for c in item.cells],
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
    return Document(
        source_format,
        tuple(
            Paragraph(*item)
            if isinstance(item, list)
            else Table(tuple(Cell(*cell) for cell in item["cells"]), item["page"], item["name"], item["is_hidden"])
            for item in content
        ),
    )
