"""What the documentation says is so: its commands exist, its answers are the real ones, its links lead somewhere.

`…` in a quoted answer stands for what is left out. The samples are loaded once, by the command that `make load` runs.
"""

from __future__ import annotations

import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
import typer
from typer.testing import CliRunner

from ingest.limits import Limits
from orchestration.cli import app
from orchestration.home import Home
from orchestration.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
README, TWIN = ROOT / "README.md", ROOT / "README.zh-CN.md"
ANALYST = ROOT / "docs" / "analyst.md"
PAGES = [README, TWIN, *sorted((ROOT / "docs").glob("*.md"))]
LOAD = ["load", "--landing", "tests/samples/landing", "--home", "data"]


class Block(NamedTuple):
    """A fenced block: its language and its text."""

    language: str
    text: str


class Session(NamedTuple):
    """What a person types at the prompt and what the documentation says comes back."""

    command: str
    answer: str


def blocks(page: Path) -> list[Block]:
    fenced = re.findall(r"^```(\w+)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [Block(*found) for found in fenced]


def is_whole(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:
        return False
    return True


def sessions(page: Path) -> Iterator[Session]:
    for block in blocks(page):
        if block.language == "console":
            for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                lines = part.splitlines()
                ends = next(n for n in range(1, len(lines) + 1) if is_whole("\n".join(lines[:n])))
                yield Session("\n".join(lines[:ends]), "\n".join(lines[ends:]))


def shell_commands(page: Path) -> Iterator[str]:
    lines = [line for block in blocks(page) if block.language == "sh" for line in block.text.splitlines()]
    yield from (line for line in lines if line.startswith("budget-warehouse "))
    yield from (session.command for session in sessions(page) if session.command.startswith("budget-warehouse "))


def commands() -> dict[str, Any]:
    return vars(typer.main.get_command(app))["commands"]


def options(command: Any) -> set[str]:
    """Return the options of a command, or of all commands of a group."""
    own = {name for parameter in command.params for name in parameter.opts if name.startswith("--")} - {"--help"}
    return own.union(*map(options, getattr(command, "commands", {}).values()))


def assert_answers(printed: str, answer: str) -> None:
    """`answer` is what was printed, with `…` for any run of signs; says both where it is not."""
    expected = ".*".join(map(re.escape, answer.strip().split("…")))
    assert re.fullmatch(expected, printed.strip(), re.DOTALL), f"documented:\n{answer}\n\nprinted:\n{printed}"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a fresh checkout, as far as the commands of the README look at it, with the samples loaded."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "tests" / "samples" / "landing", folder / "tests" / "samples" / "landing")
    command = [sys.executable, "-m", "orchestration.cli", *LOAD]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BUDGET_WAREHOUSE_")}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (folder / "printed.txt").write_text(done.stderr + done.stdout, encoding="utf-8")
    return folder


def test_make_load_is_the_load_that_is_tested_here() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    written = makefile.replace("$(SAMPLES)", "tests/samples/landing").replace("$(DATA)", "data")
    assert f"budget-warehouse {shlex.join(LOAD)}" in written


@pytest.mark.parametrize("session", list(sessions(README)), ids=lambda session: " ".join(session.command.split()[:2]))
def test_a_command_of_the_readme_gives_the_answer_printed_below_it(
    session: Session, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.answer
    if session.command == "make load":
        assert_answers((checkout / "printed.txt").read_text(encoding="utf-8"), session.answer)
        return
    monkeypatch.chdir(checkout)
    done = CliRunner().invoke(app, shlex.split(session.command)[1:])
    assert done.exit_code == 0, done.output
    assert_answers(done.output, session.answer)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_in_a_block_is_a_real_command(page: Path) -> None:
    for line in shell_commands(page):
        name, *arguments = shlex.split(line)[1:]
        assert name in commands(), line
        commands()[name].make_context(name, arguments)


@pytest.mark.parametrize("page", [README, TWIN], ids=lambda page: page.name)
def test_the_table_of_commands_has_each_command_with_all_its_options(page: Path) -> None:
    rows = re.findall(r"^\| `budget-warehouse (\w+)([^`]*)`", page.read_text(encoding="utf-8"), re.MULTILINE)
    documented = {name: set(re.findall(r"--[\w-]+", rest)) for name, rest in rows}
    assert documented == {name: options(command) for name, command in commands().items()}


@pytest.mark.parametrize("page", [README, TWIN], ids=lambda page: page.name)
def test_the_tables_named_are_the_tables_there_are(page: Path, checkout: Path) -> None:
    rows = re.findall(
        r"^\| `(marts|analysis|quality|evidence|history|ops)` \| (.*) \|$", page.read_text("utf-8"), re.MULTILINE
    )
    documented = {(schema, table) for schema, text in rows for table in re.findall(r"`(\w+)`", text)}
    with duckdb.connect(Home(checkout / "data").warehouse.resolve(), read_only=True) as connection:
        found = connection.sql("select table_schema, table_name from information_schema.tables").fetchall()
        tables = {(schema, table) for schema, table in found if schema != "zh"}
        empty = [found for found in tables if not connection.table(".".join(found)).limit(1).fetchall()]
    assert {found for found in documented if found[0] == "history"} < tables
    assert documented == {found for found in tables if found[0] != "history"} | {("history", "dim_report")}
    # one load has changed nothing yet
    waiting = {("quality", "completeness"), ("quality", "release_change"), ("ops", "bad_row")}
    assert waiting <= set(empty) <= waiting | {("quality", "restatement")}


@pytest.mark.parametrize("page", [README, TWIN], ids=lambda page: page.name)
def test_reason_codes_are_those_of_the_code(page: Path) -> None:
    rows = re.findall(r"^\| (?:held|rejected|loaded|removed) \| ([^|]*) \|", page.read_text("utf-8"), re.MULTILINE)
    documented = {code for row in rows for code in re.findall(r"`(\w+)`", row)}
    sources = [*(ROOT / "ingest").rglob("*.py"), ROOT / "orchestration" / "state.py"]
    code = "".join(path.read_text(encoding="utf-8") for path in sources)
    given = (
        r'"(?:held|rejected)",\s*"(\w+)"(?!:)',
        r'UnreadableDocument\(\s*"(\w+)"',
        r'(?:too_much|Stopped)\(\s*"(\w+)"',
        r'"\w+": \(\s*"(\w+_(?:file|format))",',
        r'"reason_code": "(\w+)"',
        r'lit\("(\w+)"\)\.alias\("reason_code"\)',
        r'\(\s*"(unknown_\w+|\w+_contradiction|\w+_summary)",',
    )
    named = {name for pattern in given for name in re.findall(pattern, code, re.MULTILINE)}
    assert named == documented


def test_the_settings_file_of_the_readme_can_be_read(tmp_path: Path) -> None:
    (written,) = [block.text for block in blocks(README) if block.language == "toml"]
    (tmp_path / "budget-warehouse.toml").write_text(written, encoding="utf-8")
    settings = read_settings(tmp_path, {})
    assert (settings.landing, settings.keep_snapshots) == (tmp_path / "reports", 7)
    # The limits stand there with their defaults; every setting is in docs/operating/budget-warehouse.toml.
    assert settings.limits == Limits()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")) if "://" not in link]
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings as the code host makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_both_readmes_have_the_same_blocks_and_headings() -> None:
    # what the reader's language says in a block: the labels of a drawing, the comments of a file
    told = {"mermaid": r'"[^"]*"', "toml": r" *#.*"}

    def shape(page: Path) -> list[Block]:
        return [
            block._replace(text=re.sub(told[block.language], '""', block.text)) if block.language in told else block
            for block in blocks(page)
        ]

    def headings(page: Path) -> list[str]:
        return re.findall(r"^(#+) ", page.read_text(encoding="utf-8"), re.MULTILINE)

    assert shape(README) == shape(TWIN)
    assert headings(README) == headings(TWIN)


def test_the_page_of_rules_is_up_to_date() -> None:
    builder = runpy.run_path(str(ROOT / "docs" / "build_rules.py"))
    assert builder["PAGE"].read_text(encoding="utf-8") == builder["page"](), "run `python docs/build_rules.py`"


def test_the_cookbook_has_the_answers_of_the_samples(checkout: Path) -> None:
    builder = runpy.run_path(str(ROOT / "docs" / "build_cookbook.py"))
    assert len(list(builder["questions"]())) == 20
    fresh = builder["page"](Home(checkout / "data").warehouse)
    assert builder["PAGE"].read_text(encoding="utf-8") == fresh, "run `python docs/build_cookbook.py`"


def test_the_notebook_runs_as_a_script(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("marimo", reason="the extra `notebook` is not installed")
    monkeypatch.setenv("BUDGET_WAREHOUSE_HOME", str(checkout / "data"))
    _, defined = runpy.run_path(str(ROOT / "docs" / "cookbook.py"))["app"].run()
    assert len(defined["execution"]) > 0
    assert len(defined["three_public"]) > 0
    assert defined["chart"].to_dict()["mark"] == {"type": "bar"}


def test_the_commands_and_snippets_for_analysts_work(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    asked = "select 1 as one"
    commands_run = 0
    for block in blocks(ANALYST):
        if block.language == "sh":
            for line in block.text.splitlines():
                _, _, command = line.rpartition(" | ")
                arguments = shlex.split(command)[1:]
                # The shell is tried on a terminal of its own: tests/orchestration/test_shell.py.
                if arguments != ["sql"]:
                    done = CliRunner().invoke(app, arguments, input=asked)
                    assert done.exit_code == 0, f"{line}\n{done.output}"
                    commands_run += 1
        elif block.language == "python":
            exec(compile(block.text, str(ANALYST), "exec"), {})
    assert commands_run >= 6
    assert (checkout / "answer.csv").read_text(encoding="utf-8-sig") == "one\n1\n"
    assert (checkout / "export" / "dictionary" / "dbt.html").stat().st_size > 1_000_000
    for session in sessions(ANALYST):
        assert_answers(CliRunner().invoke(app, shlex.split(session.command)[1:]).output, session.answer)


def test_the_reasons_of_context_are_the_documented_ones(checkout: Path) -> None:
    page = (ROOT / "docs" / "data-flow.md").read_text(encoding="utf-8")
    _, _, listed = page.partition("| reason | such as |")
    documented = set(re.findall(r"^\| `([\w ]+)` \|", listed.partition("\n\n")[0], re.MULTILINE))
    with duckdb.connect(Home(checkout / "data").warehouse.resolve(), read_only=True) as connection:
        rows = connection.sql("select distinct reason from evidence.figure where disposition = 'context'").fetchall()
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ingest").rglob("*.py"))
    assert {reason.partition(" (")[0] for (reason,) in rows} <= documented
    assert [reason for reason in sorted(documented) if f'"{reason}"' not in code] == []


READ_ONE_SENTENCE = """
import sys
from ingest.document import Document, Paragraph
from ingest.extract.reading import extract
cover = "茂县文化馆2023年度部门决算公开", "部门名称：茂县文化馆"
document = Document("text", tuple(map(Paragraph, (*cover, sys.argv[1]))))
for amount in extract(document, "报告.txt", "513223", 2023).found.amounts:
    subject = amount.frame.subject
    print(f"{amount.frame.measure} {subject.classification}/{subject.code} {amount.value}{amount.unit}")
"""


def test_the_example_of_a_new_wording_works(tmp_path: Path) -> None:
    page = ROOT / "docs" / "adding-a-wording.md"
    (row,) = [block.text for block in blocks(page) if block.language == "csv"]
    (case,) = [block.text for block in blocks(page) if block.language == "python"]
    sentence, fact = re.findall(r'"(.*?)"', case)
    shutil.copytree(ROOT / "ingest", tmp_path / "ingest", ignore=shutil.ignore_patterns("__pycache__"))

    def read() -> str:
        command = [sys.executable, "-c", READ_ONE_SENTENCE, sentence]
        environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout

    assert read() == "", "the lexicon knows the wording by now: write another example"
    with (tmp_path / "ingest" / "lexicon" / "subjects.csv").open("a", encoding="utf-8") as file:
        file.write(row)
    assert read().strip() == fact


def test_every_file_of_the_lexicon_is_described() -> None:
    page = (ROOT / "docs" / "adding-a-wording.md").read_text(encoding="utf-8")
    first_cells = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    described = {name for cell in first_cells for name in re.findall(r"`(\S+\.csv)`", cell)}
    assert described == {path.name for path in (ROOT / "ingest" / "lexicon").glob("*.csv")}
