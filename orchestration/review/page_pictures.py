"""Which pages of which files are drawn for findings, where the files lie, and where the pictures are kept.

A picture is named after its file and page; one that the site before has is not drawn again where the places on it are
known too, which stand in a small file beside it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.limits import Limits
from ingest.tasks import Source
from ingest.workers import Runner
from orchestration.home import Home
from orchestration.review.output import Output
from orchestration.review.picture import Box, Drawn, Needle, draw
from orchestration.review.rows import Row
from orchestration.survey import read_survey

logger = logging.getLogger("budget_warehouse")

#: Characters of a block on either side of a figure that tell it from the same figure elsewhere on the page.
_AROUND = 40
_PAGED = ("pdf", "scan")


@dataclass(frozen=True)
class Shown:
    """A page picture of the site: its path below the site's root, its size in pixels, the places by figure_id."""

    path: str
    width: int
    height: int
    boxes: Mapping[str, Box]
    page: int
    figure: Row


class Pictures:
    """Draws pages of the files in the landing area, as the survey of the present load found them."""

    def __init__(self, snapshot: Path, output: Output, runner: Runner, limits: Limits) -> None:
        self._output, self._runner, self._limits = output, runner, limits
        self._snapshot = snapshot

    @cached_property
    def _files(self) -> dict[str, Source]:
        return _surveyed(self._snapshot)

    def of(self, figures: Iterable[Row]) -> dict[tuple[str, int], Shown]:
        """Return the picture of each page that one of `figures` stands on, by report and page."""
        pages: dict[tuple[str, int], list[Row]] = {}
        for figure in figures:
            if figure.page is not None and figure.source_format in _PAGED and figure.document_sha256 in self._files:
                pages.setdefault((figure.report_key, figure.page), []).append(figure)
        kept = {page: shown for page, here in pages.items() if (shown := self._kept(page[1], here))}
        asked = [page for page in pages if page not in kept]
        drawn = self._runner.map(_attempt, [self._task(page[1], pages[page]) for page in asked])
        for page, answer in zip(asked, drawn, strict=True):
            if isinstance(answer, Drawn):
                kept[page] = self._keep(page[1], pages[page], answer)
            else:
                logger.info("review pages: page %d of %s is not shown: %s", page[1], pages[page][0].source_path,
                            getattr(answer, "found", answer))  # fmt: skip
        return kept

    def _task(self, number: int, figures: list[Row]) -> tuple[object, ...]:
        file = self._files[figures[0].document_sha256]
        needles = [
            Needle(
                figure.figure_id,
                figure.block,
                figure.raw_text,
                (figure.text or "")[max(0, figure.char_start - _AROUND) : figure.char_start],
                (figure.text or "")[figure.char_end : figure.char_end + _AROUND],
            )
            for figure in figures
        ]
        return file.path, file.place, file.sha256, number, needles, self._limits

    def _kept(self, number: int, figures: list[Row]) -> Shown | None:
        path = _name(figures[0], number)
        if not self._output.has_before(f"{path}.json"):
            return None
        said = json.loads(self._output.read_before(f"{path}.json"))
        if not {figure.figure_id for figure in figures} <= set(said["asked"]):
            return None
        for name in (f"{path}.png", f"{path}.json"):
            self._output.take_over(name)
        boxes = {key: Box(*box) for key, box in said["boxes"].items()}
        return Shown(f"{path}.png", said["width"], said["height"], boxes, number, figures[0])

    def _keep(self, number: int, figures: list[Row], drawn: Drawn) -> Shown:
        path = _name(figures[0], number)
        asked = sorted(figure.figure_id for figure in figures)
        said = {"width": drawn.width, "height": drawn.height, "boxes": drawn.boxes, "asked": asked}
        self._output.write(f"{path}.png", drawn.png)
        self._output.write(f"{path}.json", json.dumps(said))
        return Shown(f"{path}.png", drawn.width, drawn.height, drawn.boxes, number, figures[0])


def _name(figure: Row, number: int) -> str:
    return f"page/{figure.document_sha256[:16]}-{number}"


def _attempt(
    path: str, place: tuple[int, ...], sha256: str, number: int, needles: list[Needle], limits: Limits
) -> Drawn | str:
    """Draw a page, or say why not: a page that cannot be drawn is a page without its picture, and nothing else."""
    try:
        return draw(path, place, sha256, number, needles, limits) or "the file is another one now"
    except MemoryError:
        raise
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _surveyed(snapshot: Path) -> dict[str, Source]:
    """Return where each document lies, by its hash; nothing for a snapshot that lies in no home."""
    home = Home(snapshot.resolve().parents[2])
    return {file.sha256: file.source for file in read_survey(home)} if home.survey.exists() else {}
