"""Kill a load at random moments; the next one must complete and give what a load that nobody disturbed gives.

    python -m benchmarks.crashes                 30 kills, seed 1, on the bundled samples
    python -m benchmarks.crashes --kills 4 --seed 7

Each home has one night behind it; in the second, reports came, changed and went. Its load is killed with SIGKILL after
a random time in a random stage, as the out-of-memory killer does it: the process alone, not those it started. Every
other load that should have finished the work is killed as well. Whatever happens, the snapshot that readers see has to
be one that was published whole. Then a load ends undisturbed; no process of a killed one is left; all tables but
`ops.load` equal those of an undisturbed home, instants of time apart, and so do the files kept for the next load.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.disturbed import Load, Nights, differing, is_whole, two_nights
from orchestration.home import Home


def killed(home: Home, nights: Nights, chosen: random.Random) -> tuple[str, Load]:
    """Kill a load after a random time in a random stage; return in which it was, and what is left of it."""
    ends, order = nights.ends, list(nights.ends)
    at = chosen.randrange(len(order))
    before, began = (order[at - 1], ends[order[at - 1]]) if at else (None, 0.0)
    delay = chosen.random() * (ends[order[at]] - began)
    load = Load(home, nights.landing)
    running = (before is None or load.follow(before)) and load.follow(seconds=delay)
    status = load.end(kill=running)
    done = [stage for stage in order if stage in load.done]
    stage = order[order.index(done[-1]) + 1] if done else order[0]
    return stage if status == -signal.SIGKILL else "ended before", load


def kept(home: Home) -> set[str]:
    """Return the files that a load keeps for the next one."""
    folders = (home.raw, home.extracted, home.clean, home.retired, home.state, home.warehouse.parent)
    found = (path.relative_to(home.root) for folder in folders for path in folder.rglob("*"))
    return {str(path) for path in found if path.parts[:2] != ("published", "snapshots")}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chosen = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        nights = two_nights(root)
        files = kept(nights.undisturbed)
        stages: Counter[str] = Counter()
        remains: list[Load] = []
        wrong = number = homes = 0
        while number < options.kills:
            home, homes = Home(root / f"home{homes}"), homes + 1
            shutil.copytree(nights.before.root, home.root, symlinks=True)
            here, faults = [], []
            while True:
                stage, load = killed(home, nights, chosen)
                if stage != "ended before":
                    number += 1
                    here.append(stage)
                    stages[stage] += 1
                remains.append(load)
                if not is_whole(home):
                    faults.append("readers see no whole snapshot")
                if number == options.kills or chosen.random() < 0.5:
                    break
            last = Load(home, nights.landing)
            last.follow()
            if last.end():
                faults.append("the next load failed")
            else:
                faults += [f"{name} differs" for name in differing(home, nights.expected)]
                here_now = set(kept(home))
                faults += [f"{path} is left" for path in sorted(here_now - files)]
                faults += [f"{path} is lost" for path in sorted(files - here_now)]
            wrong += bool(faults)
            print(f"{number:>3}  {' then '.join(here):<40} {'; '.join(faults) or 'equal'}", flush=True)
            shutil.rmtree(home.root)
        # What a killed load started has ended by now, and is collected by the system.
        time.sleep(5)
        left = sum(load.is_survived() for load in remains)
    print(f"\n{number} kills over {homes} homes, {wrong} of them with a fault, {left} left a process behind; by stage:")
    for stage in nights.ends:
        print(f"  {stage:<12} {stages[stage]:>3}")
    return 1 if wrong or left else 0


if __name__ == "__main__":
    sys.exit(main())
