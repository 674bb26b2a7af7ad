"""Many reports at once: which genre, style and format each has, and where its file and its true facts go."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random

from ingest.counties import counties
from ingest.generate.draw import YEARS, departments, truth_of
from ingest.generate.files import WRITERS
from ingest.generate.labels import COLUMNS, Row, labels
from ingest.generate.page import Page, Style
from ingest.generate.reports import GENRES, make_report
from ingest.generate.wordings import templates

#: Reports of one county: a load works county by county, year by year.
PER_COUNTY = 50
#: Noise that a file format carries by itself, and tables without any text around them.
_LINES_END = frozenset(("text",))
_FORMS = frozenset(("xlsx",))


@dataclass(frozen=True)
class Report:
    """A report that is not written yet; `source_path` is relative to the landing folder."""

    source_path: str
    genre: str
    format: str
    page: Page

    @property
    def data(self) -> bytes:
        return WRITERS[self.format][1](self.page.content)

    @property
    def labels(self) -> dict[str, list[Row]]:
        return labels(self.source_path, self.genre, self.page)


def _style(random: Random, form: str) -> Style:
    """How a report prints; most have one or two kinds of noise, not all of them."""
    noise = {
        name: random.random() < 0.15
        for name in ("thousands", "full_width", "latex", "spaced", "short", "blank", "cuts")
    }
    if form in _LINES_END:
        noise |= {name: random.random() < 0.15 for name in ("wrapped", "marked")}
    return Style(template=random.choice(templates()), in_yuan=random.random() < 0.25, **noise)


def reports(seed: int, formats: Collection[str] = tuple(WRITERS)) -> Iterator[Report]:
    """Endless different reports, the same for one seed; genres take turns, no department files a genre twice a year."""
    places = list(counties().values())
    Random(seed).shuffle(places)
    names: set[str] = set()
    for number in count():
        genre = tuple(GENRES)[number % len(GENRES)]
        random = Random(f"{seed}/{number}")
        form = random.choice(tuple(formats))
        style = _style(random, form)
        county = places[number // PER_COUNTY % len(places)]
        truth = truth_of(seed, county, random.choice(departments(seed, county)), random.choice(YEARS))
        stem = f"{truth.county.code}/{truth.year}/{truth.department}_{GENRES[genre][0]}"
        if stem in names:
            continue
        names.add(stem)
        page = make_report(genre, truth, style, random, is_form=form in _FORMS)
        yield Report(stem + WRITERS[form][0], genre, form, page)


def write(landing: Path, truth: Path, number: int, seed: int, formats: Collection[str]) -> int:
    """Write `number` reports below `landing` and their facts as CSV into `truth`; returns how many facts there are."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for report in islice(reports(seed, formats), number):
        path = landing / report.source_path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(report.data)
        for table, found in report.labels.items():
            rows[table] += found
    truth.mkdir(parents=True, exist_ok=True)
    for table, columns in COLUMNS.items():
        with (truth / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows[table])
    return sum(map(len, rows.values()))
