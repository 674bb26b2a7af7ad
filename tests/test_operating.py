"""What the operator's guide hands out can be used: units, Compose file, commands, messages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.landing.settings import Addresses, ObjectStorage
from orchestration.logs import JsonLines
from orchestration.settings import SettingsError, read_settings

ROOT = Path(__file__).resolve().parent.parent
GUIDE, FILES = ROOT / "docs" / "operating.md", ROOT / "docs" / "operating"


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^ *```{language}\n(.*?)^ *```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [re.sub(r"^   ", "", block, flags=re.MULTILINE) for block in found]


@pytest.mark.parametrize("number", range(2))
def test_the_settings_of_the_guide_can_be_read(number: int, tmp_path: Path) -> None:
    (tmp_path / "budget-warehouse.toml").write_text(blocks("toml")[number], encoding="utf-8")
    settings = read_settings(tmp_path, {})
    if number:
        assert [type(source) for source in settings.source] == [ObjectStorage, Addresses]
    else:
        assert (settings.home, settings.landing) == (tmp_path / "warehouse", tmp_path / "reports")


@pytest.mark.parametrize("line", blocks("text")[0].splitlines())
def test_the_messages_of_the_guide_are_the_real_ones(line: str, tmp_path: Path) -> None:
    key = {"keep_snapshot": "keep_snapshot = 3", "cron": 'cron = "0 25 * * *"'}
    (content,) = [toml for name, toml in key.items() if f"{name} is" in line or f"'{name}'" in line]
    (tmp_path / "budget-warehouse.toml").write_text(content)
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path, {})
    assert str(caught.value).replace(str(tmp_path), "/srv/budget").startswith(line.rstrip("…"))


def test_doctor_can_be_asked_before_anything_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["doctor", "--json"])
    found = {finding["name"]: finding for finding in json.loads(done.stdout)}
    assert done.exit_code == 1
    assert [name for name, finding in found.items() if not finding["is_well"]] == ["landing"]
    assert {"settings", "schedule", "disk", "dagster storage"} <= set(found)


def test_the_line_of_the_log_has_the_fields_that_are_written() -> None:
    (line,) = map(json.loads, blocks("json"))
    source = Path(JsonLines.format.__code__.co_filename).read_text(encoding="utf-8")
    assert all(f'"{field}"' in source for field in line)


@pytest.mark.parametrize("unit", [*FILES.glob("*.service"), *FILES.glob("*.timer")], ids=lambda path: path.name)
def test_a_unit_of_systemd_is_sound(unit: Path, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    program = tmp_path / "budget-warehouse"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for each in FILES.glob("budget-warehouse*.[st]*"):
        text = re.sub(r"/opt/\S+/budget-warehouse\b", str(program), each.read_text(encoding="utf-8"))
        (tmp_path / each.name).write_text(text.replace("User=budget", "User=root"), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_units_run_real_commands_and_the_compose_file_sets_real_settings(tmp_path: Path) -> None:
    started = [
        line
        for path in FILES.glob("*.service")
        for line in re.findall(r"^ExecStart=\S+ (\w+)$", path.read_text(), re.M)
    ]
    assert sorted(started) == ["load", "serve"]
    services = yaml.safe_load((FILES / "compose.yaml").read_text(encoding="utf-8"))["services"]
    settings = read_settings(tmp_path, services["warehouse"]["environment"])
    compose = yaml.safe_load((FILES / "compose.yaml").read_text(encoding="utf-8"))
    kept_out = (FILES / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    assert {f"docs/operating/{Path(one['file']).name}" for one in compose["secrets"].values()} <= set(kept_out)
    assert (settings.home, settings.dagster_storage) == (Path("/data/home"), "postgresql")
    image = (FILES / "Dockerfile").read_text(encoding="utf-8")
    command = json.loads(re.findall(r"^CMD (.*)$", image, re.MULTILINE)[0])
    assert command[:2] == ["budget-warehouse", "serve"]
