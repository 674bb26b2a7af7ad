"""Secrets: passwords, tokens and addresses that hold them. They come from the environment or from a file, never TOML.

`BUDGET_WAREHOUSE_X` holds a secret, or `BUDGET_WAREHOUSE_X_FILE` names the file that does, as container systems and
systemd's credentials provide them. The settings file is copied, mailed and kept in version control; a secret found in
it is an error. No message shows one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from orchestration.kinds import SettingsError

#: A key that ends in one of these holds a secret; with `_file` behind it, only the place of one.
_SECRET_KEY = re.compile(r"(^|_)(password|passwd|secret|token|credentials?|(secret_|access_|api_|private_)key)$")
#: An address that holds one: user:password@, or the key in the query of a chat's webhook.
_SECRET_VALUE = re.compile(r"://[^/\s:@]+:[^/\s@]+@|[?&](access_token|key|token|secret|sign(ature)?)=", re.IGNORECASE)


class SecretInFile(SettingsError):
    """A secret stands in the settings file; the message names the key, never the secret."""

    def __init__(self, place: str, key: str) -> None:
        variable = f"BUDGET_WAREHOUSE_{key.upper().replace('.', '__')}"
        super().__init__(place, key, Hidden(), f"none in this file: set it in {variable} or in a file, {variable}_FILE")


class Hidden:
    """What a message shows of a secret."""

    def __repr__(self) -> str:
        return "a secret"


class Secret:
    """A secret that no log and no message shows by accident."""

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return it, for the one place that needs it."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.reveal() == self._value

    def __hash__(self) -> int:
        return hash(self._value)


def secret(environment: Mapping[str, str], variable: str) -> Secret | None:
    """Return what `variable` holds, or the content of the file that `<variable>_FILE` names; None where neither is set.

    A line end at the end of the file is not part of it. Raises SettingsError where the file cannot be read or is empty.
    """
    if value := environment.get(variable):
        return Secret(value)
    named = f"{variable}_FILE"
    if not (path := environment.get(named)):
        return None
    place = f"environment variable {named}"
    try:
        content = Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(place, "the file", path, f"a file this user can read ({error})") from error
    if not content:
        raise SettingsError(place, "the file", path, "a file with the secret in it; it is empty")
    return Secret(content)


def refuse_secrets(content: object, place: str, key: str = "") -> None:
    """Raise SecretInFile for the first secret in the content of a settings file, however deep it lies."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            below = f"{key}.{name}" if key else name
            if _SECRET_KEY.search(name.lower()):
                raise SecretInFile(place, below)
            refuse_secrets(value, place, below)
    elif isinstance(content, list):
        for number, value in enumerate(content, 1):
            refuse_secrets(value, place, f"{key}[{number}]")
    elif isinstance(content, str) and _SECRET_VALUE.search(content):
        raise SecretInFile(place, key)
