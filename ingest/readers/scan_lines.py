"""What is straight in a picture of a page: how far it leans, and the ruling lines of its tables.

Lines are found by morphological opening with a long thin kernel: only strokes longer than any stroke of a character
survive it (Serra, Image Analysis and Mathematical Morphology, 1982). All lengths are pixels.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import cv2
import numpy as np

#: Pictures are arrays of height × width × 3 (blue, green, red) or height × width (grey), eight bits each.
Picture = np.ndarray[Any, Any]

#: A page that leans less than this, in degrees, is read as it is: over a line of text it is less than its height.
_STRAIGHT = 0.1
#: What leans more than this was not laid crooked on the glass; straightening it would spoil a page read well.
_STEEPEST = 15.0
#: Ruling lines are longer than this many heights of a character; no stroke of a character is.
_LONG, _TALL = 3.0, 1.6


class Line(NamedTuple):
    """A ruling line; the axis it runs along has the greater extent."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_vertical(self) -> bool:
        return self.y1 - self.y0 > self.x1 - self.x0


def lean(boxes: Picture) -> float:
    """Degrees by which the lines of text fall to the right; `boxes` are n × 4 corners, upper left first, clockwise.

    The median over the long boxes: a short one says little about its angle.
    """
    top = boxes[:, 1] - boxes[:, 0]
    left = boxes[:, 3] - boxes[:, 0]
    width, height = np.hypot(*top.T), np.hypot(*left.T)
    is_long = width > 4 * height
    if not is_long.any():
        return 0.0
    angles = np.degrees(np.arctan2(top[is_long, 1], top[is_long, 0]))
    order = np.argsort(angles)
    weight = np.cumsum(width[is_long][order])
    angle = float(angles[order][np.searchsorted(weight, weight[-1] / 2)])
    return angle if _STRAIGHT <= abs(angle) <= _STEEPEST else 0.0


def straighten(page: Picture, boxes: Picture, angle: float) -> tuple[Picture, Picture]:
    """The page turned back by `angle` degrees, with its boxes; what comes in at the corners is white."""
    if not angle:
        return page, boxes
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    grown_w = width + height * abs(math.sin(math.radians(angle)))
    grown_h = height + width * abs(math.sin(math.radians(angle)))
    turn[0, 2] += (grown_w - width) / 2
    turn[1, 2] += (grown_h - height) / 2
    size = (math.ceil(grown_w), math.ceil(grown_h))
    turned = cv2.warpAffine(page, turn, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return turned, boxes @ turn[:, :2].T + turn[:, 2]


def ruling_lines(page: Picture, text_height: float) -> tuple[list[Line], Picture]:
    """The ruling lines of a straight page, and the page without them (they touch what stands in tight cells).

    `text_height` is the usual height of a line of text.
    """
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    window = int(text_height * 2) | 1
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 15)
    across, down = _opened(ink, int(text_height * _LONG), 1), _opened(ink, 1, int(text_height * _TALL))
    thickest = max(4.0, text_height / 4)
    lines = [*_lines(across, thickest), *_lines(down, thickest)]
    cleaned = page.copy()
    for line in lines:
        x0, y0, x1, y1 = (round(edge) for edge in line)
        cleaned[max(0, y0 - 1) : y1 + 2, max(0, x0 - 1) : x1 + 2] = 255
    return lines, cleaned


def _opened(ink: Picture, width: int, height: int) -> Picture:
    """Strokes at least as long as the kernel. Two thirds of it are asked for first, so that gaps which noise tore into
    a line can be closed without joining the strokes of characters."""
    piece, bridge, whole = (
        cv2.getStructuringElement(cv2.MORPH_RECT, (round(width * part) | 1, round(height * part) | 1))
        for part in (2 / 3, 1 / 8, 1)
    )
    found = cv2.morphologyEx(ink, cv2.MORPH_OPEN, piece)
    return cv2.morphologyEx(cv2.morphologyEx(found, cv2.MORPH_CLOSE, bridge), cv2.MORPH_OPEN, whole)


def _lines(mask: Picture, thickest: float) -> list[Line]:
    """The strokes of a mask that are thin enough for lines: bars, photographs and stamps are not."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = [Line(float(x), float(y), float(x + w), float(y + h)) for x, y, w, h, _ in stats[1:]]
    return [line for line in found if min(line.x1 - line.x0, line.y1 - line.y0) <= thickest]
