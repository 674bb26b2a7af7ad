"""What a load says while it runs: a line per stage, and per document and stage, with how long it took.

Lines of the load go through the logger `budget_warehouse`, which Dagster keeps with the run. Those of documents have a
logger of their own: tens of thousands of them would drown the run's history; they go to standard error only, which the
web interface shows with the step. On a terminal a bar stands for them. What became of each document stays in
`ops.document`, of each load in `ops.load`.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TextIO

from ingest import tasks
from ingest.workers import Stopped

logger = logging.getLogger("budget_warehouse")
documents = logging.getLogger("budget_warehouse_documents")

#: What is done to a document by worker processes: the stage, and which argument names the document.
_STAGES: dict[str, tuple[str, Callable[[tuple[Any, ...]], str]]] = {
    tasks.members.__name__: ("landing", lambda arguments: arguments[0].name),
    tasks.partition_of.__name__: ("landing", lambda arguments: arguments[0].name),
    tasks.read_content.__name__: ("raw", lambda arguments: arguments[0].name),
    tasks.report_of.__name__: ("extracted", lambda arguments: arguments[1]),
}
#: Fields of a line, in the order of JSON.
_FIELDS = ("stage", "document", "partitions", "seconds", "problem")


def log_to(stream: TextIO, form: str = "text") -> None:
    """Write both kinds of lines to `stream`, as text or as one JSON object per line, and nowhere else."""
    _write(logger, stream, form)
    log_documents_to(stream, form)


def log_documents_to(stream: TextIO, form: str = "text") -> None:
    """Write the lines of documents to `stream`; those of the load are for Dagster."""
    _write(documents, stream, form)
    if form == "text" and stream.isatty():
        # A bar stands for them; what went wrong is told all the same.
        documents.setLevel(logging.WARNING)


def _write(to: logging.Logger, stream: TextIO, form: str) -> None:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines() if form == "json" else logging.Formatter("%(message)s"))
    to.handlers = [handler]
    to.setLevel(logging.INFO)
    to.propagate = False


class JsonLines(logging.Formatter):
    """One JSON object per line: at (UTC), level, message, and the fields that the line has."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname.lower(), "message": record.getMessage()}
        line |= {field: getattr(record, field) for field in _FIELDS if hasattr(record, field)}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def told_document(function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float, answer: object) -> None:
    """Write the line of a document that a worker is done with; `ingest.workers` calls this."""
    if (known := _STAGES.get(function.__name__)) is None:
        return
    stage, named = known
    fields: dict[str, object] = {"stage": stage, "document": named(arguments), "seconds": round(seconds, 3)}
    if isinstance(answer, Stopped):
        fields["problem"] = answer.reason_code
        documents.warning("%s: %s: %s after %.2f s", stage, named(arguments), answer.reason_code, seconds, extra=fields)
    else:
        documents.info("%s: %s: %.2f s", stage, named(arguments), seconds, extra=fields)


@contextmanager
def stage_told(stage: str, partitions: int | None = None) -> Iterator[Callable[[], None]]:
    """Tell how long a stage took, over so many partitions if it goes by them; yield what to call when one is done.

    On a terminal a bar moves meanwhile; it is gone when the stage is.
    """
    began = time.monotonic()
    if sys.stderr.isatty() and not documents.isEnabledFor(logging.INFO):
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task(stage, total=partitions)
            yield lambda: progress.advance(bar)
    else:
        yield lambda: None
    seconds = time.monotonic() - began
    fields: dict[str, object] = {"stage": stage, "seconds": round(seconds, 3)}
    over = ""
    if partitions is not None:
        fields["partitions"], over = partitions, f"{partitions} partitions, "
    logger.info("%s: %s%.1f s", stage, over, seconds, extra=fields)
