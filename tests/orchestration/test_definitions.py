"""Dagster's view of the project: assets, checks, jobs and the nightly schedule."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterator

import dagster as dg
import pytest

from expectations.rules.catalogue import load_rules
from orchestration.checks import GUARD_CHECK, SHAPE_CHECK
from orchestration.definitions import build_defs
from orchestration.settings import Settings

STAGES = {"raw", "extracted", "clean", "warehouse", "published"}


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dg.Definitions]:
    home = tmp_path_factory.mktemp("home")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", category=dg.BetaWarning)
        yield build_defs(Settings(home, home / "landing", cron="30 3 * * *"))


def test_definitions_are_valid(definitions: dg.Definitions) -> None:
    dg.Definitions.validate_loadable(definitions)


def test_every_stage_is_an_asset_with_words_for_a_person(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    assert {key.to_user_string() for key in graph.materializable_asset_keys} == STAGES
    for key in graph.get_all_asset_keys():
        assert len(graph.get(key).description or "") > 40, f"{key} has no docstring worth reading"


def test_stages_follow_one_another(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    chain = ["landing", "raw", "extracted", "clean", "warehouse", "published"]
    for before, after in itertools.pairwise(chain):
        assert graph.get(dg.AssetKey(after)).parent_keys == {dg.AssetKey(before)}


def test_files_are_handled_by_county_and_year_and_the_warehouse_as_a_whole(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    partitioned = {key.to_user_string() for key in graph.materializable_asset_keys if graph.get(key).is_partitioned}
    assert partitioned == {"raw", "extracted", "clean"}


def test_every_rule_is_an_asset_check_of_the_warehouse(definitions: dg.Definitions) -> None:
    checks = {key.name for key in definitions.resolve_asset_graph().asset_check_keys}
    assert checks == {rule.id for rule in load_rules() if rule.is_judged} | {SHAPE_CHECK, GUARD_CHECK}


def test_schedule_follows_the_settings(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("nightly")
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("30 3 * * *", "Asia/Shanghai")
    assert schedule.job_name == "nightly"


def test_both_jobs_are_there(definitions: dg.Definitions) -> None:
    assert definitions.resolve_job_def("nightly").name == "nightly"
    keys = definitions.resolve_job_def("load").asset_layer.executable_asset_keys
    assert {key.to_user_string() for key in keys} == STAGES
