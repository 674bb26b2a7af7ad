"""A disk that is really full, or may not be written: what a load says, and whether the next one makes good.

    python -m benchmarks.disks                   on the bundled samples; mounts a tmpfs, so it needs root

The home of one night lies on a tmpfs with a few more or fewer megabytes left than the second night needs. Its load has
to say that the disk is full, readers still have the snapshot of the first night, and with room again the next load
completes: its tables equal those of a home that never lacked room. Then the same on a disk that is mounted read-only.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.disturbed import Load, Nights, differing, is_whole, two_nights
from orchestration.home import Home


@contextmanager
def disk(folder: Path) -> Iterator[None]:
    """Mount a small file system of its own on the new `folder`."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    """Change the size of the file system, or whether it may be written."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def spoilt(nights: Nights, folder: Path, options: str) -> tuple[str, Home]:
    """Load on a disk with these options, `+MB` for so much room; return what was said, and the home with room again."""
    home = Home(folder / "home")
    shutil.copytree(nights.before.root, home.root, symlinks=True)
    if options.startswith("+"):
        used = shutil.disk_usage(folder).used
        options = f"size={used + int(float(options) * (1 << 20))}"
    remount(folder, options)
    load = Load(home, nights.landing)
    load.follow()
    said = "ended" if load.end() == 0 else load.error
    whole = "" if is_whole(home) else "; READERS SEE NO WHOLE SNAPSHOT"
    remount(folder, "rw,size=1g")
    return f"{said[:110]}{whole}", home


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--room", type=float, nargs="*", default=[0, 0.2, 1, 4, 16, 64])
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as root_folder:
        root = Path(root_folder)
        nights = two_nights(root)
        print(f"{'disk':<10} {'then':<12} said")
        for number, mounted in enumerate(["ro", *(f"+{room:g}" for room in options.room)]):
            with disk(root / f"disk{number}"):
                said, home = spoilt(nights, root / f"disk{number}", mounted)
                after = Load(home, nights.landing)
                after.follow()
                if after.end():
                    then = f"FAILED: {after.error}"
                else:
                    then = ", ".join(differing(home, nights.expected)) or "equal"
            is_right = said == "ended" or said.startswith("DiskTrouble")
            wrong += then != "equal" or not is_right
            print(f"{mounted + (' MB' if mounted != 'ro' else ''):<10} {then:<12} {said}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
