"""Lines of a load: per document and stage with seconds, as text or JSON; a bar on a terminal."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from ingest import tasks
from ingest.workers import Stopped
from orchestration.logs import documents, log_documents_to, log_to, logger, stage_told, told_document


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = [(each, each.handlers, each.level, each.propagate) for each in (logger, documents)]
    yield
    for each, each.handlers, level, each.propagate in before:
        each.setLevel(level)


def read(path: str, answer: object = None) -> None:
    told_document(tasks.read_content, (tasks.Source("/x", (), path, ""), None), 0.25, answer)


def test_a_line_names_document_stage_and_seconds() -> None:
    out = io.StringIO()
    log_to(out)
    read("430423/2023/a.txt")
    told_document(tasks.report_of, ("{}", "430423/2023/a.txt"), 1.5, None)
    with stage_told("raw", 3) as is_done:
        is_done()
    assert out.getvalue().splitlines() == [
        "raw: 430423/2023/a.txt: 0.25 s",
        "extracted: 430423/2023/a.txt: 1.50 s",
        "raw: 3 partitions, 0.0 s",
    ]


def test_json_has_one_object_per_line() -> None:
    out = io.StringIO()
    log_to(out, "json")
    read("且末县/a.txt", Stopped("timeout", "not done after 120 s", "save it again"))
    logger.warning("a source failed")
    first, second = map(json.loads, out.getvalue().splitlines())
    del first["at"]
    assert first == {
        "level": "warning", "message": "raw: 且末县/a.txt: timeout after 0.25 s",
        "stage": "raw", "document": "且末县/a.txt", "seconds": 0.25, "problem": "timeout",
    }  # fmt: skip
    assert (second["level"], second["message"]) == ("warning", "a source failed")


def test_an_error_in_json_keeps_its_traceback_in_the_line() -> None:
    out = io.StringIO()
    log_to(out, "json")
    try:
        raise ValueError("no sense")
    except ValueError:
        logger.exception("broke")
    (line,) = map(json.loads, out.getvalue().splitlines())
    assert "ValueError: no sense" in line["error"]


def test_on_a_terminal_a_bar_stands_for_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    log_to(terminal)
    with stage_told("raw", 2) as is_done:
        read("a.txt")
        is_done()
        is_done()
    assert "a.txt" not in terminal.getvalue()
    assert "100%" in terminal.getvalue()
    read("b.txt", Stopped("crashed", "", ""))
    assert "b.txt: crashed" in terminal.getvalue(), "what went wrong is told on a terminal too"


def test_a_run_in_dagster_leaves_the_lines_of_the_load_to_it() -> None:
    out, handlers = io.StringIO(), logger.handlers
    log_documents_to(out)
    read("a.txt")
    assert logger.handlers == handlers
    assert out.getvalue() == "raw: a.txt: 0.25 s\n"
    assert not logging.getLogger("budget_warehouse_documents").propagate
