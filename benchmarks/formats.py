"""Milliseconds per report and format on one core: this project's reading, and reading with extraction, beside others.

    python -m benchmarks.formats               needs the real reports, and: pip install '.[bench]'
    python -m benchmarks.formats --repeat 9    more repetitions; the least time of each is printed

markitdown turns a docx or a PDF into Markdown, pdfplumber gives a PDF's text and its tables: what a user would
otherwise begin with, before a single figure has been understood. Times are processor time, not of the clock, so that
other work on the machine hardly counts. Everything is loaded before, every file is in memory, and the tools are
measured in turn on the same file in one process held to one core. Our memos of texts are emptied before every run:
what a report repeats within itself is saved, nothing is saved from the run before. docling is not among the tools: it
downloads its models when first used, so it does not run where only a package index is reached.
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from benchmarks.accuracy import REAL
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


def least(tool: Tool, data: bytes, name: str, repeat: int) -> float:
    """The least of some times in milliseconds: what disturbs a run only ever adds to it."""
    times = []
    for _ in range(repeat):
        _forget()
        start = time.process_time()
        result = tool(data, name)
        times.append(time.process_time() - start)
        if not result:
            raise RuntimeError(f"{name}: nothing came out")
    return 1000 * min(times)


def measured(reports: Path, repeat: int) -> Iterator[tuple[str, str, dict[str, float]]]:
    """(format, report, milliseconds per tool) of every real report in every format."""
    compared = others()
    for form, suffix in SUFFIXES.items():
        tools = ours() | {name: tool for name, (tool, forms) in compared.items() if form in forms}
        for path in sorted((reports / form).rglob(f"*{suffix}")):
            data, name = path.read_bytes(), str(path.relative_to(reports / form))
            for tool in tools.values():
                tool(data, name)  # what is built once, at the first file
            yield (
                form,
                path.stem.partition("_")[0],
                {key: least(tool, data, name, repeat) for key, tool in tools.items()},
            )


def _line(form: str, report: str, times: dict[str, float]) -> str:
    columns = ("read", "read+recount", "read+extract", "markitdown", "pdfplumber")
    shown = "".join(f"{times[name]:>14.1f}" if name in times else f"{'–':>14}" for name in columns)
    ratio = f"{times['markitdown'] / times['read+extract']:>9.1f}×" if "markitdown" in times else ""
    return f"{form:<6}{shown}{ratio}  {report}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    if not REAL.is_dir():
        raise SystemExit(f"no real reports in {REAL}: the benchmark needs them in every format")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    print("milliseconds; last figure: markitdown's time over our read+extract\n")
    print(f"{'':<6}{'read':>14}{'read+recount':>14}{'read+extract':>14}{'markitdown':>14}{'pdfplumber':>14}")
    sums: dict[str, dict[str, float]] = {}
    for form, report, times in measured(REAL, repeat):
        print(_line(form, report, times))
        for name, spent in times.items():
            of_format = sums.setdefault(form, {})
            of_format[name] = of_format.get(name, 0) + spent
    print("\nall five reports")
    for form, times in sums.items():
        print(_line(form, "", times))
    for form, wanted in REQUIRED.items():
        ratio = sums[form]["markitdown"] / sums[form]["read+extract"]
        verdict = "met" if ratio >= wanted else "MISSED"
        print(f"{form}: {ratio:.1f} times faster than markitdown, required {wanted}: {verdict}")


if __name__ == "__main__":
    main()
