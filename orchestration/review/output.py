"""The folder a site is written to, and the site before it, from which unchanged files are linked."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

#: Which files belong to which department and what they were made of.
MANIFEST = "manifest.json"


class Output:
    """Writes files below `out`; takes over files of `before` as hard links, for neither folder is written again."""

    def __init__(self, out: Path, before: Path | None) -> None:
        self.out, self.before = out, before
        self._folders: set[Path] = set()

    def write(self, name: str, content: str | bytes) -> None:
        """Write `content` to the file `name` below the site's root."""
        path = self._place(name)
        # What was taken over is another site's file too; it must not be written through the link.
        path.unlink(missing_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def take_over(self, name: str) -> None:
        """Link a file of the site before, unless it is there already. Raises FileNotFoundError."""
        assert self.before is not None, "there is no site before this one"
        if not (self.out / name).exists():
            self.link(name, self.before / name)

    def link(self, name: str, source: Path) -> None:
        """Link `source`, which is not written again either; copy it where links cannot be made."""
        path = self._place(name)
        try:
            os.link(source, path)
        except FileNotFoundError:
            raise
        except OSError:
            shutil.copyfile(source, path)

    def has_before(self, name: str) -> bool:
        """Whether the site before has the file."""
        return self.before is not None and (self.before / name).is_file()

    def read_before(self, name: str) -> bytes:
        """Return a file of the site before."""
        assert self.before is not None, "there is no site before this one"
        return (self.before / name).read_bytes()

    def _place(self, name: str) -> Path:
        path = self.out / name
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        return path


def read_manifest(output: Output, version: str) -> dict[str, dict[str, object]]:
    """Return each department's entry in the site before; nothing where another version of the pages made it."""
    if not output.has_before(MANIFEST):
        return {}
    said = json.loads(output.read_before(MANIFEST))
    return said["departments"] if said.get("version") == version else {}
