"""What guards the marts: suites over the facts they are made of, before anything is published.

The counts behind them are `quality.volume` and `quality.vocabulary` of `dbt_project`. Keys, references and the closed
enumerations of the contract are dbt tests and constraints there, which stop the load by themselves; a guard that fails
is told in `quality.validation_result` with its severity; a critical one keeps the candidate from being published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites import told

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

#: What the suites are asked of.
VOLUME = "quality.volume"
VOCABULARY = "quality.vocabulary"
#: What a row of each is told by.
KEYS = {VOLUME: ("county_code", "fiscal_year"), VOCABULARY: ("domain", "code")}

#: A county and year that keeps less than this of what the last load had, in percent, is not published unseen. A guess
#: of this project: a revised report may well be shorter, half of a county's facts do not go by revision.
LEAST_KEPT_PCT = 50
#: Days without any new report after which somebody should ask whether reports still arrive: a year and a month.
MOST_DAYS = 396


def mart_suites() -> dict[str, ExpectationSuite]:
    """Return the suites by the table they are asked of: volumes, freshness and words of the marts.

    Each `meta` carries `problem`, the words in which a failing expectation is reported, and its severity.
    """
    from great_expectations import ExpectationSuite
    from great_expectations import expectations as gxe

    volume = ExpectationSuite(
        name="mart_volume",
        expectations=[
            gxe.ExpectColumnValuesToBeBetween(
                column="facts_kept_pct",
                min_value=LEAST_KEPT_PCT,
                **told("a county and year lost most of its facts, though its files are still loaded"),
            ),
            gxe.ExpectColumnValuesToBeBetween(
                column="documents_kept_pct",
                min_value=LEAST_KEPT_PCT,
                **told("a county and year lost most of its documents", "warning"),
            ),
            gxe.ExpectColumnValuesToBeBetween(
                column="documents_missing",
                max_value=0,
                **told("a file counts as loaded, and no report was made of it"),
            ),
            gxe.ExpectColumnValuesToBeBetween(
                column="days_since_report",
                max_value=MOST_DAYS,
                **told("a county has had no new report for more than a year", "warning"),
            ),
            gxe.ExpectColumnValuesToBeBetween(
                column="reports_ahead", max_value=0, **told("a report was recorded after this load")
            ),
        ],
    )
    vocabulary = ExpectationSuite(
        name="mart_vocabulary",
        expectations=[
            gxe.ExpectColumnValuesToNotBeNull(
                column="name_zh", **told("a word of the marts has no Chinese name in marts.dim_word", "warning")
            )
        ],
    )
    return {VOLUME: volume, VOCABULARY: vocabulary}
