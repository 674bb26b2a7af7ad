"""The warehouse asset: the candidate database, built by dbt and judged by Great Expectations."""

import logging
import shutil
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import dagster as dg
import polars as pl

from expectations.rules.catalogue import Rule, export_rules
from ingest import store
from orchestration import state
from orchestration.checks import check_results, check_specs
from orchestration.declared import enter_declared
from orchestration.gathered import gather
from orchestration.inputs import code_version, keep_inputs, take_inputs
from orchestration.instance import WRITER_POOL
from orchestration.judging import Judge, judge
from orchestration.logs import stage_told
from orchestration.modelling import ACROSS, VERDICTS, Modelling
from orchestration.previous import hand_over_facts
from orchestration.resources import Workshop
from orchestration.stages import failures
from orchestration.survey import made_at, read_manifests

logger = logging.getLogger("budget_warehouse")


def warehouse_asset(rules: Sequence[Rule], waiting: Judge | None = None) -> dg.AssetsDefinition:
    """Return the asset, with one asset check per rule; without a `waiting` judge it calls one itself."""

    @dg.asset(
        deps=["clean"],
        group_name="warehouse",
        kinds={"dbt", "duckdb"},
        pool=WRITER_POOL,
        check_specs=check_specs("warehouse", rules),
    )
    def warehouse(context: dg.AssetExecutionContext, workshop: Workshop) -> dg.MaterializeResult:
        """The candidate warehouse: facts chosen and related by dbt, every check judged by Great Expectations.

        Built anew at each load in a file that nobody reads. A failing model or test stops here; a contradiction that a
        department printed does not, it becomes a finding.
        """
        home = workshop.home
        with nullcontext(waiting) if waiting else judge() as judging:
            with stage_told("gathered"):
                prepare(workshop, rules)
            modelling = Modelling(home, workshop.local_as_of, workshop.load_id, workshop.bounds)
            with stage_told("operands"):
                built = modelling.build_departments(code_version()) + modelling.build(ACROSS)
            data_docs = home.data_docs_candidate if workshop.data_docs else None
            with stage_told("judged"):
                validation = judging.validate(home.candidate, rules, home.state, workshop.local_as_of, data_docs)
            with stage_told("verdicts"):
                built += modelling.build(VERDICTS)
        return dg.MaterializeResult(
            metadata={
                "models and tests": built,
                "checks evaluated": sum(result.evaluated for result in validation.rules),
                "checks failed": sum(result.unexpected for result in validation.rules),
                "bytes": home.candidate.stat().st_size,
            },
            check_results=check_results("warehouse", validation),
        )

    return warehouse


def prepare(workshop: Workshop, rules: Sequence[Rule]) -> None:
    """Lay out everything dbt reads, and clear away the candidate and the verdicts of the load before."""
    home = workshop.home
    for leftover in (home.candidate, home.candidate.with_suffix(".duckdb.wal")):
        leftover.unlink(missing_ok=True)
    for verdict in ("verdict", "unexpected", "validation_result"):
        (home.state / f"{verdict}.parquet").unlink(missing_ok=True)
    shutil.rmtree(home.data_docs_candidate, ignore_errors=True)
    home.candidate.parent.mkdir(parents=True, exist_ok=True)
    keep_inputs(home, take_inputs(workshop, workshop.landed(), workshop.local_as_of.date()))
    state.open_books(home)
    hand_over_facts(home)
    for bad in enter_declared(home, Path(workshop.expected_list)):
        logger.warning("%s", bad)
    gather(home, workshop.bounds)
    export_rules(rules, home.state / "rule.parquet")
    path = home.state / "document.parquet"
    book = state.enter_documents(
        before=pl.read_parquet(path),
        survey=workshop.survey_frame(),
        clean=state.clean_documents(home),
        loaded_at=made_at(read_manifests(home)),
        broken=failures(home),
        now=workshop.as_of,
    )
    store.write_frame(path, book)
