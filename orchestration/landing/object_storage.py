"""Documents in a bucket: one listing says what changed, only that is fetched.

boto3 speaks to Amazon S3 and to what speaks its protocol (MinIO, Ceph, Huawei OBS …). It is the extra `s3`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from orchestration.landing.download import Partial, TooLarge, TooSlow
from orchestration.landing.places import NoPlace, place_of
from orchestration.landing.settings import ObjectStorage
from orchestration.landing.sources import (
    FetchFailed,
    Listing,
    Passing,
    Remote,
    SourceFailed,
    Version,
    with_retries,
)

#: Downloads at once.
LANES = 4
_PIECE = 1 << 20


class Bucket:
    """A source in object storage; `sleep` is what it waits with between two tries of one document."""

    def __init__(self, settings: ObjectStorage, sleep: Callable[[float], None] = time.sleep) -> None:
        self.name = settings.name
        self._settings, self._sleep = settings, sleep
        self._made: Any = None

    def listing(self) -> Listing:
        """Return all objects below the prefix. Raises SourceFailed where not all could be listed."""
        from botocore.exceptions import BotoCoreError, ClientError

        remotes, problems = [], []
        try:
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._settings.bucket, Prefix=self._settings.prefix
            )
            for found in (found for page in pages for found in page.get("Contents", ())):
                key = found["Key"]
                # Consoles make empty objects that end in a slash and stand for folders.
                if key.endswith("/"):
                    continue
                try:
                    place = place_of(key.removeprefix(self._settings.prefix))
                except NoPlace as error:
                    problems.append(str(error))
                else:
                    remotes.append(Remote(place, key, Version(found["ETag"], found["LastModified"].isoformat())))
        except (BotoCoreError, ClientError) as error:
            raise SourceFailed(f"{self._settings.address}: cannot be listed: {error}") from error
        # A key that cannot be a file does not make the listing less complete.
        return Listing(tuple(remotes), (), tuple(problems))

    def probe(self, listing: Listing) -> None:
        """Listing has asked already."""

    def close(self) -> None:
        """Hang up."""
        if self._made is not None:
            self._made.close()

    def lanes(self, remotes: Sequence[Remote]) -> list[list[Remote]]:
        """Return a few lanes."""
        return [lane for start in range(LANES) if (lane := list(remotes[start::LANES]))]

    def fetch(self, remote: Remote, known: Version | None, partial: Partial) -> Version | None:
        """Fetch an object; None where the listing gave the known version. Raises FetchFailed."""
        if known is not None and remote.version == known:
            return None
        try:
            return with_retries(lambda: self._try(remote, partial), self._settings.retries, self._sleep)
        except (TooLarge, TooSlow) as error:
            raise FetchFailed(str(error)) from error

    def _try(self, remote: Remote, partial: Partial) -> Version:
        from botocore.exceptions import BotoCoreError, ClientError

        assert remote.version
        if partial.validator != remote.version.etag:
            partial.begin(remote.version.etag)
        rest = {"Range": f"bytes={partial.length}-"} if partial.length else {}
        try:
            # The version listed or none: what was replaced meanwhile is fetched by the next load.
            answer = self._client.get_object(
                Bucket=self._settings.bucket, Key=remote.address, IfMatch=remote.version.etag, **rest
            )
            partial.expect(partial.length + answer["ContentLength"])
            partial.append(answer["Body"].iter_chunks(_PIECE))
        except ClientError as error:
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
            if status == 416:
                partial.discard()
            if status >= 500 or status in (416, 429):
                raise Passing(str(error)) from error
            raise FetchFailed(f"{error}; the next load lists again") from error
        except BotoCoreError as error:
            raise Passing(f"{type(error).__name__}: {error}") from error
        return remote.version

    @property
    def _client(self) -> Any:
        """The connection, made when it is first needed: importing boto3 takes a second."""
        if self._made is None:
            try:
                import boto3
                from botocore.config import Config
            except ModuleNotFoundError as error:
                raise SourceFailed(f"{self._settings.address}: boto3 is missing: pip install '.[s3]'") from error
            seconds = self._settings.timeout_seconds
            keys = {
                "aws_access_key_id": self._settings.access_key_id,
                "aws_secret_access_key": self._settings.secret_access_key,
            }
            # Without keys of its own, boto3 looks where Amazon's tools do: environment, profile, role of the machine.
            self._made = boto3.client(
                "s3",
                endpoint_url=self._settings.endpoint,
                region_name=self._settings.region,
                config=Config(
                    connect_timeout=seconds,
                    read_timeout=seconds,
                    retries={"mode": "standard", "total_max_attempts": self._settings.retries + 1},
                ),
                **{name: key.reveal() for name, key in keys.items() if key},
            )
        return self._made
