"""The command line, `budget-warehouse`: what is asked for, in which words, with which exit status.

Each command reads its options, calls one function and prints. Dagster, dbt, Great Expectations and polars take seconds
to import: they are imported inside the commands that need them, so that `--help` and `query` answer at once.
Exit status: 0 done, 1 it could not be done, 2 wrong usage or configuration, 3 done but `--fail-on` was met.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from orchestration import asking, exporting, generating, releasing, waiving
from orchestration.alerts import commands as alerting
from orchestration.console import (
    Format,
    FormatOption,
    HomeOption,
    OutOption,
    county_code,
    home_at,
    log_to_terminal,
    reported,
    settings_for,
)
from orchestration.gate import Accepted
from orchestration.home import Home

app = typer.Typer(
    name="budget-warehouse",
    help="County department budget reports as a checked, queryable warehouse of facts.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


class Severity(StrEnum):
    """How bad a finding is."""

    critical = "critical"
    warning = "warning"
    info = "info"


class FindingState(StrEnum):
    """Where a finding stands in its life."""

    open = "open"
    waived = "waived"
    resolved = "resolved"
    all = "all"


LandingOption = Annotated[
    Path | None, typer.Option("--landing", help="Folder with the reports.  [default: <home>/landing]")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


@app.command()
def load(
    landing: LandingOption = None,
    home: HomeOption = None,
    county: Annotated[list[str] | None, typer.Option(help="Only this county (six-digit code); repeatable.")] = None,
    year: Annotated[
        list[int] | None, typer.Option(min=1900, max=2099, help="Only this fiscal year; repeatable.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Process unchanged reports again too.")] = False,
    accept: Annotated[
        list[Accepted] | None, typer.Option(help="Publish although the gate finds these implausible; repeatable.")
    ] = None,
    fail_on: Annotated[
        Severity | None, typer.Option("--fail-on", help="Exit with 3 if a finding this severe, or worse, is open.")
    ] = None,
    as_json: JsonOption = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show the log of Dagster and all warnings.")] = False,
) -> None:
    """Load new and changed reports, check them and publish a snapshot."""
    with reported():
        settings = settings_for(home, landing)
        log_to_terminal(settings.log_format, verbose)
        from orchestration.failure import failure_told
        from orchestration.load import Scope, run_load
        from orchestration.summary import SEVERITIES, told

        counties = [county_code("--county", code) for code in county] if county else settings.counties
        scope = Scope(frozenset(counties), frozenset(year or ()), full, frozenset(accept or ()))
        with failure_told(settings, "load"):
            loaded = run_load(settings, scope, verbose=verbose)
        summary = loaded.summary
        if as_json:
            answer = asdict(summary) | {"snapshot": str(loaded.snapshot), "seconds": round(loaded.seconds, 1)}
            answer |= {"is_published": loaded.is_published, "alerts": list(loaded.alerts)}
            typer.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            for line in told(summary, loaded.snapshot, loaded.seconds, loaded.is_published):
                typer.echo(line)
            for line in loaded.alerts:
                typer.echo(f"Alerts      {line}")
            at = f" --home {home}" if home else ""
            typer.echo(f"Next        budget-warehouse findings{at}")
            typer.echo(f"            budget-warehouse query{at} 'from zh.\"预算\" limit 10'")
        worst = SEVERITIES[: SEVERITIES.index(fail_on.value) + 1] if fail_on else ()
        if any(summary.findings_by_severity.get(severity) for severity in worst):
            raise typer.Exit(3)


@app.command()
def findings(
    home: HomeOption = None,
    county: Annotated[str | None, typer.Option(help="County code.")] = None,
    year: Annotated[int | None, typer.Option(min=1900, max=2099, help="Fiscal year.")] = None,
    severity: Annotated[Severity | None, typer.Option(help="Only this severity.")] = None,
    state: Annotated[FindingState, typer.Option(help="Which findings.")] = FindingState.open,
    form: FormatOption = Format.table,
    out: OutOption = None,
) -> None:
    """List what does not agree, worst first."""
    from orchestration.answers import write
    from orchestration.listings import findings_list
    from orchestration.snapshot import open_snapshot

    with reported():
        settings = settings_for(home)
        of_county = county_code("--county", county) if county else None
        wanted = None if state is FindingState.all else state.value
        only = severity.value if severity else None
        with open_snapshot(Home(settings.home).warehouse, settings.timezone) as connection:
            answer = findings_list(connection, of_county, year, only, wanted, is_brief=form is Format.table)
        write(answer, form.value, out)


@app.command()
def unmapped(
    home: HomeOption = None,
    top: Annotated[int, typer.Option(min=1, help="How many lines.")] = 20,
    form: FormatOption = Format.table,
    out: OutOption = None,
) -> None:
    """List the figures and labels that no concept took, most frequent first."""
    from orchestration.answers import write
    from orchestration.listings import unmapped_list
    from orchestration.snapshot import open_snapshot

    with reported(), open_snapshot(_warehouse(home)) as connection:
        write(unmapped_list(connection, top), form.value, out)


@app.command()
def explain(
    key: Annotated[str, typer.Argument(help="Key of a fact, finding, check, figure or report, or its beginning.")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show where a figure stands: its sentence with the figure marked, section, document, page, and the rule."""
    from orchestration import explain as explaining
    from orchestration.snapshot import open_snapshot

    with reported(), open_snapshot(_warehouse(home)) as connection:
        found = explaining.explain(connection, key)
        page = explaining.review_page(found, home_at(home).published("site"))
        if as_json:
            answer = asdict(found) | {"review_page": str(page) if page else None}
            typer.echo(json.dumps(answer, ensure_ascii=False, indent=1, default=str))
        else:
            for line in explaining.told(found):
                typer.echo(line)
            if page:
                typer.echo(f"review page {page.absolute().as_uri()}")


