"""How long extraction (a Document → its facts) takes, per report, beside what reading the file costs, and how it grows.

    python -m benchmarks.extraction

measures every bundled sample, the real reports as text and as docx where they are at hand, generated reports, and
texts of 50 kB, 500 kB and 5 MB made of one sample's paragraphs and tables, in about a minute. Times are processor time
of one core, not of the clock; a report's time is the median of 15 runs after one that loads the lexicon. Memos of texts
are emptied before every run: what a report repeats within itself is saved, nothing is saved from the run before. Of the
generated reports, each another, a second column tells what a load takes that reads them one after another and empties
nothing. The ratio is extraction as a multiple of reading: the mark asks for 1 at most where the file is a docx. The
last column, of docx alone, is the same beside reading its text with python-docx. Cleaning is not counted.
"""

from __future__ import annotations

import gc
import importlib
import io
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import docx
from docx.text.paragraph import Paragraph as DocxParagraph

from ingest import routing
from ingest.document import Document, Paragraph, Table, UnreadableDocument
from ingest.extract.reading import Extraction, extract
from ingest.generate import generate
from ingest.generate.files import WRITERS
from ingest.readers.reading import read

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests/samples/landing"
REAL = ROOT.parent / "shared" / "reports"

#: A report of prose and three tables, the densest of the samples: its paragraphs and tables make the long texts.
DENSE = "大关县自然资源局_2023年度部门决算公开.docx"
SIZES = (50_000, 500_000, 5_000_000)
RUNS = 15
#: Generated reports of each format.
GENERATED = 40


@dataclass(frozen=True, slots=True)
class Report:
    """A file, the document in it and what its folders say of it."""

    data: bytes
    name: str
    document: Document
    county_code: str
    year: int

    @property
    def text(self) -> str:
        items = self.document.content
        return "".join(
            item.text if isinstance(item, Paragraph) else "".join(cell.text for cell in item.cells) for item in items
        )

    def reading_seconds(self) -> float:
        """Processor time of reading the file once."""
        start = time.process_time()
        read(self.data, self.name)
        return time.process_time() - start

    def customary_seconds(self) -> float:
        """Processor time of reading the text of a docx with python-docx: its paragraphs and the cells of its tables."""
        start = time.process_time()
        for item in docx.Document(io.BytesIO(self.data)).iter_inner_content():
            _ = item.text if isinstance(item, DocxParagraph) else [cell.text for row in item.rows for cell in row.cells]
        return time.process_time() - start

    def seconds(self) -> float:
        """Processor time of one extraction that nothing before it has prepared."""
        _empty_memos()
        return self.seconds_in_a_load()

    def seconds_in_a_load(self) -> float:
        """Processor time of one extraction; fails where a report is not taken for one."""
        start = time.process_time()
        found: Extraction = extract(self.document, self.name, self.county_code, self.year)
        spent = time.process_time() - start
        if found.identity is None or found.identity.problem:
            raise SystemExit(f"{self.name}: expected a report, found {found.identity}; no facts, no measurement")
        return spent


def _empty_memos() -> None:
    for module in [module for name, module in sys.modules.items() if name.startswith("ingest.")]:
        for memo in vars(module).values():
            if hasattr(memo, "cache_parameters") and memo.cache_parameters()["maxsize"]:
                memo.cache_clear()


def reports(landing: Path) -> Iterator[Report]:
    """The readable reports of a landing area."""
    for file in routing.survey(landing):
        if file.partition is None:
            continue
        data = file.path.read_bytes()
        try:
            document = read(data, file.path.name)
        except UnreadableDocument:
            continue
        report = Report(data, file.path.name, document, *file.partition)
        if extract(document, report.name, report.county_code, report.year).identity is not None:
            yield report


def generated(form: str) -> Iterator[Report]:
    """Different reports in one format."""
    for made in islice(generate.reports(seed=1, formats=(form,)), GENERATED):
        code, year, name = Path(made.source_path).parts
        yield Report(made.data, name, read(made.data, name), code, int(year))


def lengthened(report: Report, size: int) -> Report:
    """The report with its body repeated up to `size` bytes of UTF-8; every decimal is another one each time."""
    chance = random.Random(size)

    def varied(text: str) -> str:
        return re.sub(r"\d+\.\d+", lambda _: f"{chance.randint(1, 9_999_999) / 100:.2f}", text)

    content: list[Paragraph | Table] = list(report.document.content[:6])
    length = 0
    while length < size:
        for item in report.document.content[6:]:
            if isinstance(item, Paragraph):
                content.append(item._replace(text=varied(item.text)))
                length += len(item.text.encode())
            else:
                content.append(replace(item, cells=tuple(cell._replace(text=varied(cell.text)) for cell in item.cells)))
                length += sum(len(cell.text.encode()) for cell in item.cells)
    return replace(report, document=Document(report.document.source_format, tuple(content)))


def _milliseconds(measure: Callable[[], float]) -> float:
    """The median of all runs after one that does not count."""
    measure()
    return statistics.median(measure() for _ in range(RUNS)) * 1000


def _print_reports(title: str, several: list[Report]) -> None:
    print(f"\n{title}\n{'ms':>8}{'characters':>12}{'ms per 5,000':>14}{'ms to read':>12}{'ratio':>7}{'customary':>11}")
    for report in several:
        length = len(report.text)
        spent, reading = _milliseconds(report.seconds), _milliseconds(report.reading_seconds)
        per_length = spent / length * 5000
        is_docx = report.document.source_format == "docx"
        beside = f"{spent / _milliseconds(report.customary_seconds):.1f}" if is_docx else ""
        row = f"{spent:>8.1f}{length:>12}{per_length:>14.1f}{reading:>12.1f}{spent / reading:>7.1f}{beside:>11}"
        print(f"{row}  {report.name}")


def _print_generated() -> None:
    print(f"\n{GENERATED} generated reports of each format, ms each")
    print(f"{'cold':>8}{'in a load':>12}{'to read':>12}{'ratio':>7}")
    for form in WRITERS:
        several = list(generated(form))
        cold = sum(report.seconds() for report in several)
        _empty_memos()
        loaded = sum(report.seconds_in_a_load() for report in several)
        reading = sum(report.reading_seconds() for report in several)
        each = (seconds / len(several) * 1000 for seconds in (cold, loaded, reading))
        print("{:>8.1f}{:>12.1f}{:>12.1f}".format(*each) + f"{cold / reading:>7.1f}  {form}")


def _print_lengths(report: Report) -> None:
    print(f"\n{report.name}, repeated\n{'kB':>8}{'seconds':>12}{'ms per kB':>14}")
    for size in SIZES:
        long = lengthened(report, size)
        kilobytes = len(long.text.encode()) / 1000
        spent = min(long.seconds() for _ in range(3 if size < SIZES[-1] else 1))
        print(f"{kilobytes:>8.0f}{spent:>12.2f}{spent / kilobytes * 1000:>14.2f}", flush=True)


def main() -> None:
    importlib.import_module("ingest.preloaded")  # the collector as it is set in the workers of a load
    several = list(reports(SAMPLES))
    gc.collect()
    gc.freeze()
    _print_reports("bundled samples", several)
    for family in ("text", "docx"):
        if (REAL / family).is_dir():
            _print_reports(f"real reports, {family}", list(reports(REAL / family)))
    _print_generated()
    _print_lengths(next(report for report in several if report.name == DENSE))


if __name__ == "__main__":
    main()
