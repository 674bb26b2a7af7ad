"""Milliseconds per report and format on one core: this project's reading, and reading with extraction, beside others.

    python -m benchmarks.formats               needs the real reports, and: pip install '.[bench]'
    python -m benchmarks.formats --repeat 15    more rounds

markitdown turns a docx or a PDF into Markdown, pdfplumber gives a PDF's text and its tables: what a user would
otherwise begin with, before a single figure has been understood. Times are processor time, not of the clock, so that
other work on the machine hardly counts. Everything is loaded before, every file is in memory, and garbage is collected
before each run. What still disturbs a run (caches, the clock rate of the core) disturbs those next to it alike, so the
tools take turns on every file, round by round, in one process held to one core: medians over the rounds are printed,
and the ratio is the median of the rounds' ratios, with the lower and upper quarter beside it. Our memos of texts are
emptied before every run: what a report repeats within itself is saved, nothing is saved from the run before. docling is
not among the tools: it downloads its models when first used, so it does not run where only a package index is reached.
"""

from __future__ import annotations

import argparse
import gc
import io
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from statistics import median

from benchmarks.facts import REAL
from ingest.extract.reading import extract
from ingest.readers import reading, recount

SUFFIXES = {"text": ".txt", "docx": ".docx", "doc": ".doc", "html": ".html", "pdf": ".pdf"}
#: Format → how many times faster than markitdown reading and extracting is to be.
REQUIRED = {"docx": 20, "pdf": 5}

Tool = Callable[[bytes, str], object]


def _read(data: bytes, name: str) -> object:
    return reading.read(data, name)


def _count(data: bytes, name: str) -> object:
    return recount.read(data, name)


def _extract(data: bytes, name: str) -> object:
    return extract(reading.read(data, name), PurePath(name).name, name.partition("/")[0], int(name.split("/")[1]))


def ours() -> dict[str, Tool]:
    """The project's steps: reading alone, reading with its recount, reading with extraction."""
    return {"read": _read, "read+recount": _count, "read+extract": _extract}


def others() -> dict[str, tuple[Tool, frozenset[str]]]:
    """The tools to compare with and the formats each is measured on; exits with advice where they are missing."""
    try:
        import pdfplumber
        from markitdown import MarkItDown, StreamInfo
    except ImportError as error:
        raise SystemExit(f"{error.name} is not installed; run: pip install '.[bench]'") from error
    converter = MarkItDown(enable_plugins=False)

    def markitdown(data: bytes, name: str) -> object:
        info = StreamInfo(extension=PurePath(name).suffix, filename=PurePath(name).name)
        return converter.convert_stream(io.BytesIO(data), stream_info=info).text_content

    def plumbed(data: bytes, name: str) -> object:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [(page.extract_text(), page.extract_tables()) for page in document.pages]

    return {
        "markitdown": (markitdown, frozenset(("docx", "html", "pdf"))),
        "pdfplumber": (plumbed, frozenset(("pdf",))),
    }


def _forget() -> None:
    """Empty the memos that grow with what was read; the lexicon stays."""
    for module in [module for name, module in sys.modules.items() if name.startswith("ingest.")]:
        for memo in vars(module).values():
            if hasattr(memo, "cache_parameters") and memo.cache_parameters()["maxsize"]:
                memo.cache_clear()


def milliseconds(tool: Tool, data: bytes, name: str) -> float:
    """The processor time of one run; raises RuntimeError where nothing came out."""
    _forget()
    gc.collect()
    start = time.process_time()
    result = tool(data, name)
    spent = time.process_time() - start
    if not result:
        raise RuntimeError(f"{name}: nothing came out")
    return 1000 * spent


#: One round's milliseconds by tool.
Round = dict[str, float]


def measured(reports: Path, repeat: int) -> Iterator[tuple[str, str, list[Round]]]:
    """(format, report, rounds) of every real report in every format."""
    compared = others()
    for form, suffix in SUFFIXES.items():
        tools = ours() | {name: tool for name, (tool, forms) in compared.items() if form in forms}
        for path in sorted((reports / form).rglob(f"*{suffix}")):
            data, name = path.read_bytes(), str(path.relative_to(reports / form))
            for tool in tools.values():
                tool(data, name)  # what is built once, at the first file
            rounds = [{key: milliseconds(tool, data, name) for key, tool in tools.items()} for _ in range(repeat)]
            yield form, path.stem.partition("_")[0], rounds


def added(several: Sequence[Sequence[Round]]) -> list[Round]:
    """The rounds of several reports added up: the first of each, the second of each, and so on."""
    return [
        {key: sum(each[key] for each in together) for key in together[0]} for together in zip(*several, strict=True)
    ]


def ratios(rounds: Sequence[Round]) -> list[float]:
    """How many times our reading and extracting markitdown took, round by round, the least first."""
    return sorted(each["markitdown"] / each["read+extract"] for each in rounds)


def _line(form: str, report: str, rounds: Sequence[Round]) -> str:
    columns = ("read", "read+recount", "read+extract", "markitdown", "pdfplumber")
    times = {name: median(each[name] for each in rounds) for name in rounds[0]}
    shown = "".join(f"{times[name]:>14.1f}" if name in times else f"{'–':>14}" for name in columns)
    ratio = ""
    if "markitdown" in times:
        found = ratios(rounds)
        ratio = f"{median(found):>9.1f}× ({found[len(found) // 4]:.1f}–{found[3 * (len(found) - 1) // 4]:.1f})"
    return f"{form:<6}{shown}{ratio}  {report}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=9)
    repeat = parser.parse_args().repeat
    if not REAL.is_dir():
        raise SystemExit(f"no real reports in {REAL}: the benchmark needs them in every format")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    print("milliseconds, medians; then markitdown's time over our read+extract (lower–upper quarter)\n")
    print(f"{'':<6}{'read':>14}{'read+recount':>14}{'read+extract':>14}{'markitdown':>14}{'pdfplumber':>14}")
    several: dict[str, list[list[Round]]] = {}
    for form, report, rounds in measured(REAL, repeat):
        print(_line(form, report, rounds), flush=True)
        several.setdefault(form, []).append(rounds)
    print("\nall five reports")
    for form, reports in several.items():
        print(_line(form, "", added(reports)))
    for form, wanted in REQUIRED.items():
        ratio = median(ratios(added(several[form])))
        verdict = "met" if ratio >= wanted else "MISSED"
        print(f"{form}: {ratio:.1f} times faster than markitdown, required {wanted}: {verdict}")


if __name__ == "__main__":
    main()
