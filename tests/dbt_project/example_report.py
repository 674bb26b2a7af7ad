"""A report written by hand as the mentions a reader would have found in it.

Shapes are those of `ingest.records`; `example_home` lays reports out as files and builds a warehouse of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from ingest.clean.partition import OUTSIDE_MARTS
from ingest.extract.identity.identity import COUNTY_SUMMARY
from ingest.records import TABLES

FACTORS = {"元": Decimal(1), "万元": Decimal(10000)}


@dataclass
class ExampleReport:
    """One report as a list of printed figures, given as text so that their decimals are the printed ones."""

    name: str
    report_type: str = "performance_monitoring"
    fiscal_year: int = 2021
    revision: int = 1
    is_current: bool = True
    blocked_reason: str | None = None
    recount: dict[str, Any] = field(default_factory=dict)
    county: str = "652825"
    #: Reports of one department share its key; by default each is a department of its own.
    department: str | None = None
    #: Columns of the cover that are other than usual.
    changes: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {table: [] for table in TABLES})

    @property
    def key(self) -> str:
        """The report's key, the same for all its revisions."""
        return f"report-{self.name}"

    def add(self, table: str, printed: str, unit: str | None, **columns: Any) -> str:
        """Append a mention with its figure; return the figure's key."""
        sequence = sum(len(rows) for rows in self.rows.values())
        figure_id = self.figure(printed, unit)
        mention = {
            "county_code": self.county,
            "department_key": f"department-{self.department or self.name}",
            "fiscal_year": self.fiscal_year,
            "figure_id": figure_id,
            "section_id": "s1",
            "sequence": sequence,
            "origin": "prose",
            "unit": unit,
            "decimals": len(printed.partition(".")[2]),
        }
        self.rows[table].append(self.about() | mention | columns)
        return figure_id

    def figure(self, printed: str, unit: str | None = None, **columns: Any) -> str:
        """A printed number that a mention rests on, all in one paragraph; return its key."""
        number = sum(len(rows) for rows in self.rows.values())
        figure_id = f"{self.name}-{self.revision}-{number}"
        self.rows["figure"].append(
            self.about()
            | {"figure_id": figure_id, "section_id": "s1", "block": 1}
            | {"char_start": 20 * number, "char_end": 20 * number + len(printed), "raw_text": printed}
            | {"kind": "money" if unit in FACTORS else "other", "value": Decimal(printed)}
            | {"unit": unit, "decimals": len(printed.partition(".")[2]), "disposition": "fact"}
            | columns
        )
        return figure_id

    def about(self) -> dict[str, Any]:
        """The two columns that tie every row to its document."""
        return {"report_key": self.key, "document_sha256": f"sha-{self.name}-{self.revision}"}

    def cover(self) -> dict[str, Any]:
        """The report's row in the clean table `report`."""
        return (
            self.about()
            | {
                "county_code": self.county,
                "department_key": f"department-{self.department or self.name}",
                "department_name": f"且末县{self.name}",
                "aliases": [self.name],
                "fiscal_year": self.fiscal_year,
                "report_type": self.report_type,
                "period_end": date(self.fiscal_year, 6, 30),
                "filed_on": date(self.fiscal_year, 7, 2),
                "title": self.name,
                "source_path": f"652825/{self.fiscal_year}/{self.name}-{self.revision}.txt",
                "source_format": "text",
                "revision": self.revision,
                "is_current": self.is_current,
                "recorded_at": datetime(2026, 1, self.revision, tzinfo=UTC),
                "blocked_reason": OUTSIDE_MARTS if self.report_type == COUNTY_SUMMARY else self.blocked_reason,
            }
            | self.changes
        )

    def block(self, kind: str, text: str) -> int:
        """A paragraph, heading or table row; return its number."""
        number = len(self.rows["block"]) + 2
        row = {"block": number, "section_id": "s1", "kind": kind, "text": text}
        self.rows["block"].append(self.about() | row)
        return number

    def quote(self, text: str) -> None:
        """A paragraph whose last percentage is a figure of its own."""
        printed = re.findall(r"[\d.]+(?=%)", text)[-1]
        start = text.rindex(printed)
        self.rows["figure"].append(
            self.about()
            | {"figure_id": f"{self.name}-quote", "section_id": "s1", "block": self.block("paragraph", text)}
            | {"char_start": start, "char_end": start + len(printed), "raw_text": printed, "kind": "percent"}
            | {"value": Decimal(printed), "unit": "%", "decimals": len(printed.partition(".")[2])}
            | {"disposition": "context"}
        )

    def file(self) -> dict[str, Any]:
        """The report's row in the clean table `document`."""
        return {
            "source_path": f"652825/{self.fiscal_year}/{self.name}-{self.revision}.txt",
            "sha256": f"sha-{self.name}-{self.revision}",
            "bytes": 1,
            "source_format": "text",
            "county_code": self.county,
            "fiscal_year": self.fiscal_year,
            "state": "loaded",
            "report_key": self.key,
        } | self.recount

    def amount(
        self, measure: str, subject: str, printed: str, *, stage: str | None = None, unit: str = "万元", **columns: Any
    ) -> str:
        """An amount; `subject` is `classification/code`, or `classification/=name` where no code is printed."""
        return self.add(
            "amount",
            printed,
            unit,
            **_subject(subject),
            **{"funding_source": "all", "is_derived": False, "measure": measure, "stage": stage} | columns,
            value=Decimal(printed),
            unit_factor=FACTORS[unit],
            amount_yuan=Decimal(printed) * FACTORS[unit],
        )

    def rate(self, kind: str, subject: str, printed: str, **columns: Any) -> str:
        """A percentage; numerator and denominator default to what the kind implies for the same subject."""
        about = _subject(subject)
        implied: dict[str, dict[str, Any]] = {
            "received": {"basis": "approved", "numerator_measure": "budget", "numerator_stage": "received"},
            "execution": {"basis": "approved", "numerator_measure": "spending"},
            "use_of_received": {"basis": "received", "numerator_measure": "spending"},
            "share": {"numerator_measure": "spending", "denominator_measure": "spending"},
            "year_on_year": {"numerator_measure": "spending", "denominator_measure": "spending"},
        }
        defaults = {
            "funding_source": "all",
            "denominator_measure": "budget",
            "denominator_classification": about["classification"] if kind != "share" else "total",
            "denominator_item_code": about["item_code"] if kind != "share" else "total",
            "denominator_funding_source": "all",
            "denominator_fiscal_year": self.fiscal_year - (kind == "year_on_year"),
        }
        row = defaults | implied[kind] | columns
        row.setdefault("denominator_stage", row.get("basis"))
        return self.add("rate", printed, "%", **about, **row, rate_kind=kind, reported_pct=Decimal(printed))

    def indicator(
        self,
        name: str,
        target: tuple[str, str | None],
        actual: tuple[str, str | None] | None,
        completion: str | None = None,
        **columns: Any,
    ) -> str:
        """An indicator; target and actual are (number, unit)."""
        defaults = {"level1": "产出指标", "level2": "数量指标", "operator": ">=", "form": "list"}
        row = defaults | {"status": "measured" if actual else "not_due"} | columns
        for mark in ("weight", "score"):
            if row.get(mark) is not None:
                row |= {mark: Decimal(row[mark]), f"{mark}_figure_id": self.figure(row[mark])}
        return self.add(
            "indicator",
            target[0],
            target[1],
            **row,
            indicator_name=name,
            target_text=target[0],
            target_value=Decimal(target[0]),
            target_unit=target[1],
            target_decimals=len(target[0].partition(".")[2]),
            actual_text=actual and actual[0],
            actual_value=actual and Decimal(actual[0]),
            actual_unit=actual and actual[1],
            actual_decimals=actual and len(actual[0].partition(".")[2]),
            completion_pct=completion and Decimal(completion),
            completion_decimals=completion and len(completion.partition(".")[2]),
        )

    def statistic(self, statistic: str, printed: str, unit: str = "个", **columns: Any) -> str:
        """A count, an asset value or a score."""
        return self.add("statistic", printed, unit, statistic=statistic, value=Decimal(printed), **columns)


def _subject(subject: str) -> dict[str, Any]:
    classification, _, item = subject.partition("/")
    name = item.removeprefix("=")
    return {
        "classification": classification,
        "item_code": None if item.startswith("=") else item,
        "item_name": name if item.startswith("=") else None,
    }
