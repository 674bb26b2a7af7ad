"""What a load costs, by the number of reports: everything, nothing changed, one report in a hundred changed.

    python -m benchmarks.scale                       1,000 and 5,000 reports
    python -m benchmarks.scale --reports 20000 --keep /var/tmp/scale

Generated reports of all genres as docx, html, pdf, text and xlsx in turn where `generate` writes them. Printed are the
processor time of the load with all its processes, the clock, and the largest memory of the main process; on a machine
that does other things too, processor time divided by the number of cores is the better measure of the clock.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

#: Those that `generate` knows of the five that counties publish.
WANTED = ("docx", "html", "pdf", "text", "xlsx")


class Cost(NamedTuple):
    """Seconds of processors, seconds on the clock, MB."""

    cpu: float
    clock: float
    memory: int


def measured(landing: Path, home: Path) -> Cost:
    """Load in a process of its own and return what it took, worker processes included."""
    code = (
        "import resource, sys; from orchestration.cli import app\n"
        "try: app(sys.argv[1:])\n"
        "finally: print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    # Worker processes belong to Python's fork server, which nobody waits for: a subreaper is their parent at the end.
    _become_subreaper()
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    arguments = ["load", "--landing", str(landing), "--home", str(home), "--accept", "volumes"]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    _wait_for_orphans()
    after, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - began
    if "peak" not in done.stdout or "Snapshot" not in done.stdout:
        raise SystemExit(done.stdout + done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, clock, int(done.stdout.split("peak")[-1]))


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
    """Let every text report of a random `share` of all say one more thing; return how many were changed."""
    files = sorted(landing.rglob("*.*"))
    texts = [path for path in files if path.suffix in (".txt", ".html")]
    chosen = random.Random(1).sample(texts, round(share * len(files)))
    for path in chosen:
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    return len(chosen)


def main() -> None:
    from ingest.generate.files import WRITERS
    from ingest.generate.generate import write

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--keep", type=Path, help="work in this folder and leave everything there")
    options = parser.parse_args()
    formats = [name for name in WANTED if name in WRITERS]
    print(
        f"{', '.join(formats)}; {os.cpu_count()} cores\n"
        f"{'reports':>8} {'load':<12} {'cpu s':>8} {'clock s':>8} {'MB':>6}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for number in options.reports:
            root = (options.keep or Path(folder)) / str(number)
            landing, home = root / "landing", root / "home"
            write(landing, root / "truth", number, 1, formats)
            costs = {"full": measured(landing, home), "unchanged": measured(landing, home)}
            changed = change(landing, 0.01)
            costs[f"{changed} changed"] = measured(landing, home)
            for name, cost in costs.items():
                print(f"{number:>8} {name:<12} {cost.cpu:>8.0f} {cost.clock:>8.0f} {cost.memory:>6}", flush=True)


if __name__ == "__main__":
    main()
