"""Sources in the settings: what may be set, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.kinds import SettingsError
from orchestration.landing.settings import Addresses, ObjectStorage
from orchestration.settings import read_settings

BOTH = """
[[source]]
name = "bureau"
address = "s3://reports/2023/"
endpoint = "http://127.0.0.1:9000"

[[source]]
name = "sites"
list = "addresses.csv"
delay_seconds = 5
"""


def write(folder: Path, content: str) -> None:
    (folder / "budget-warehouse.toml").write_text(content, encoding="utf-8")


def test_sources_are_read_in_their_order(tmp_path: Path) -> None:
    write(tmp_path, BOTH)
    bureau, sites = read_settings(tmp_path, {}).source
    assert isinstance(bureau, ObjectStorage)
    assert (bureau.bucket, bureau.prefix, bureau.secret_access_key) == ("reports", "2023/", None)
    assert sites == Addresses("sites", tmp_path / "addresses.csv", delay_seconds=5)


def test_keys_come_from_the_environment_and_from_files(tmp_path: Path) -> None:
    write(tmp_path, BOTH)
    (tmp_path / "key").write_text("hunter2\n")
    prefix = "BUDGET_WAREHOUSE_SOURCE__BUREAU__"
    told = {f"{prefix}ACCESS_KEY_ID": "me", f"{prefix}SECRET_ACCESS_KEY_FILE": str(tmp_path / "key")}
    bureau = read_settings(tmp_path, told).source[0]
    assert isinstance(bureau, ObjectStorage)
    assert bureau.secret_access_key
    assert bureau.secret_access_key.reveal() == "hunter2"
    assert "hunter2" not in repr(bureau)


def test_a_landing_area_may_be_object_storage_itself(tmp_path: Path) -> None:
    write(tmp_path, 'landing = "s3://reports/county"')
    settings = read_settings(tmp_path, {})
    assert settings.landing == tmp_path / "data" / "landing"
    assert [source.name for source in settings.source] == ["landing"]
    assert settings.landing_address == "s3://reports/county"
    elsewhere = settings.with_folders(landing=tmp_path / "folder")
    assert (elsewhere.source, elsewhere.landing_address) == ((), str(tmp_path / "folder"))
    again = elsewhere.with_folders(landing=Path("s3://other"))
    assert again.landing_address == "s3://other"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param('[source]\nname = "a"', "two brackets", id="one bracket"),
        pytest.param("[[source]]\naddress = 's3://b12'", "name is None", id="no name"),
        pytest.param("[[source]]\nname = 'A B'\naddress = 's3://b12'", "small letters", id="a name with a blank"),
        pytest.param("[[source]]\nname = 'a'", "either address", id="neither address nor list"),
        pytest.param("[[source]]\nname = 'a'\naddress = 's3:/b'", "expected s3://bucket", id="a slash too few"),
        pytest.param("[[source]]\nname = 'a'\nlist = 'x'\ndelay = 3", "delay_seconds .did you", id="a key with a slip"),
        pytest.param("[[source]]\nname = 'a'\nlist = 'x'\nat_once = 99", "from 1 to 8", id="too many at once"),
        pytest.param("[[source]]\nname = 'a'\nlist = 'x'\n" * 2, "no other has", id="a name given twice"),
        pytest.param("[[source]]\nname = 'landing'\nlist = 'x'", "not landing", id="the name that is taken"),
        pytest.param(
            "[[source]]\nname = 'a'\naddress = 's3://b12'\nsecret_access_key = 'k'", "a secret", id="a secret"
        ),
    ],
)
def test_a_wrong_source_is_named_with_its_place(tmp_path: Path, content: str, said: str) -> None:
    write(tmp_path, content)
    with pytest.raises(SettingsError, match=said) as caught:
        read_settings(tmp_path, {})
    assert "source" in str(caught.value)


def test_half_a_key_and_a_variable_with_a_slip_are_named(tmp_path: Path) -> None:
    write(tmp_path, BOTH)
    prefix = "BUDGET_WAREHOUSE_SOURCE__"
    with pytest.raises(SettingsError, match="BUREAU__SECRET_ACCESS_KEY is None"):
        read_settings(tmp_path, {f"{prefix}BUREAU__ACCESS_KEY_ID": "me"})
    with pytest.raises(SettingsError, match="BUREAU__REGION .did you mean"):
        read_settings(tmp_path, {f"{prefix}BUREAU__REGON": "cn"})
