"""Lines of text in a picture, character by character with the confidence of each.

The work is rapidocr's (PP-OCR networks in its package, run by onnxruntime): one network finds lines, one reads them.
The models lie in the package, so that nothing is downloaded; their paths are given so that nothing is tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import rapidocr

from ingest.readers.scan_lines import Picture

#: Longest side, in pixels, of the picture that lines are sought in: more finds nothing more and costs time.
_SEARCHED = 1600
#: Loads run in processes of their own, one per core: a network that took all cores would fight with the others.
_THREADS = 1

#: What a line's box leaves free at its ends, in columns of the network.
_EDGE = 0.5
#: OCR is never certain: a person who wants to see every figure asks for a confidence of 1.
_SUREST = 0.9999


class Glyph(NamedTuple):
    """A character between `x0` and `x1` of its line's picture, read with `confidence` from 0 to 1."""

    text: str
    x0: float
    x1: float
    confidence: float


@cache
def _engine() -> Any:
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            "Det.model_path": str(next(models.glob("*_det_*.onnx"))),
            "Rec.model_path": str(next(models.glob("*_rec_*.onnx"))),
            # Pictures are padded to at least this width; the default is as wide as fourteen digits.
            "Rec.rec_img_shape": [3, 48, 96],
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": _THREADS,
        }
    )


def find_lines(page: Picture) -> Picture:
    """Corners of the lines of text, n × 4 × 2, upper left first and clockwise."""
    scale = min(1.0, _SEARCHED / max(page.shape[:2]))
    small = page if scale == 1 else cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    boxes = _engine()(small, use_det=True, use_cls=False, use_rec=False).boxes
    return np.zeros((0, 4, 2)) if boxes is None else np.asarray(boxes, dtype=float) / scale


def recognise(lines: Sequence[Picture]) -> list[list[Glyph]]:
    """The characters of each line's picture, left to right; white space is left out."""
    if not lines:
        return []
    result = _engine().recognize_txt(list(lines))
    return [
        _glyphs(text, info, line.shape[1])
        for text, info, line in zip(result.txts, result.word_results, lines, strict=True)
    ]


def _glyphs(text: str, info: Any, width: int) -> list[Glyph]:
    """Characters with their places: the network answers column by column, each column a like share of the width."""
    if not text or not info.line_txt_len:
        return []
    share = width / info.line_txt_len
    columns = [column for word in info.word_cols for column in word]
    # The confidences count white space, the columns do not.
    printed = [(character, sure) for character, sure in zip(text, info.confs, strict=True) if not character.isspace()]
    centres = [(column + 0.5) * share for column in columns]
    half = [_half_width(character, share) for character, _ in printed]
    # The first and the last character end where the line does; columns are too coarse to tell margins by.
    edge = share * _EDGE
    starts = [edge, *(centre - reach for centre, reach in zip(centres[1:], half[1:], strict=True))]
    ends = [*(centre + reach for centre, reach in zip(centres[:-1], half[:-1], strict=True)), width - edge]
    return [
        Glyph(character, start, max(start, end), min(sure, _SUREST))
        for (character, sure), start, end in zip(printed, starts, ends, strict=True)
    ]


def _half_width(character: str, share: float) -> float:
    """About half a character's width: a column is an eighth of the height a line is scaled to."""
    return share * (3.0 if ord(character) > 0x2E7F else 1.6)
