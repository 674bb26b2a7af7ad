"""What a load costs, by the number of reports: everything, nothing changed, one report in a hundred changed.

    python -m benchmarks.scale                       1,000 and 5,000 reports
    python -m benchmarks.scale --reports 20000 --keep /var/tmp/scale

Generated reports of all genres as docx, html, pdf, text and xlsx in turn. Printed are the processor time of the load
with all its processes, the clock, and the largest memory that all of them had together (what they share counted once);
on a machine that does other things too, processor time divided by the number of cores is the better measure of the
clock. A folder that is kept is used again: its landing as it is, its home anew.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FORMATS = ("docx", "html", "pdf", "text", "xlsx")


class Cost(NamedTuple):
    """Seconds of processors, seconds on the clock, MB of all processes together."""

    cpu: float
    clock: float
    memory: int


def measured(landing: Path, home: Path) -> Cost:
    """Load in a process of its own and return what it took, worker processes included."""
    # Worker processes belong to Python's fork server, which nobody waits for: a subreaper is their parent at the end.
    _become_subreaper()
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "orchestration.cli", "load", "--landing", str(landing), "--home", str(home)]
    process = subprocess.Popen(
        [*command, "--accept", "volumes"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peaks = [0]
    watch = threading.Thread(target=_watch, args=(process, peaks))
    watch.start()
    told, _ = process.communicate()
    clock = time.monotonic() - began
    watch.join()
    _wait_for_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(told)
    (home / "told.txt").write_text(told, encoding="utf-8")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, clock, max(peaks) >> 10)


def _watch(process: subprocess.Popen[str], peaks: list[int]) -> None:
    """Note the memory of all processes below `process`, in kB, twice a second."""
    while process.poll() is None:
        peaks.append(sum(_proportional_kb(pid) for pid in _family(process.pid)))
        time.sleep(0.5)


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from _family(int(child))
    except OSError:
        return  # it has ended


def _proportional_kb(pid: int) -> int:
    """The memory of a process; of what several share each has its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _become_subreaper() -> None:
    import ctypes

    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def _wait_for_orphans() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def change(landing: Path, share: float) -> int:
    """Let some reports in text or HTML, a random `share` of all, have one more line; return how many were changed."""
    files = sorted(landing.rglob("*.*"))
    texts = [path for path in files if path.suffix in (".txt", ".html")]
    chosen = random.Random(1).sample(texts, round(share * len(files)))
    for path in chosen:
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    return len(chosen)


def main() -> None:
    from ingest.generate.generate import write

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--keep", type=Path, help="work in this folder and leave everything there")
    options = parser.parse_args()
    print(
        f"{', '.join(FORMATS)}; {os.cpu_count()} cores\n"
        f"{'reports':>8} {'load':<12} {'cpu s':>8} {'clock s':>8} {'MB':>6}",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        for number in options.reports:
            root = (options.keep or Path(folder)) / str(number)
            landing, home = root / "landing", root / "home"
            if not landing.exists():
                write(landing, root / "truth", number, 1, FORMATS)
            shutil.rmtree(home, ignore_errors=True)
            _tell(number, "full", measured(landing, home))
            _tell(number, "unchanged", measured(landing, home))
            changed = change(landing, 0.01)
            _tell(number, f"{changed} changed", measured(landing, home))


def _tell(number: int, name: str, cost: Cost) -> None:
    print(f"{number:>8} {name:<12} {cost.cpu:>8.0f} {cost.clock:>8.0f} {cost.memory:>6}", flush=True)


if __name__ == "__main__":
    main()
