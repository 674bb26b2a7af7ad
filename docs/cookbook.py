"""A marimo notebook on the published snapshot: `marimo edit docs/cookbook.py`, or run as a script.

Needs the extra `notebook`. It reads the home that BUDGET_WAREHOUSE_HOME names, else ./data.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="County budget warehouse")


@app.cell
def _():
    import os
    from pathlib import Path

    import altair as alt
    import marimo as mo

    from orchestration.home import Home
    from orchestration.snapshot import open_snapshot

    home = Home(Path(os.environ.get("BUDGET_WAREHOUSE_HOME", "data")))
    snapshot = open_snapshot(home.warehouse)
    return alt, mo, snapshot


@app.cell
def _(mo):
    mo.md(
        """
        # 部门预算执行 · Execution of departments' budgets

        Rates are computed from the amounts of one report. Rows with `has_open_finding` rest on a figure that disagrees
        with another one.
        """
    )
    return


@app.cell
def _(mo, snapshot):
    execution = snapshot.sql(
        """
        select department_name, fiscal_year, period_end, basis, budget_yuan, spent_yuan,
            cast(execution_pct as double) as execution_pct, has_open_finding
        from analysis.execution
        inner join marts.dim_department using (county_code, department_key)
        where classification = 'total' and funding_source = 'all' and execution_pct is not null
        order by execution_pct
        """
    ).df()
    mo.ui.table(execution)
    return (execution,)


@app.cell
def _(alt, execution):
    chart = (
        alt.Chart(execution)
        .mark_bar()
        .encode(
            x=alt.X("execution_pct:Q", title="执行率（%）"),
            y=alt.Y("department_name:N", sort="x", title=None),
            color=alt.Color("has_open_finding:N", title="有未处理问题"),
            tooltip=["department_name", "period_end:T", "basis", "budget_yuan:Q", "spent_yuan:Q"],
        )
    )
    chart
    return (chart,)


@app.cell
def _(mo):
    mo.md("""## “三公”经费 · The three public expenses""")
    return


@app.cell
def _(mo, snapshot):
    three_public = snapshot.sql(
        """
        select department_name, fiscal_year, item_code, amount_yuan, prior_yuan, change_pct
        from analysis.year_on_year
        inner join marts.dim_department using (county_code, department_key)
        where measure = 'spending' and classification = 'three_public' and amount_yuan > 0
        order by all
        """
    ).df()
    mo.ui.table(three_public)
    return (three_public,)


if __name__ == "__main__":
    app.run()
