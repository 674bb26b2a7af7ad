"""Selecting changed partitions as one range of Dagster's list."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg
import pytest

from orchestration.partitions import NAME, forget, listed_once, range_over

A, B, C, D = "513223|2023", "620723|2023", "652825|2021", "652825|2022"


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def selected(instance: dg.DagsterInstance, keys: list[str]) -> list[str]:
    tags = range_over(instance, keys)
    known = list(instance.get_dynamic_partitions(NAME))
    first = known.index(tags["dagster/asset_partition_range_start"])
    last = known.index(tags["dagster/asset_partition_range_end"])
    return known[first : last + 1]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param([D], id="a county's new year"),
        pytest.param([B], id="one that is known"),
        pytest.param([A, B], id="neighbours"),
        pytest.param([A, C], id="two with another between them"),
        pytest.param([C, D], id="a known and a new one"),
        pytest.param([A, B, C, D], id="all"),
        pytest.param([A, A], id="one named twice"),
    ],
)
def test_range_holds_the_changed_partitions_and_no_other(instance: dg.DagsterInstance, changed: list[str]) -> None:
    instance.add_dynamic_partitions(NAME, [A, B, C])
    assert set(selected(instance, changed)) == set(changed)
    assert set(instance.get_dynamic_partitions(NAME)) == {A, B, C, *changed}


def test_neighbours_keep_their_place(instance: dg.DagsterInstance) -> None:
    instance.add_dynamic_partitions(NAME, [A, B, C])
    range_over(instance, [B, A])
    assert list(instance.get_dynamic_partitions(NAME)) == [A, B, C]


def test_vanished_partition_leaves_the_list(instance: dg.DagsterInstance) -> None:
    instance.add_dynamic_partitions(NAME, [A, B])
    forget(instance, [A, D])
    assert list(instance.get_dynamic_partitions(NAME)) == [B]


def test_the_list_is_read_once_while_it_cannot_change(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance.add_dynamic_partitions(NAME, [A, B])
    asked: list[str] = []
    whole = instance.event_log_storage.get_dynamic_partitions
    monkeypatch.setattr(
        instance.event_log_storage, "get_dynamic_partitions", lambda name: (asked.append(name), whole(name))[1]
    )
    with listed_once(instance):
        assert [list(instance.get_dynamic_partitions(NAME)) for _ in range(3)] == [[A, B]] * 3
    assert asked == [NAME]
    instance.add_dynamic_partitions(NAME, [C])
    assert list(instance.get_dynamic_partitions(NAME)) == [A, B, C]
