"""How long judging takes: 3,000,000 operands over all judged rules of the catalogue, inside DuckDB.

    python -m benchmarks.judge_operands [--operands N]

The operands are made up on the spot, one in a hundred fails and one in ten is not ready. Prints the seconds from the
call to the verdict files, without and with the first import of Great Expectations, and stops if a count is off.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import duckdb

from expectations.rules.catalogue import load_rules
from expectations.validate import validate

_BUILD = """
create schema quality;
create table rule as select unnest($rules) as rule_id, unnest(range(len($rules))) as place;
create table quality.operand as
select
    md5(i::varchar) as check_key,
    rule_id,
    md5((i // 40)::varchar) as report_key,
    '652825' as county_code,
    (i // 400)::varchar as department_key,
    2015 + i % 10 as fiscal_year,
    '2021 支出 合计 ' || i as subject,
    'eq' as relation,
    (i % 1000000)::decimal(28, 8) as stated,
    (i % 1000000)::decimal(28, 8) - excess as expected,
    excess as difference,
    excess,
    150::decimal(28, 8) as tolerance,
    '元' as unit,
    i % 10 <> 9 as is_ready,
    false as is_truncated,
    [md5(i::varchar)] as operand_figure_ids
from (select i, (case when i % 100 = 0 then 151 else i % 150 end)::decimal(28, 8) as excess from range($operands) t(i))
inner join rule on rule.place = i % (select count(*) from rule);
create schema intermediate;
create view intermediate.ready_operand as select * from quality.operand where is_ready;
create table quality.volume as select
    '652825' as county_code, 2021 as fiscal_year, 0 as documents_missing, 100.0 as documents_kept_pct,
    100.0 as facts_kept_pct, 0 as days_since_report, 0 as reports_ahead;
create table quality.vocabulary as select 'status' as domain, 'measured' as code, '已测' as name_zh;
"""


def main() -> None:
    """Build the operands, judge them twice and print both times: the first includes the imports."""
    parser = argparse.ArgumentParser(description="Time the judging of operands.")
    parser.add_argument("--operands", type=int, default=3_000_000)
    operands = parser.parse_args().operands
    rules = [rule for rule in load_rules() if rule.is_judged]
    with tempfile.TemporaryDirectory() as home:
        database = Path(home) / "candidate.duckdb"
        with duckdb.connect(str(database)) as connection:
            for statement in connection.extract_statements(_BUILD):
                given = {"rules": [rule.id for rule in rules], "operands": operands}
                wanted = statement.named_parameters
                connection.execute(statement, {name: given[name] for name in wanted})
        for label in ("with the import of Great Expectations", "imports done"):
            start = time.perf_counter()
            results = validate(database, rules, Path(home)).rules
            seconds = time.perf_counter() - start
            evaluated, failed = sum(r.evaluated for r in results), sum(r.unexpected for r in results)
            print(
                f"{operands:,} operands, {len(rules)} rules, {evaluated:,} judged, {failed:,} failed: "
                f"{seconds:.1f} s ({label})"
            )
            if (evaluated, failed) != (operands - operands // 10, (operands + 99) // 100):
                raise SystemExit("a count is off: every ready operand is judged, and one in a hundred fails")


if __name__ == "__main__":
    main()