@app.command()
def confirm(
    figure: Annotated[str, typer.Argument(help="figure_id of an uncertain figure of a scan, or its beginning.")],
    value: Annotated[
        str | None, typer.Option("--value", help="What is printed, in the printed unit, where it was read wrongly.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who confirms.  [default: the user]")] = None,
    home: HomeOption = None,
) -> None:
    """Confirm a figure that OCR was not sure of; the next load makes a fact of it."""
    from getpass import getuser

    from orchestration import confirmation
    from orchestration.snapshot import open_snapshot

    with reported(), open_snapshot(_warehouse(home)) as connection:
        typer.echo(confirmation.confirm(connection, home_at(home), figure, value, by or getuser()))


@app.command()
def doctor(home: HomeOption = None, landing: LandingOption = None, as_json: JsonOption = False) -> None:
    """Check the installation, the settings and the home, and say what to do."""
    from orchestration.doctor import examine

    with reported():
        found = []
        for finding in examine(settings_for(home, landing)):
            found.append(finding)
            if not as_json:
                advice = "" if finding.is_well else f"  → {finding.advice}"
                typer.echo(f"{'ok' if finding.is_well else 'BAD':<4} {finding.name:<20} {finding.detail}{advice}")
        if as_json:
            typer.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=1))
    if not all(finding.is_well for finding in found):
        raise typer.Exit(1)


@app.command()
def serve(
    landing: LandingOption = None,
    home: HomeOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 3000,
    pages_port: Annotated[int, typer.Option(help="Port of the review pages.")] = 3001,
) -> None:
    """Run the web interface, the nightly schedule and the review pages until interrupted."""
    from orchestration.serving import serve_until_interrupted

    with reported():
        raise typer.Exit(serve_until_interrupted(settings_for(home, landing), host, port, pages_port))


app.command()(asking.query)
app.command()(asking.sql)
app.command()(exporting.export)
app.command()(exporting.dictionary)
app.command()(generating.generate)
app.command()(waiving.waive)
app.command()(waiving.unwaive)
app.add_typer(alerting.app, name="alerts")
app.command()(releasing.rollback)
app.add_typer(releasing.release, name="release")


def _warehouse(home: Path | None) -> Path:
    return home_at(home).warehouse


if __name__ == "__main__":
    app()
