"""The one partitions definition: county × fiscal year, keys such as `652825|2021`, added as counties appear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import dagster as dg

NAME = "county_year"


def county_year() -> dg.DynamicPartitionsDefinition:
    """Return the definition; two of the same name are the same partitions to Dagster."""
    return dg.DynamicPartitionsDefinition(name=NAME)


def range_over(instance: dg.DagsterInstance, keys: Sequence[str]) -> dict[str, str]:
    """Make `keys` (at least one) neighbours in the instance's list and return the run tags that select just them.

    One run over a range of partitions costs a few milliseconds per key, one run per key costs seconds. Dagster
    selects by range only, and its list is ordered by when a key was added: keys that do not stand side by side are
    taken out and added again at the end. Their history stays, for it is kept by key.
    """
    known = list(instance.get_dynamic_partitions(NAME))
    wanted = set(keys)
    positions = [position for position, key in enumerate(known) if key in wanted]
    side_by_side = len(positions) == len(wanted) and positions[-1] - positions[0] == len(positions) - 1
    if not side_by_side:
        for position in positions:
            instance.delete_dynamic_partition(NAME, known[position])
        instance.add_dynamic_partitions(NAME, list(dict.fromkeys(keys)))
        known = list(instance.get_dynamic_partitions(NAME))
        positions = [position for position, key in enumerate(known) if key in wanted]
    return {
        "dagster/asset_partition_range_start": known[positions[0]],
        "dagster/asset_partition_range_end": known[positions[-1]],
    }


def forget(instance: dg.DagsterInstance, keys: Sequence[str]) -> None:
    """Take vanished partitions out of the list."""
    known = set(instance.get_dynamic_partitions(NAME))
    for key in keys:
        if key in known:
            instance.delete_dynamic_partition(NAME, key)


@contextmanager
def listed_once(instance: dg.DagsterInstance) -> Iterator[None]:
    """Read the list of partitions from the database once, however often Dagster asks for it.

    Dagster asks again for each partition whose numbers it is given, so that twice the partitions took four times as
    long: two minutes of a load of 20,000 reports.
    """
    instance.get_dynamic_partitions = cache(instance.get_dynamic_partitions)  # type: ignore[method-assign]
    try:
        yield
    finally:
        del instance.get_dynamic_partitions
