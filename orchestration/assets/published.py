"""The published asset: the snapshot that analysts read."""

from datetime import UTC, datetime
from functools import partial

import dagster as dg
import duckdb

from expectations.rules.catalogue import load_rules
from ingest import pipeline
from orchestration import gate
from orchestration.companions import Companion
from orchestration.dictionary import build_dictionary
from orchestration.inputs import kept_inputs
from orchestration.instance import WRITER_POOL
from orchestration.logs import stage_told
from orchestration.publish import publish
from orchestration.resources import Workshop
from orchestration.review.site import build_site
from orchestration.summary import load_row, summarise


def companions(timezone: str) -> tuple[Companion, ...]:
    """Return what is built from each snapshot and published beside it, in this order; days are those of `timezone`."""
    return (Companion("site", partial(build_site, timezone=timezone)), Companion("dictionary", build_dictionary))


@dg.asset(deps=["warehouse"], group_name="warehouse", kinds={"duckdb"}, pool=WRITER_POOL)
@stage_told("published")
def published(workshop: Workshop) -> dg.MaterializeResult:
    """The newest complete snapshot, `published/warehouse.duckdb`: read-only, swapped in one step, never half written.

    The candidate passes the gate first. Older snapshots stay beside it for as long as the settings say.
    """
    home = workshop.home
    judged = {rule.id for rule in load_rules() if rule.is_judged}
    last = home.warehouse.resolve() if home.warehouse.exists() else None
    gate.examine(home.candidate, last, home.state, workshop.accepted, judged)
    with duckdb.connect(home.candidate, read_only=True) as connection:
        summary = summarise(connection, workshop.load_id, workshop.as_of)
    row = load_row(summary, workshop.as_of, datetime.now(UTC), pipeline.VERSION)
    snapshot = publish(home, row, workshop.keep_snapshots, companions(workshop.timezone), kept_inputs(home))
    return dg.MaterializeResult(
        metadata={
            "snapshot": dg.MetadataValue.path(str(snapshot)),
            "facts": summary.facts,
            "figures": summary.figures,
            "figures accounted": summary.figures_accounted,
            "findings open": summary.findings_open,
            "findings new": summary.findings_new,
        }
    )
