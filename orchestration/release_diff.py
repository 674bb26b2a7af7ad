"""What changed from one published snapshot to a later one: the changes of each snapshot between them, put together.

Each snapshot tells in `quality.release_change` how it differs from the one before. Over several of them the oldest old
value and the newest new value of a fact count; a fact that is again as it was has not changed.
"""

from __future__ import annotations

import duckdb

from orchestration.home import Home
from orchestration.release import NoSuchRelease, Release, current, kept, releases
from orchestration.snapshot import Answer, open_snapshot

_CHANGES = """
with step as ({steps}),
ends as (
    select change_key, arg_max(step, place) as now, arg_min(step, place) as before
    from step group by change_key
),
change as (
    select
        now.fact_table, now.fact_key, now.measure, now.report_key, now.county_code, now.department_key, now.fiscal_year,
        now.subject, before.old_value, now.new_value, before.old_text, now.new_text,
        case
            when before.kind = 'added' and now.kind = 'withdrawn' then null
            when before.kind = 'added' then 'added'
            when now.kind = 'withdrawn' then 'withdrawn'
            when before.old_value is distinct from now.new_value or before.old_text is distinct from now.new_text
                then 'changed'
        end as kind
    from ends
),
named as (
    select *
    from change
    left join (
        select distinct on (department_key) department_key, department_name from ({departments}) order by all
    ) using (department_key)
    where kind is not null
)
"""
_FULL = """
select kind, county_code, department_name, fiscal_year, fact_table, subject, measure, old_value, new_value, old_text,
    new_text, fact_key, report_key
from named order by all
"""
_BRIEF = """
select county_code, department_name, fiscal_year,
    count(*) filter (where kind = 'added') as added,
    count(*) filter (where kind = 'changed') as changed,
    count(*) filter (where kind = 'withdrawn') as withdrawn
from named group by all order by all
"""


def differences(home: Home, before: str | None, after: str | None, is_brief: bool) -> Answer:
    """Return what changed after the release `before` up to `after`, per department and year or fact by fact.

    Without `after` it is the release that analysts read, without `before` the one `after` was compared with when it was
    made. Raises NoSuchRelease where one of them is not kept, or no chain of snapshots leads from one to the other.
    """
    last = kept(home, after) if after else current(home)
    if last is None:
        open_snapshot(home.warehouse).close()  # says that nothing was published
        raise NoSuchRelease(f"{home.warehouse}: was published by an older version, without a manifest; load once more")
    first = kept(home, before).load_id if before else last.previous
    if first is None:
        raise NoSuchRelease(f"{last.load_id}: is the first snapshot; there is none before it to compare it with")
    chain = _chain(home, first, last)
    with duckdb.connect() as connection:
        for place, release in enumerate(chain):
            path = str(home.snapshots / f"{release.load_id}.duckdb").replace("'", "''")
            connection.execute(f"attach '{path}' as release_{place} (read_only)")
        every = range(len(chain))
        steps = " union all by name ".join(
            f"select change_key, {place} as place, release_{place}.quality.release_change as step"
            f" from release_{place}.quality.release_change"
            for place in every
        )
        departments = " union all ".join(
            f"select department_key, department_name from release_{place}.marts.dim_department" for place in every
        )
        sql = _CHANGES.format(steps=steps, departments=departments) + (_BRIEF if is_brief else _FULL)
        relation = connection.execute(sql)
        return Answer(tuple(column[0] for column in relation.description or ()), relation.fetchall())


def _chain(home: Home, first: str, last: Release) -> list[Release]:
    """Return the releases after `first` up to `last`, oldest first."""
    known = {release.load_id: release for release in releases(home)}
    chain = [last]
    while chain[0].previous != first:
        before = known.get(chain[0].previous or "")
        if before is None or before.load_id < first:
            raise NoSuchRelease(
                f"{last.load_id} does not follow from {first}, or a snapshot between them is no longer kept; "
                "see `budget-warehouse release list`"
            )
        chain.insert(0, before)
    return chain
