"""Pages that lie on their side or upside down: how they are to be turned, told by reading a few of their lines."""

from __future__ import annotations

import numpy as np

from ingest.readers.scan_lines import Picture
from ingest.readers.scan_text import recognise

#: So many of the longest lines are read. Upright ones come out with more than this confidence, upside down with less.
_LINES = 4
_READABLE = 0.8


def quarters(page: Picture, boxes: Picture) -> int:
    """By how many quarters, anticlockwise, a page is to be turned; `boxes` are the corners of its lines, n × 4 × 2."""
    if not len(boxes):
        return 0
    low, high = boxes.min(axis=1).astype(int).clip(0), np.ceil(boxes.max(axis=1)).astype(int)
    across, down = (high - low).T
    longest = np.argsort(-np.maximum(across, down))[:_LINES]
    crops = [page[low[i, 1] : high[i, 1], low[i, 0] : high[i, 0]] for i in longest]
    first, second = (1, 3) if down[longest].sum() > across[longest].sum() else (0, 2)
    sure = _confidence(crops, first)
    return first if sure >= _READABLE or sure >= _confidence(crops, second) else second


def _confidence(crops: list[Picture], turns: int) -> float:
    """The mean confidence of the characters read in turned lines; 0 where none is."""
    read = recognise([np.ascontiguousarray(np.rot90(crop, turns)) for crop in crops])
    return float(np.mean([glyph.confidence for glyphs in read for glyph in glyphs] or [0.0]))
