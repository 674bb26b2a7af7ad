"""A landing area in object storage, against a storage on loopback that speaks S3's protocol."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from orchestration.landing.download import Partial
from orchestration.landing.fetch import Outcome, fetch_from
from orchestration.landing.mirror import Mirror
from orchestration.landing.object_storage import Bucket
from orchestration.landing.settings import ObjectStorage
from orchestration.secrets import Secret

boto3 = pytest.importorskip("boto3", reason="the extra s3 is not installed")

#: boto3 and moto use functions that Python 3.12 has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    pytest.importorskip("moto", reason="moto is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from moto.server import ThreadedMotoServer

        server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


class Storage:
    """A bucket of its own for each test, and the landing folder it is fetched to."""

    def __init__(self, endpoint: str, folder: Path) -> None:
        self.folder, self.bucket = folder, folder.name.replace("_", "-").lower()[:60].strip("-")
        self.settings = ObjectStorage(
            "bureau", f"s3://{self.bucket}/reports", endpoint, "us-east-1", retries=1, timeout_seconds=5,
            access_key_id=Secret("key"), secret_access_key=Secret("hunter2"),
        )  # fmt: skip
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "hunter2", "region_name": "us-east-1"}
        self.client: Any = boto3.client("s3", endpoint_url=endpoint, **keys)
        self.client.create_bucket(Bucket=self.bucket)

    def put(self, key: str, body: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=key, Body=body)

    def delete(self, key: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=key)

    def fetch(self) -> Outcome:
        mirror = Mirror(self.folder / "sources", self.settings.name, self.folder / "landing")
        with closing(Bucket(self.settings, lambda seconds: None)) as bucket:
            return fetch_from(bucket, mirror, self.settings)

    def files(self) -> dict[str, bytes]:
        landing = self.folder / "landing"
        return {str(path.relative_to(landing)): path.read_bytes() for path in landing.rglob("*") if path.is_file()}


@pytest.fixture
def storage(endpoint: str, tmp_path: Path) -> Iterator[Storage]:
    storage = Storage(endpoint, tmp_path)
    yield storage
    storage.client.close()


def test_a_bucket_is_laid_out_like_its_keys_below_the_prefix(storage: Storage) -> None:
    storage.put("reports/430423/2023/水利局.txt", b"one")
    storage.put("reports/inbox/a.txt", b"two")
    storage.put("reports/430423/", b"")
    storage.put("elsewhere/430423/2023/b.txt", b"three")
    outcome = storage.fetch()
    assert (outcome.listed, outcome.new, outcome.is_well) == (2, 2, True)
    assert storage.files() == {"430423/2023/水利局.txt": b"one", "inbox/a.txt": b"two"}


def test_only_what_changed_is_fetched(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    storage.put("reports/a.txt", b"one")
    storage.put("reports/b.txt", b"two")
    storage.fetch()
    storage.put("reports/b.txt", b"two, corrected")
    begun: list[str] = []
    begin = Partial.begin
    monkeypatch.setattr(Partial, "begin", lambda self, mark: (begun.append(mark), begin(self, mark))[1])
    outcome = storage.fetch()
    assert (outcome.new, outcome.unchanged, len(begun)) == (1, 1, 1)
    assert storage.files() == {"a.txt": b"one", "b.txt": b"two, corrected"}


def test_more_than_a_page_of_keys_is_listed(storage: Storage) -> None:
    for number in range(3):
        storage.put(f"reports/{number}.txt", b"%d" % number)
    with closing(Bucket(storage.settings)) as bucket:
        paginate = bucket._client.get_paginator
        bucket._client.get_paginator = lambda name: _OfTwo(paginate(name))
        assert [str(remote.place) for remote in bucket.listing().remotes] == ["0.txt", "1.txt", "2.txt"]


class _OfTwo:
    """A paginator that asks for two keys at a time."""

    def __init__(self, paginator: Any) -> None:
        self._paginator = paginator

    def paginate(self, **what: str) -> Iterable[Any]:
        pages = list(self._paginator.paginate(**what, PaginationConfig={"PageSize": 2}))
        assert len(pages) == 2
        return pages


def test_what_vanished_from_the_bucket_vanishes_from_the_landing_folder(storage: Storage) -> None:
    storage.put("reports/a.txt", b"one")
    storage.put("reports/430423/2023/b.txt", b"two")
    storage.fetch()
    storage.delete("reports/430423/2023/b.txt")
    assert storage.fetch().gone == 1
    assert storage.files() == {"a.txt": b"one"}
    assert not (storage.folder / "landing" / "430423").exists(), "an empty folder stays behind"


def test_an_emptied_bucket_takes_nothing_away(storage: Storage) -> None:
    storage.put("reports/a.txt", b"one")
    storage.fetch()
    storage.delete("reports/a.txt")
    outcome = storage.fetch()
    assert "lists nothing, but gave 1 files before" in outcome.failed
    assert storage.files() == {"a.txt": b"one"}


def test_a_storage_that_cannot_be_reached_fails_without_showing_its_key(storage: Storage) -> None:
    storage.put("reports/a.txt", b"one")
    storage.fetch()
    storage.settings = replace(storage.settings, endpoint="http://127.0.0.1:9", retries=0)
    outcome = storage.fetch()
    assert "cannot be listed" in outcome.failed
    assert "hunter2" not in outcome.failed
    assert storage.files() == {"a.txt": b"one"}


def test_a_bucket_that_does_not_exist_fails(storage: Storage) -> None:
    storage.settings = replace(storage.settings, address="s3://no-such-bucket")
    assert "NoSuchBucket" in storage.fetch().failed


def test_a_key_that_cannot_be_a_file_costs_no_other(storage: Storage) -> None:
    storage.put("reports/a.txt", b"one")
    storage.put("reports/430423//b.txt", b"two")
    outcome = storage.fetch()
    assert storage.files() == {"a.txt": b"one"}
    (problem,) = outcome.problems
    assert "430423//b.txt" in problem


def test_a_file_and_a_folder_of_one_name_cost_only_one_of_them(storage: Storage) -> None:
    storage.put("reports/a", b"one")
    storage.put("reports/a/b.txt", b"two")
    outcome = storage.fetch()
    assert len(storage.files()) == 1
    assert len(outcome.problems) == 1


def test_an_object_beyond_the_limit_is_refused(storage: Storage) -> None:
    storage.settings = replace(storage.settings, file_mb=1)
    storage.put("reports/a.txt", b"x" * (2 << 20))
    assert "expected at most 1 MB" in storage.fetch().problems[0]
    assert storage.files() == {}


def test_a_download_that_breaks_off_goes_on_where_it_stopped(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    from botocore.exceptions import ReadTimeoutError

    body = b"0123456789" * 1000
    storage.put("reports/a.txt", body)
    append, lengths = Partial.append, []

    def break_off_once(self: Partial, chunks: Iterable[bytes]) -> None:
        content = b"".join(chunks)
        lengths.append(len(content))
        append(self, [content[:4000] if len(lengths) == 1 else content])
        if len(lengths) == 1:
            raise ReadTimeoutError(endpoint_url="loopback")

    monkeypatch.setattr(Partial, "append", break_off_once)
    assert storage.fetch().problems == ()
    assert lengths == [10000, 6000]
    assert storage.files() == {"a.txt": body}
